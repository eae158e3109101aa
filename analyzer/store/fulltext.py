"""Full-text search over sentences and their places: SQLite's FTS5, and LIKE on any other database.

The only module with SQL that one database alone understands.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from sqlalchemy import (
    ColumnElement,
    Connection,
    Select,
    and_,
    column,
    func,
    inspect,
    select,
    table,
    text,
)
from sqlalchemy.exc import OperationalError

from analyzer.store.schema import FINDING, PROVISION, SENTENCE, STATUTE

TABLE: Final = "sentence_words"
_TERM: Final = re.compile(r'"([^"]*)"?|(\S+)')
_WORD: Final = re.compile(r"\w+")
_MARKS: Final = "§„“”‚‘’»«–—…·•\xa0\u202f\u2009"
"""Characters beyond ASCII that part words."""
_SHORT: Final = 3
"""Words of fewer letters are looked up as they are: too many words begin with them."""
_BUFFER: Final = 32 * 1024 * 1024
_FTS: Final = table(TABLE, column("rowid"))


def create(connection: Connection) -> None:
    """Create the index where the database has one; without it, searches scan the sentences."""
    if connection.dialect.name != "sqlite":
        return
    try:
        # Without content: the words live in the index, the text in `sentence`. `fold` knows what a word is, so the
        # plain tokenizer does; together with a large buffer this builds the index in a third of the time.
        connection.execute(
            text(f"CREATE VIRTUAL TABLE {TABLE} USING fts5(text, place, content='', columnsize=0, tokenize='ascii')")
        )
        connection.execute(text(f"INSERT INTO {TABLE} ({TABLE}, rank) VALUES ('hashsize', {_BUFFER})"))  # noqa: S608 - constants
    except OperationalError:  # an SQLite built without FTS5
        return


def drop(connection: Connection) -> None:
    """Remove the index."""
    if connection.dialect.name == "sqlite":
        connection.execute(text(f"DROP TABLE IF EXISTS {TABLE}"))


def exists(connection: Connection) -> bool:
    """Tell whether the store has the index."""
    return connection.dialect.name == "sqlite" and inspect(connection).has_table(TABLE)


def insert(connection: Connection, rows: Sequence[tuple[int, str, str]]) -> None:
    """Add sentences: id, text, place in words. Ids must ascend, which keeps the index fast to build."""
    folded = [(number, fold(sentence), fold(place)) for number, sentence, place in rows]
    connection.exec_driver_sql(f"INSERT INTO {TABLE} (rowid, text, place) VALUES (?, ?, ?)", folded)  # noqa: S608


def fold(words: str) -> str:
    """Make words comparable: case and ß/ss do not count, typographic marks are blanks."""
    if not words.isascii():
        for mark in _MARKS:
            if mark in words:
                words = words.replace(mark, " ")
    return words.casefold()


def terms_of(query: str) -> tuple[tuple[str, ...], ...]:
    """Read what somebody typed: words must all occur, each as the beginning of a word; "…" is a phrase.

    Example:
        >>> terms_of('schriftl "persönliches Erscheinen" § 35a')
        (('schriftl',), ('persönliches', 'Erscheinen'), ('35a',))
    """
    terms: list[tuple[str, ...]] = []
    for phrase, word in _TERM.findall(query.replace("„", '"').replace("“", '"').replace("”", '"')):
        words = tuple(_WORD.findall(phrase or word))
        if words:
            terms.append(words)
    return tuple(terms)


def is_empty(query: str) -> bool:
    """Tell whether a query holds no word to search for."""
    return not terms_of(query)


def condition(connection: Connection, query: str, among: tuple[int, int] | None = None) -> ColumnElement[bool]:
    """Give the condition on `finding.sentence_id` for a query that is not empty.

    Args:
        connection: To the store that will be asked.
        query: What somebody typed.
        among: First and last id of the sentences to look through, all if `None`.
    """
    if not exists(connection):
        return FINDING.c.sentence_id.in_(_like(query))
    hits: Select[tuple[int]] = (
        select(_FTS.c.rowid).where(text(f"{TABLE} MATCH :match")).params(match=" ".join(map(_match, terms_of(query))))
    )
    if among is not None:
        hits = hits.where(_FTS.c.rowid.between(*among))
    return FINDING.c.sentence_id.in_(hits)


def _match(words: tuple[str, ...]) -> str:
    """Write words for FTS5: numbers are meant whole ("§ 5" is not "§ 51"), so are very short words; others may go on."""
    last = words[-1]
    is_whole = last[0].isdigit() or len(last) < _SHORT
    return f'"{fold(" ".join(words))}"' + ("" if is_whole else " *")


def _like(query: str) -> Select[tuple[int]]:
    place = PROVISION.c.unit + " " + STATUTE.c.law + " " + PROVISION.c.heading
    words = func.lower(SENTENCE.c.text + " " + place)
    return (
        select(FINDING.c.sentence_id)
        .join(SENTENCE, SENTENCE.c.id == FINDING.c.sentence_id)
        .join(STATUTE, STATUTE.c.id == FINDING.c.statute_id)
        .join(
            PROVISION,
            and_(PROVISION.c.wording_id == STATUTE.c.wording_id, PROVISION.c.position == FINDING.c.position),
        )
        .where(*(words.contains(" ".join(term).lower(), autoescape=True) for term in terms_of(query)))
    )
