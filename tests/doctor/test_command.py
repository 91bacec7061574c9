"""`reportgen doctor` as people run it: a repository, a server, an exit code."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from generator.doctor.examine import OFFLINE, ON_FORGE
from generator.doctor.rules import DEMANDS
from tests.approval.github.fakeforge import FakeForge
from tests.approval.github.served import served
from tests.approval.github.test_faults import BROKEN, Faulty
from tests.doctor.conftest import Place
from tests.doctor.patients import examples

ZH, EN = examples("D031")[0]["says"][0]
ASK = ("--repository", "example/reports")


def states(text: str) -> dict[str, str]:
    """Return rule -> state of the answer in JSON."""
    return {each["rule"]: each["state"] for each in json.loads(text)["diagnoses"]}


def test_a_sound_repository_on_a_sound_forge_ends_with_0(
    place: Place, forge: FakeForge, capsys: pytest.CaptureFixture[str]
) -> None:
    assert place.doctor(*ASK, "--format", "json") == 0
    assert states(capsys.readouterr().out) == dict.fromkeys(DEMANDS, "sound")
    assert {url.split("?")[0] for url in forge.asked} >= {"/repos/example/reports"}


def test_a_gap_of_the_forge_ends_with_1_and_its_sentences(
    place: Place, forge: FakeForge, capsys: pytest.CaptureFixture[str]
) -> None:
    forge.world.rights["can_approve_pull_request_reviews"] = True

    assert place.doctor(*ASK) == 1
    assert capsys.readouterr().out.splitlines()[-3:] == [ZH, f"  {EN}", "有缺口 there are gaps"]


def test_a_token_that_may_not_see_a_setting_ends_with_4(
    place: Place, forge: FakeForge, capsys: pytest.CaptureFixture[str]
) -> None:
    forge.world.unseen = frozenset({"/actions/secrets"})

    assert place.doctor(*ASK, "--format", "json") == 4
    found = states(capsys.readouterr().out)
    assert {rule for rule, state in found.items() if state != "sound"} == {"D032"}


def test_without_a_forge_what_it_alone_can_tell_is_unverified(
    place: Place, capsys: pytest.CaptureFixture[str]
) -> None:
    assert place.doctor("--format", "json") == 4
    found = states(capsys.readouterr().out)
    assert {rule for rule, state in found.items() if state == "unverified"} == set(ON_FORGE)


def test_offline_a_sound_repository_ends_with_0_and_nothing_is_said_of_the_forge(
    place: Place, capsys: pytest.CaptureFixture[str]
) -> None:
    assert place.doctor("--offline", "--format", "json") == 0
    assert states(capsys.readouterr().out) == {rule: "sound" for rule in DEMANDS if rule in OFFLINE}


@pytest.mark.parametrize(
    "arguments",
    [
        (*ASK, "--offline"),
        ("--save-evidence", "x.json"),
        ("--offline", "--evidence", "x.json"),
        ("--repository", "reports"),
    ],
)
def test_a_call_that_means_two_things_or_nothing_ends_with_2(
    place: Place, arguments: tuple[str, ...]
) -> None:
    assert place.doctor(*arguments) == 2


def test_saved_answers_are_examined_again_without_the_forge(
    place: Place, forge: FakeForge, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = str(tmp_path / "settings.json")
    forge.world.secrets = ["DEPLOY_KEY"]

    codes = [place.doctor(*ASK, "--save-evidence", file)]
    asked, first = len(forge.asked), capsys.readouterr().out
    codes.append(place.doctor("--evidence", file))

    assert (codes, len(forge.asked)) == ([1, 1], asked)
    assert capsys.readouterr().out == first


@pytest.mark.parametrize("change", [("read", "write"), ('"schema": 1', '"schema": 2'), ("{", "[")])
@pytest.mark.usefixtures("forge")
def test_saved_answers_that_were_changed_are_unverified(
    place: Place, tmp_path: Path, change: tuple[str, str]
) -> None:
    file = tmp_path / "settings.json"
    assert place.doctor(*ASK, "--save-evidence", str(file)) == 0
    file.write_text(file.read_text().replace(*change))

    assert place.doctor("--evidence", str(file)) == 4


def test_evidence_about_a_pull_request_says_nothing_about_settings(
    place: Place, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "evidence.json"
    empty = {
        "server": "https://api.github.com",
        "schema": 1,
        "forge": "github",
        "repository": "example/reports",
        "number": 7,
    }
    file.write_text(json.dumps(empty | {"answers": []}))

    assert place.doctor("--evidence", str(file), "--format", "json") == 4
    found = states(capsys.readouterr().out)
    assert {rule for rule, state in found.items() if state == "unverified"} == set(ON_FORGE)


@pytest.mark.parametrize("fault", ["F43 401", "F44 301 to another host", "F45 page of a proxy"])
def test_a_faulty_forge_leaves_this_machine_examined_and_shows_no_token(
    place: Place,
    forge: FakeForge,
    fault: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    with served(Faulty(BROKEN[fault], "/rulesets", forge=forge)) as here:
        monkeypatch.setenv("GITHUB_API_URL", here)
        code = place.doctor(*ASK, "--format", "json")

    said = capsys.readouterr()
    found = states(said.out)
    assert code == 4
    assert {rule for rule, state in found.items() if state == "unverified"} == set(ON_FORGE)
    assert "t0ken" not in said.out + said.err


def test_beside_a_change_gaps_are_errors_and_advice_is_a_warning(
    place: Place, capsys: pytest.CaptureFixture[str]
) -> None:
    place.git("config", "--unset", "user.signingKey")
    (place.root / ".github/CODEOWNERS").unlink()

    assert place.doctor("--offline", "--format", "github") == 1
    lines = capsys.readouterr().out.splitlines()
    assert [line.split("::")[1] for line in lines] == [
        *("warning title=doctor D004", "error title=doctor D040", "error title=doctor D041"),
        *(f"error title=doctor D04{number}" for number in (2, 3, 4, 5, 8)),
    ]


def test_advice_alone_leaves_a_repository_sound(
    place: Place, capsys: pytest.CaptureFixture[str]
) -> None:
    place.git("config", "--unset", "gpg.ssh.allowedSignersFile")

    assert place.doctor("--offline") == 0
    assert capsys.readouterr().out.splitlines()[-1] == "满足要求，另有建议 sound, with advice"
