"""The delivery note of a new revision: what it supersedes, and who holds what it supersedes."""

from __future__ import annotations

from tests.archive.conftest import issue, reportgen
from tests.archive.issued import OCTOBER, Issued, commit, merged
from tests.archive.tampering import RECORDS
from tests.site.plain import replace

WHY = ("--reason", "迟到的单据", "Late cases", "--author", "lin", "--approver", "qin")
ROLES = "  - {id: owner, name: {zh: 客户负责人, en: Customer owner}}\n"
SUCCESSION = """
本修订取代 r1，自签发起 r1 失效 / This revision supersedes r1, which is no longer in force.
被取代的哈希值 / Superseded:  {sha256}
原因 / Reason:          迟到的单据 / Late cases
须通知的持有人 / Holders to be told:
{told}

"""


def note_of(made: Issued, revision: int) -> str:
    """Return the delivery note of a revision of October."""
    folder = made.root / "build" / "release" / f"monthly-2013-10-r{revision}"
    return (folder / "delivery-note.txt").read_text(encoding="utf-8")


def hash_of(made: Issued) -> str:
    """Return the hash that the note of the first revision tells."""
    return note_of(made, 1).partition("SHA-256:")[2].split()[0]


def revised(made: Issued, notify: str = "") -> str:
    """Correct a record and issue the second revision; return what its note says of the first."""
    replace(made.root / RECORDS, '"numerator": 98,', '"numerator": 97,')
    for edition in (OCTOBER, "monthly/2013-11"):
        reportgen("restate", edition, *WHY, "--today", "2014-02-03", "--root", made.root)
    answers = made.root / f"report_data/revisions/{OCTOBER}.yml"
    replace(answers, "  supersedes:", f"{notify}  supersedes:")
    assert reportgen("generate", "--root", made.root).code in {0, 1}
    answer = issue(made, OCTOBER, merged(made.root, 3), "--at", "2014-02-04T09:00:00Z")
    assert answer.code == 0, answer
    note = note_of(made, 2)
    return note[note.index("\n本修订") : note.index("请保存本通知")]


def test_whoever_holds_a_copy_of_the_superseded_revision_is_named(issued: Issued) -> None:
    file = issued.root / f"report_data/deliveries/{OCTOBER}.yml"
    file.parent.mkdir(parents=True)
    copies = "".join(
        f"  - {{revision: 1, copy: {copy}, to: manager, by: {way}, sent: 2014-01-1{copy},"
        f' sender: lin, manifest: "{hash_of(issued)}"}}\n'
        for copy, way in ((1, "pdf"), (2, "paper"))
    )
    file.write_text(f"report: monthly\nperiod: 2013-10\ndeliveries:\n{copies}", encoding="utf-8")
    commit(issued.root, "Deliveries")

    said = revised(issued)

    told = (
        "- 1. 服务经理 / Service manager (r1, pdf, 2014-01-11)\n"
        "- 2. 服务经理 / Service manager (r1, paper, 2014-01-12)"
    )
    assert said == SUCCESSION.format(sha256=hash_of(issued), told=told)


def test_where_no_delivery_was_noted_everybody_who_gets_the_report_is_named(issued: Issued) -> None:
    people = issued.root / "report_data/people.yml"
    replace(people, "people:\n", f"{ROLES}people:\n")
    replace(people, "id: cai, name: 蔡宁, roles: manager", "id: cai, name: 蔡宁, roles: owner")

    commit(issued.root, "People")

    said = revised(issued, "  notify: [owner]\n")

    told = "- 服务经理 / Service manager\n- 客户负责人 / Customer owner"
    assert said == SUCCESSION.format(sha256=hash_of(issued), told=told)


def test_the_first_revision_supersedes_nothing(issued: Issued) -> None:
    assert "本修订" not in note_of(issued, 1)
