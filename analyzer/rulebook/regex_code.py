"""Compiled regexes, kept in the user's cache folder as Python keeps the code of modules.

A scan of one act meets some six hundred regexes, and to compile them takes longer than all the rest of it. `re` itself
stores nothing, so its steps are taken one by one: what the last one (`_sre.compile`) is given is kept. That belongs to one
version of Python, under whose name it is stored; whatever is wrong with it, the regex is compiled as usual.
"""

from __future__ import annotations

import importlib
import marshal
import re
import sys
from array import array
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Any, Final

from analyzer.rulebook.cache import cache_folder, read_kept, write_kept

Code = tuple[int, bytes, int, dict[str, int], tuple[str | None, ...]]
"""Flags, machine code, number of groups, groups by name, names by group."""

_WORTH_KEEPING: Final = 20
"""New regexes from which the file is written again."""

_MOST: Final = 6_000
"""Regexes kept; when there are more, those of rules long gone are dropped with all others, and it begins anew."""

_new: dict[str, Code] = {}


@cache
def compiled(source: str) -> re.Pattern[str]:
    """Compile a regex, once for all rules that share it.

    Raises:
        re.error: If it is none.
    """
    known = _kept().get(source)
    with suppress(ValueError, TypeError, AttributeError, RuntimeError, OverflowError):
        return _made(source, known if known is not None else _coded(source))
    return re.compile(source)


def keep() -> None:
    """Store what this process compiled, for the next one; where that is not possible nothing happens."""
    if len(_new) < _WORTH_KEEPING:
        return
    with suppress(OSError, RuntimeError, ValueError):
        kept = _kept()
        if len(kept) + len(_new) > _MOST:
            kept.clear()
        kept.update(_new)
        write_kept(_file(), _key(), marshal.dumps(kept))
        _new.clear()


@cache
def _kept() -> dict[str, Code]:
    """What earlier processes kept, and this one since."""
    with suppress(OSError, RuntimeError, ValueError, EOFError, TypeError):
        data = read_kept(_file(), _key())
        if data is not None:
            return dict(marshal.loads(data))  # noqa: S302  a file of our own, see read_kept
    return {}


def _file() -> Path:
    return cache_folder() / "regexes" / f"{sys.implementation.cache_tag}.bin"


def _key() -> str:
    return f"{sys.version} {importlib.import_module('_sre').MAGIC}"


def _coded(source: str) -> Code:
    """Do what `re.compile` does up to its last step."""
    parser, compiler = vars(re)["_parser"], vars(re)["_compiler"]
    parsed = parser.parse(source, 0)
    state = parsed.state
    names: list[str | None] = [None] * state.groups
    for name, number in state.groupdict.items():
        names[number] = name
    words = array("I", compiler._code(parsed, 0))  # noqa: SLF001  there is no other way to the code
    code = (state.flags, words.tobytes(), state.groups - 1, dict(state.groupdict), tuple(names))
    _new[source] = code
    return code


def _made(source: str, code: Code) -> re.Pattern[str]:
    flags, words, groups, by_name, names = code
    engine: Any = importlib.import_module("_sre")
    made: re.Pattern[str] = engine.compile(source, flags, array("I", words).tolist(), groups, by_name, names)
    return made
