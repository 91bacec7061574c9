"""Words of the matrix of skills."""

from __future__ import annotations

from types import MappingProxyType
from typing import Final

SKILLS: Final = MappingProxyType(
    {
        "skills": ("技能矩阵", "Skills"),
        "skills-on": ("{day} 的技能矩阵", "Skills on {day}"),
        "skill": ("技能", "Skill"),
        "skill-cover": ("覆盖", "Cover"),
        "skill-able": ("胜任 / 要求", "Able / needed"),
        "skills-answer": (
            (
                "{count} 项技能：人数足够 {full} 项，有备份但人数不足 {short} 项，"
                "只有一人 {alone} 项，无人胜任 {nobody} 项。"
            ),
            (
                "{count} skills: with all their people {full}, with a backup but too few {short}, "
                "with one person alone {alone}, with nobody {nobody}."
            ),
        ),
        "skills-note": (
            "以 {day} 的登记为准；学习中的人员不计入胜任人数。",
            "As on file for {day}; who is learning does not count as able.",
        ),
        "person-number": ("人员 {number}", "Person {number}"),
    }
)
