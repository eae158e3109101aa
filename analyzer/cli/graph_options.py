"""Options that the commands of `medienbruch graph` share."""

from __future__ import annotations

from typing import Annotated

import typer

from analyzer.cli import choices
from analyzer.cli.language import both

Types = Annotated[
    list[str] | None,
    typer.Option(
        "--type",
        metavar="T,...",
        help=both(
            "Nur diese Arten von Verweisen, zum Beispiel applies,exception.",
            "These kinds of references only, for instance applies,exception.",
        ),
    ),
]
Depth = Annotated[int, typer.Option(metavar="N", min=1, max=20, help=both("Schritte.", "Steps."))]


def relation_types(values: list[str] | None) -> list[str] | None:
    """Read the kinds of references of `--type`; `None` for all.

    Raises:
        UsageError: If one does not exist.
    """
    if not values:
        return None
    from analyzer.rulebook.relations import load_relations  # noqa: PLC0415  heavy

    known = [relation.type for relation in load_relations()]
    words = [word.strip() for value in values for word in value.split(",") if word.strip()]
    return [choices.one_of("--type", word, known) for word in words]
