"""The one table of what a repository must protect: every diagnosis names a row of it.

A row is stable: its id is never given to another demand. The reference page
`docs/reference/doctor.md` is generated from this table; the rows of the branch are those
that the gate asks of it after a merge.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from generator.approval.github.protection import BRANCH_DEMANDS
from generator.doctor.demand import Demand
from generator.workspace.model.types import Bilingual

if TYPE_CHECKING:
    from collections.abc import Mapping

_CLONE: Final = (
    Demand(
        rule="D001",
        expected=Bilingual(
            zh="带有目标分支的 git 仓库",
            en="a repository of git with the branch that reports are merged into",
        ),
        action=Bilingual(
            zh="运行 git fetch，或用 --branch 指明分支",
            en="run git fetch, or name the branch with --branch",
        ),
    ),
    Demand(
        rule="D002",
        expected=Bilingual(
            zh="完整而未被替换的历史", en="the whole history, with nothing put in its place"
        ),
        action=Bilingual(
            zh="用 git clone --no-local 重新克隆，并取得全部历史和标签",
            en="clone it again with git clone --no-local, whole and with all tags",
        ),
    ),
    Demand(
        rule="D003",
        expected=Bilingual(
            zh="git 2.34 或更新，以及能签名的 ssh-keygen（OpenSSH 8.1 或更新）",
            en="git 2.34 or newer and an ssh-keygen that signs (OpenSSH 8.1 or newer)",
        ),
        action=Bilingual(zh="升级该工具", en="install a newer one"),
    ),
    Demand(
        rule="D004",
        expected=Bilingual(
            zh="发布人的 git 设有 SSH 签名密钥，邮箱在 people.yml 中",
            en="a key to sign releases with, of an address in people.yml",
        ),
        action=Bilingual(
            zh="在签发人的机器上设置 gpg.format ssh、user.signingKey 和 user.email",
            en="set gpg.format ssh, user.signingKey and user.email, if you issue releases",
        ),
        is_advice=True,
    ),
    Demand(
        rule="D005",
        expected=Bilingual(
            zh="git 知道谁可以签名（gpg.ssh.allowedSignersFile）",
            en="a file that tells git who may sign (gpg.ssh.allowedSignersFile)",
        ),
        action=Bilingual(
            zh="写一个每行一个邮箱和公钥的文件，以便手工核验标签",
            en="write one with `mail key` on a line, to verify tags by hand",
        ),
        is_advice=True,
    ),
    Demand(
        rule="D006",
        expected=Bilingual(
            zh="可签名者都是 people.yml 中的人，邮箱和密钥一致，没有通配符",
            en="allowed signers that are people of people.yml with their own keys, no wildcard",
        ),
        action=Bilingual(zh="改正该文件或 people.yml", en="correct that file, or people.yml"),
        closes=("B27",),
    ),
    Demand(
        rule="D007",
        expected=Bilingual(
            zh="本机的中央仓库拒绝改写和删除分支",
            en="a central repository on this machine that refuses to rewrite or delete a branch",
        ),
        action=Bilingual(
            zh="在该仓库中用 git config 将其设为 true", en="set it to true there with git config"
        ),
        closes=("B09",),
    ),
    Demand(
        rule="D008",
        expected=Bilingual(
            zh="本机的中央仓库用钩子保护发布标签",
            en="a central repository on this machine that guards the tags of releases by a hook",
        ),
        action=Bilingual(
            zh="安装指南中的 update 钩子；git 的 receive 设置只管分支",
            en="install the update hook of the guide; git's receive settings are about branches",
        ),
        closes=("B27",),
    ),
)
_BRANCH: Final = (
    *(
        Demand(rule=each.rule, expected=each.expected, action=each.action, closes=each.closes)
        for each in BRANCH_DEMANDS
    ),
    Demand(
        rule="D017",
        expected=Bilingual(
            zh="合并前须通过审批门等状态检查，由固定的应用给出，且分支为最新",
            en="the statuses of gate and checks, of named apps, before a merge of a branch that is"
            " up to date",
        ),
        action=Bilingual(
            zh="要求检查和审批门的状态，为每项指定应用，并要求分支为最新",
            en="require the statuses of check and gate, name the app of each, and require branches"
            " to be up to date",
        ),
        closes=("B21", "B28"),
    ),
    Demand(
        rule="D018",
        expected=Bilingual(
            zh="合并队列每次只合并一个请求", en="a merge queue that merges one at a time, or none"
        ),
        action=Bilingual(zh="将每次合并的最大数量设为 1", en="set the most entries to merge to 1"),
        closes=("B28",),
    ),
    Demand(
        rule="D019",
        expected=Bilingual(
            zh="报告并入默认分支", en="reports that are merged into the default branch"
        ),
        action=Bilingual(
            zh="更改默认分支，或用 --branch 指明", en="change it, or name it with --branch"
        ),
        closes=("B14",),
    ),
)
_TAGS: Final = (
    Demand(
        rule="D020",
        expected=Bilingual(
            zh="发布和证据的标签不能被移动、改写或删除",
            en="tags of releases and evidence that nobody can move, rewrite or delete",
        ),
        action=Bilingual(
            zh="为 refs/tags/report/**/* 和 refs/tags/evidence/**/* 建规则集：限制更新、限制删除、"
            "禁止强制推送",
            en="make a set of rules for refs/tags/report/**/* and refs/tags/evidence/**/* that"
            " restricts updates and deletions and blocks force pushes",
        ),
        closes=("B27",),
    ),
    Demand(
        rule="D021",
        expected=Bilingual(zh="标签规则对所有人有效", en="rules of tags that hold for everybody"),
        action=Bilingual(zh="清空其绕过名单", en="empty their bypass list"),
        closes=("B07", "B27"),
    ),
    Demand(
        rule="D022",
        expected=Bilingual(
            zh="只有签发人能创建发布标签", en="tags of releases that only their issuers can make"
        ),
        action=Bilingual(
            zh="限制创建这些标签，绕过名单只写签发人",
            en="restrict their creation, with the issuers alone on its bypass list",
        ),
        closes=("B27",),
    ),
)
_ACTIONS: Final = (
    Demand(
        rule="D030",
        expected=Bilingual(
            zh="工作流的令牌默认只读", en="a token of workflows that reads only, by default"
        ),
        action=Bilingual(
            zh="将 Actions 的默认权限设为只读", en="set the default permissions of Actions to read"
        ),
        closes=("B22", "B23"),
    ),
    Demand(
        rule="D031",
        expected=Bilingual(
            zh="工作流不能批准合并请求", en="workflows that cannot approve pull requests"
        ),
        action=Bilingual(
            zh="取消“允许 GitHub Actions 创建和批准合并请求”",
            en="do not allow GitHub Actions to create and approve pull requests",
        ),
        closes=("B04", "B05"),
    ),
    Demand(
        rule="D032",
        expected=Bilingual(
            zh="没有任何分支都能读取的机密", en="no secrets that a workflow of any branch can read"
        ),
        action=Bilingual(
            zh="移到须经批准的环境（environment）中",
            en="move them to an environment with required reviewers",
        ),
        closes=("B26",),
    ),
    Demand(
        rule="D033",
        expected=Bilingual(
            zh="只运行以提交 SHA 固定的 actions", en="actions that are pinned by their commit alone"
        ),
        action=Bilingual(
            zh="要求以完整 SHA 固定 actions", en="require actions to be pinned to a full-length SHA"
        ),
        closes=("B24",),
    ),
)
OF_OWNERS: Final = (
    Demand(
        rule="D040",
        expected=Bilingual(zh="一个 CODEOWNERS 文件", en="one file CODEOWNERS"),
        action=Bilingual(
            zh="只用 .github/CODEOWNERS 一个文件", en="have .github/CODEOWNERS and no other"
        ),
        closes=("B16", "B29"),
    ),
    Demand(
        rule="D041",
        expected=Bilingual(zh="不超过 3 MB 的 UTF-8 文本", en="a text in UTF-8 of at most 3 MB"),
        action=Bilingual(
            zh="缩短或重新生成：GitHub 会不作声地忽略它",
            en="shorten it or generate it again, as GitHub ignores it without a word",
        ),
        closes=("B16",),
    ),
    Demand(
        rule="D042",
        expected=Bilingual(
            zh="CODEOWNERS 中没有会被忽略的行", en="lines of CODEOWNERS that GitHub reads"
        ),
        action=Bilingual(
            zh="改正这一行：GitHub 会不作声地跳过它",
            en="correct the line, as GitHub passes over it without a word",
        ),
        closes=("B16",),
    ),
    Demand(
        rule="D043",
        expected=Bilingual(zh="每个文件都有所有者", en="an owner of every file"),
        action=Bilingual(
            zh="为其写一行，或把 * 写在最前面", en="write a line for it, or begin with one for *"
        ),
        closes=("B29",),
    ),
    Demand(
        rule="D044",
        expected=Bilingual(
            zh="每一行都对某个文件起作用", en="lines of which each decides about some file"
        ),
        action=Bilingual(
            zh="把它移到后面：最后匹配的行有效",
            en="move it down, as the last line that matches counts",
        ),
        closes=("B16",),
    ),
    Demand(
        rule="D045",
        expected=Bilingual(zh="每一行都匹配某个文件", en="lines of which each matches some file"),
        action=Bilingual(
            zh="核对拼写；若文件以后才有，可以不管",
            en="check its spelling; leave it, if the files are still to come",
        ),
        is_advice=True,
    ),
    Demand(
        rule="D046",
        expected=Bilingual(
            zh="平台认识 CODEOWNERS 中的所有者", en="owners that the forge knows, with write access"
        ),
        action=Bilingual(
            zh="改正这一行，或给予写权限", en="correct the line, or give write access"
        ),
        closes=("B16", "B29"),
    ),
    Demand(
        rule="D047",
        expected=Bilingual(
            zh="文件的所有者在其审批链中有角色",
            en="owners with a role in the chain that decides about their files",
        ),
        action=Bilingual(
            zh="把该链的角色写为所有者，或补上 people.yml 的账号",
            en="name its roles as owners, or add their accounts to people.yml",
        ),
        closes=("B17", "B29"),
    ),
    Demand(
        rule="D048",
        expected=Bilingual(
            zh="CODEOWNERS 写的是 people.yml 中该审批链各角色的所有者",
            en="owners whom people.yml puts beside a role of the chain of their files",
        ),
        action=Bilingual(
            zh="运行 reportgen generate 重新生成，或补上角色的 codeowners",
            en="run reportgen generate to make it again, or add codeowners to the role",
        ),
        closes=("B15", "B29"),
    ),
)
_PEOPLE: Final = (
    Demand(
        rule="D050",
        expected=Bilingual(
            zh="有审批链决定期次以外的改动", en="a chain that decides about changes of no edition"
        ),
        action=Bilingual(
            zh="在 chains.yml 中写明 others", en="name it under `others` in chains.yml"
        ),
        closes=("B15", "B29"),
    ),
    Demand(
        rule="D051",
        expected=Bilingual(
            zh="每条审批链都有足够多有账号或密钥的人",
            en="enough people with an account or a key for every chain",
        ),
        action=Bilingual(
            zh="在 people.yml 中登记账号、密钥或更多的人",
            en="add accounts, keys or people to people.yml",
        ),
        closes=("B02",),
    ),
    Demand(
        rule="D052",
        expected=Bilingual(zh="审批人有写权限", en="approvers who may write to the repository"),
        action=Bilingual(
            zh="给予写权限，或改正 people.yml 中的账号",
            en="give write access, or correct the account in people.yml",
        ),
        closes=("B17", "B18"),
    ),
    Demand(
        rule="D053",
        expected=Bilingual(
            zh="任何一人编写的改动，都有其他人可以批准",
            en="others who can approve, whoever makes the change",
        ),
        action=Bilingual(zh="让更多的人担任该角色", en="give the role to somebody else as well"),
        closes=("B02", "B04"),
        is_advice=True,
    ),
)
_HISTORY: Final = (
    Demand(
        rule="D060",
        expected=Bilingual(
            zh="一个月内没有绕过规则的推送", en="no push past the rules in the last month"
        ),
        action=Bilingual(
            zh="查明原因，并重新审批所涉期次",
            en="find out why, and have the editions in question approved again",
        ),
        closes=("B06", "B07", "B12"),
    ),
    Demand(
        rule="D061",
        expected=Bilingual(
            zh="一个月内分支没有被改写或删除",
            en="a branch that was not rewritten or deleted in the last month",
        ),
        action=Bilingual(
            zh="用锚定记录和备份核对历史（reportgen verify）",
            en="compare the history with anchors and backups (reportgen verify)",
        ),
        closes=("B09",),
    ),
)
FAMILIES: Final[Mapping[str, tuple[Demand, ...]]] = MappingProxyType(
    {
        "本机 This machine": _CLONE,
        "分支 Branch": _BRANCH,
        "标签 Tags": _TAGS,
        "工作流 Workflows": _ACTIONS,
        "文件所有者 Owners of files": OF_OWNERS,
        "审批人 Approvers": _PEOPLE,
        "近况 The last month": _HISTORY,
    }
)
DEMANDS: Final[Mapping[str, Demand]] = MappingProxyType(
    {each.rule: each for family in FAMILIES.values() for each in family}
)
