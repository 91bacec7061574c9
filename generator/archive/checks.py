"""The table of all checks of `verify`: of the one-file verifier, and of a repository."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from generator.archive import verifier
from generator.archive.verifier import TAMPERED, UNVERIFIED

_OF_A_REPOSITORY: Final = {
    "V01": (TAMPERED, "a release is an annotated tag", "发布必须是附注标签"),
    "V11": (TAMPERED, "a branch has the name of a release", "分支与发布同名"),
    "V12": (TAMPERED, "objects of git are replaced", "git 对象被替换"),
    "V13": (TAMPERED, "the history is grafted", "历史被嫁接"),
    "V14": (TAMPERED, "objects are borrowed from elsewhere", "对象借自其他仓库"),
    "V15": (TAMPERED, "attributes outside the history change files", "历史之外的属性设置改变文件"),
    "V16": (UNVERIFIED, "the clone is shallow", "仓库为浅克隆"),
    "V17": (TAMPERED, "a tag with a name that no release has", "不是发布名称的标签"),
    "V18": (UNVERIFIED, "there is no release", "没有任何发布"),
    "V19": (TAMPERED, "the commit is not in the main branch", "提交不在主分支中"),
    "V20": (TAMPERED, "an object is missing", "对象缺失"),
    "V21": (TAMPERED, "an object was changed on the disk", "对象在磁盘上被改动"),
    "V22": (TAMPERED, "a reference is broken", "引用已损坏"),
    "V23": (TAMPERED, "deeper or larger than a release can be", "目录过深或文件过多，不可能是发布"),
    "V24": (TAMPERED, "the summary is not that of the manifest", "标签摘要与清单不符"),
    "V25": (TAMPERED, "a reference hides the tag of a release", "引用遮蔽了发布的标签"),
    "V26": (UNVERIFIED, "the clone leaves out objects", "此克隆未取全部对象"),
    "V27": (UNVERIFIED, "there is no main branch", "没有主分支"),
    "V38": (TAMPERED, "page and figures have other sections", "页面与数值的章节指纹不符"),
    "V40": (TAMPERED, "the release before it in the chain is missing", "链条中的上一发布缺失"),
    "V41": (TAMPERED, "two releases follow the same one", "两个发布接在同一发布之后"),
    "V42": (TAMPERED, "a revision of the edition is missing", "该期次的修订号有缺"),
    "V43": (TAMPERED, "it was issued before the one that it follows", "签发时间早于上一发布"),
    "V44": (
        TAMPERED,
        "issued before its period was over or it was approved",
        "早于周期结束或批准即签发",
    ),
    "V52": (TAMPERED, "a release that was anchored is gone", "已锚定的发布不见了"),
    "V54": (TAMPERED, "the release is in no line of the anchors", "发布未被锚定"),
    "V55": (UNVERIFIED, "there are no anchors", "没有锚定记录"),
    "V60": (TAMPERED, "the evidence gives another decision", "由证据得出另一决定"),
    "V61": (UNVERIFIED, "the approvals could not be decided again", "审批未能重新判定"),
    "V62": (TAMPERED, "the evidence is about something else", "证据属于其他内容"),
    "V63": (TAMPERED, "it was issued without approval", "未经批准即签发"),
    "V70": (TAMPERED, "the inputs give another edition", "由输入得出另一内容"),
    "V71": (
        UNVERIFIED,
        "made by another version: unverified by this one",
        "由其他版本生成，本版本未核实",
    ),
    "V72": (TAMPERED, "the manifest is not about what was rendered", "清单与生成结果不符"),
    "V74": (
        TAMPERED,
        "the edition in the main branch is not the issued one",
        "主分支中的期次与签发的不同",
    ),
    "V75": (UNVERIFIED, "it could not be proved again", "未能重新证明"),
}
CHECKS: Final[Mapping[str, tuple[str, str, str]]] = MappingProxyType(
    dict(sorted({**verifier.CHECKS, **_OF_A_REPOSITORY}.items()))
)
OF_HAZARDS: Final = MappingProxyType(
    {
        "replaced": "V12",
        "grafted": "V13",
        "borrowed": "V14",
        "attributes": "V15",
        "shallow": "V16",
    }
)
