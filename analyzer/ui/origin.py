"""What found a finding: a rule, or the classifier alone; in the words of the address."""

from __future__ import annotations

from typing import Final, Literal, get_args

from analyzer.model import Finding
from analyzer.model.types import Engine

Origin = Literal["", "regel", "eigen"]
ORIGINS: Final[tuple[Origin, ...]] = get_args(Origin)
ENGINES: Final[dict[Origin, Engine | Literal[""]]] = {"": "", "regel": "rule", "eigen": "semantic"}
"""What findings call it."""


def is_own(finding: Finding) -> bool:
    """Tell whether no rule stands behind a finding."""
    return finding.engine == "semantic"
