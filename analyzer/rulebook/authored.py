"""Rules as their authors wrote them: with fragments by name. For those who read and check rules; a run needs none of it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from analyzer.rulebook import lexicon_schema, schema
from analyzer.rulebook.checked import checked, table
from analyzer.rulebook.fragments import FRAGMENT, NESTING, one_of
from analyzer.rulebook.load import builtin_folder
from analyzer.rulebook.reading import content
from analyzer.rulebook.rules import Rule
from analyzer.rulebook.sources import Source, read_sources

_NAMED: Final = re.compile(r"\b(LEX|use|role):\s*([a-z0-9äöüß_-]+)")
_OWN_TABLES: Final = frozenset(
    {"cures.yaml", "guards.yaml", "mentions.yaml", "proposals.yaml", "requirements.yaml", "roles.yaml", "lemmas.tsv"}
)

_SHARED: Final[dict[str, type[lexicon_schema.SharedGuard | lexicon_schema.Role]]] = {
    "guards.yaml": lexicon_schema.SharedGuard,
    "mentions.yaml": lexicon_schema.Mention,
    "roles.yaml": lexicon_schema.Role,
}


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry of a lexicon: a word list or a regex fragment.

    Attributes:
        name: Its name.
        words: Alternatives, empty for a fragment.
        regex: The fragment as written, "" for a word list.
        source: Where it comes from, "" if the file does not say.
    """

    name: str
    words: tuple[str, ...]
    regex: str
    source: str


@dataclass(frozen=True, slots=True)
class Lexicons:
    """What lies in the `lexicon/` folders.

    Attributes:
        entries: Word lists and fragments, in the order of the files.
        shared: Guards, mentions and roles, which stand in one place and speak in many rules: name → reason.
        judged: Names of the entries that lie in a folder whose rules are asked for; the others only lend their words.
        unused: Names of entries and guards that no rule, lexicon or role names.
    """

    entries: tuple[Entry, ...]
    shared: Mapping[str, str]
    judged: frozenset[str]
    unused: tuple[str, ...]

    def expanded(self, regex: str) -> str:
        """Fill the fragments into a regex; those that are not there stay as they are."""
        known = {entry.name: _regex(entry) for entry in self.entries}
        for _ in range(NESTING):
            regex = FRAGMENT.sub(lambda found: known.get(found[1], found[0]), regex)
        return regex


def rule_file(rule: Rule) -> schema.RuleFile:
    """Read the file of a rule again, fragments not filled in.

    Raises:
        RuleError: If it cannot be read any more.
    """
    path = Path(rule.path)
    return checked(schema.RuleFile, content(path), path)


def read_lexicons(folders: Sequence[str | Path], *, builtin: bool = True) -> Lexicons:
    """Read the lexicons that rules of some folders may use.

    Args:
        folders: Custom rule folders.
        builtin: Whether the packaged rules are part of it; without them their unused entries are nobody's fault.

    Raises:
        RuleError: If a file is wrong.
    """
    home = builtin_folder()
    own = tuple(Path(folder).resolve() for folder in folders)
    sources = read_sources((home, *own), ((home,) if builtin else ()) + own)
    entries: dict[str, Entry] = {}
    guards: dict[str, Path] = {}
    shared: dict[str, str] = {}
    places: dict[str, Path] = {}
    named: set[str] = set()
    for source in sources:
        if source.path.name != "lemmas.tsv":
            text = source.data.decode("utf-8", "replace")
            named |= set(FRAGMENT.findall(text)) | {name for _, name in _NAMED.findall(text)}
        if source.is_lexicon:
            found, reasons = {entry.name: entry for entry in _entries(source)}, _shared(source)
            entries |= found
            places |= dict.fromkeys(found, source.folder)
            shared |= reasons
            if source.path.name == "guards.yaml":
                guards |= dict.fromkeys(reasons, source.folder)
    asked_for = (home, *own) if builtin else own
    judged = frozenset(name for name, folder in places.items() if folder in asked_for)
    unused = sorted(name for name, folder in (places | guards).items() if name not in named and folder in asked_for)
    return Lexicons(tuple(entries.values()), shared, judged, tuple(unused))


def _entries(source: Source) -> Iterator[Entry]:
    if source.path.name not in _OWN_TABLES:
        for name, entry in table(lexicon_schema.LexiconEntry, source.data, source.path).items():
            yield Entry(name, entry.words, entry.regex or "", entry.source or "")


def _shared(source: Source) -> dict[str, str]:
    kind = _SHARED.get(source.path.name)
    return {} if kind is None else {name: each.because for name, each in table(kind, source.data, source.path).items()}


def _regex(entry: Entry) -> str:
    return one_of(entry.words) if entry.words else f"(?:{entry.regex})"
