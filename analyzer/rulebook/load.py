"""Loads a folder of rules: rule files, lexicons, shared guards, roles, lemmas.

Layout of a rule folder (`rules/de` is the built-in one):

```text
<type>/<rule>.yaml      one rule a file
lexicon/*.yaml          named fragments; guards.yaml: shared guards; mentions.yaml: contexts that all rules of a type know;
                        requirements.yaml: what requirements ask for, by name; cures.yaml: why cures cure, by name;
                        proposals.yaml: what own finds of the semantic layer need;
                        roles.yaml: roles; lemmas.tsv: form, lemma
```

A custom folder adds to the built-in rules and replaces those of the same id; `builtin=False` leaves the built-in rules
out but keeps their lexicons, so that `${fragments}` stay usable.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from analyzer.errors import RuleError, UsageError
from analyzer.rulebook import stored
from analyzer.rulebook.rules import Rulebook
from analyzer.rulebook.sources import digest_of, read_sources


def builtin_folder() -> Path:
    """The folder of the packaged rules: beside the package in a checkout, inside it when installed."""
    package = Path(__file__).resolve().parents[1]
    packed = package / "_rules" / "de"
    return packed if packed.is_dir() else package.parent / "rules" / "de"


def load_rulebook(*folders: str | Path, builtin: bool = True, preparing: Callable[[], None] | None = None) -> Rulebook:
    """Load and check the rules.

    Args:
        folders: Custom rule folders, later ones win.
        builtin: Whether the packaged rules are part of it.
        preparing: Called before the packaged rules are prepared, which takes seconds; not where they lie ready.

    Returns:
        The rulebook. It is kept in memory, and in the user's cache folder for the next start (`stored`).

    Raises:
        RuleError: If a file is wrong; the message names file, line and what to do.
        UsageError: If a folder does not exist.

    Example:
        >>> len(load_rulebook().rules) > 10
        True
    """
    return _load(_Asked(tuple(Path(f).resolve() for f in folders), builtin, preparing))


@dataclass(frozen=True, slots=True)
class _Asked:
    """What a rulebook is kept in memory by; who is told of its making makes no other of it."""

    folders: tuple[Path, ...]
    builtin: bool
    preparing: Callable[[], None] | None = field(default=None, compare=False)


@lru_cache(maxsize=8)
def _load(asked: _Asked) -> Rulebook:
    home, folders, builtin = builtin_folder(), asked.folders, asked.builtin
    for folder in folders:
        if not folder.is_dir():
            raise UsageError(
                f"Regelordner nicht gefunden: {folder}. Bitte den Pfad hinter --rules prüfen.",
                en=f"Rule folder not found: {folder}. Check the path given with --rules.",
            )
    sources = read_sources((home, *folders), ((home,) if builtin else ()) + folders)
    if all(source.is_lexicon for source in sources):
        raise RuleError(
            f"Keine Regel gefunden in {', '.join(map(str, folders)) or home}. "
            "Erwartet werden Dateien <typ>/<regel>.yaml.",
            en="No rule found; expected files <type>/<rule>.yaml.",
        )
    key = stored.key_of(sources)
    rulebook = stored.read(key)
    if rulebook is None:
        if builtin and asked.preparing is not None:
            asked.preparing()
        from analyzer.rulebook.parse import parse  # noqa: PLC0415 - heavy

        rulebook = parse(sources, digest_of(sources))
        if builtin:  # a few rules alone are quickly read, and must not push out the others
            stored.write(key, rulebook)
    return rulebook
