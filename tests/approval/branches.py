"""A repository with signed approvals: people with keys, a branch, and what they do on it."""

from __future__ import annotations

import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from generator.cli import run
from tests.site.plain import copy_plain, git

if TYPE_CHECKING:
    import pytest

    from tests.site.plain import Answer

EDITION = "monthly/2013-10"
PAGE = f"docs/reports/{EDITION}.md"
PEOPLE = ("lin", "he", "qin")
CHAINS = """\
others: two
chains:
  - chain: two
    name: {zh: 两级审批, en: Two stages}
    stages:
      - {stage: confirm, name: {zh: 确认, en: Confirmed}, by: confirmer}
      - {stage: review, name: {zh: 审核, en: Reviewed}, by: leader}
"""
ROLES = """\
roles:
  - {id: manager, name: {zh: 服务经理, en: Service manager}}
  - {id: confirmer, name: {zh: 确认人, en: Confirmer}}
  - {id: leader, name: {zh: 领导, en: Leader}}
people:
"""
