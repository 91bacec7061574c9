"""The ways round an approval that settings close; the gate finds the others afterwards."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from generator.workspace.model.types import Bilingual

if TYPE_CHECKING:
    from collections.abc import Mapping

WAYS: Final[Mapping[str, Bilingual]] = MappingProxyType(
    {
        "B01": Bilingual(
            zh="批准之后再推送",
            en="a push after the approval",
        ),
        "B02": Bilingual(
            zh="作者用第二个账号自批",
            en="the author approves with a second account",
        ),
        "B03": Bilingual(
            zh="向别人已获批准的请求推送，再自行批准",
            en="somebody pushes to another's request, then approves it",
        ),
        "B04": Bilingual(
            zh="机器人开请求，驱动它的人批准",
            en="a bot opens the request and its driver approves",
        ),
        "B05": Bilingual(
            zh="工作流的机器人批准",
            en="the bot of a workflow approves",
        ),
        "B06": Bilingual(
            zh="管理员未经评审直接合并",
            en="an administrator merges without a review",
        ),
        "B07": Bilingual(
            zh="名单上的人绕过规则",
            en="somebody on a bypass list goes past the rules",
        ),
        "B08": Bilingual(
            zh="直接推送到分支",
            en="a push straight to the branch",
        ),
        "B09": Bilingual(
            zh="强制推送或删除分支",
            en="the branch is rewritten or deleted",
        ),
        "B10": Bilingual(
            zh="变基之后，批准所指的提交不复存在",
            en="after a rebase the approved commit is gone",
        ),
        "B11": Bilingual(
            zh="“更新分支”时在合并冲突中夹带内容",
            en="content comes in with the conflict of an updated branch",
        ),
        "B12": Bilingual(
            zh="撤销批准后由管理员合并",
            en="an approval is dismissed, then an administrator merges",
        ),
        "B14": Bilingual(
            zh="批准之后改换目标分支",
            en="the request is turned to another branch after its approval",
        ),
        "B15": Bilingual(
            zh="在同一请求中更改谁有权审批",
            en="the request itself changes who may approve",
        ),
        "B16": Bilingual(
            zh="一行错误使 CODEOWNERS 失效",
            en="one bad line disables CODEOWNERS",
        ),
        "B17": Bilingual(
            zh="批准人已失去权限，或事后才获得",
            en="an approver lost the right, or got it afterwards",
        ),
        "B18": Bilingual(
            zh="改登录名，或冒用旧登录名",
            en="a login is renamed, or an old one registered again",
        ),
        "B21": Bilingual(
            zh="伪造提交状态",
            en="the status of a commit is forged",
        ),
        "B22": Bilingual(
            zh="在特权工作流中运行请求的代码",
            en="code of a request runs in a workflow with rights",
        ),
        "B23": Bilingual(
            zh="借标题、分支名或文件名注入脚本",
            en="a script comes in by a title, branch or file name",
        ),
        "B24": Bilingual(
            zh="移动 action 的标签",
            en="the tag of an action is moved",
        ),
        "B26": Bilingual(
            zh="在分支上添加读取机密的工作流",
            en="a workflow on a branch reads secrets",
        ),
        "B27": Bilingual(
            zh="移动、删除或伪造发布标签",
            en="the tag of a release is moved, deleted or forged",
        ),
        "B28": Bilingual(
            zh="合并队列一次合并几个请求",
            en="a merge queue merges several requests at once",
        ),
        "B29": Bilingual(
            zh="改动没有所有者的文件",
            en="files without an owner are changed",
        ),
        "B31": Bilingual(
            zh="关闭请求，推送，再打开",
            en="the request is closed, pushed to and opened again",
        ),
        "B32": Bilingual(
            zh="派生仓库被删，提交消失",
            en="a fork is deleted and its commits vanish",
        ),
    }
)
