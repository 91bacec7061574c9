from __future__ import annotations

from generator.compose.words import Words
from generator.site.folds import with_folds

PAGE = """\
# Title

#### Notice

Before the sections.

## Incidents

| a |
| --- |

#### Why it moved

| b |
| --- |

#### Rule *1*

- c

### By service

d

## Annex: document control and changes

#### Header

e
"""
FOLDED = """\
# Title

#### Notice

Before the sections.

## Incidents

| a |
| --- |

<details class="rg-more" markdown>
<summary markdown="span">Why it moved</summary>

| b |
| --- |

</details>

<details class="rg-more" markdown>
<summary markdown="span">Rule *1*</summary>

- c

</details>

### By service

d

## Annex: document control and changes

#### Header

e
"""


def test_minor_headings_fold_but_in_document_control_and_before_the_sections() -> None:
    assert with_folds(PAGE, Words("en")) == FOLDED
