"""What pages say, as Chinese and English by key: one table for each part of them."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from generator.compose.sentences.annexes import ANNEXES
from generator.compose.sentences.archives import ARCHIVES
from generator.compose.sentences.around import AROUND
from generator.compose.sentences.audits import AUDITS
from generator.compose.sentences.availability import AVAILABILITY
from generator.compose.sentences.contents import CONTENTS
from generator.compose.sentences.disclosures import DISCLOSURES
from generator.compose.sentences.figures import FIGURES
from generator.compose.sentences.glances import GLANCES
from generator.compose.sentences.improvement import IMPROVEMENT
from generator.compose.sentences.outlook import OUTLOOK
from generator.compose.sentences.page import PAGE
from generator.compose.sentences.promises import PROMISES
from generator.compose.sentences.reviewing import REVIEWING
from generator.compose.sentences.revisions import REVISIONS
from generator.compose.sentences.signals import SIGNALS
from generator.compose.sentences.site import SITE
from generator.compose.sentences.skills import SKILLS

if TYPE_CHECKING:
    from collections.abc import Mapping

TABLES: Final = (
    PAGE,
    PROMISES,
    FIGURES,
    GLANCES,
    DISCLOSURES,
    SIGNALS,
    OUTLOOK,
    IMPROVEMENT,
    ANNEXES,
    AVAILABILITY,
    CONTENTS,
    REVISIONS,
    SITE,
    SKILLS,
    AROUND,
    REVIEWING,
    ARCHIVES,
    AUDITS,
)

SENTENCES: Final[Mapping[str, tuple[str, str]]] = MappingProxyType(
    {key: said for table in TABLES for key, said in table.items()}
)
