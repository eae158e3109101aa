"""What is wrong with a rule file, in words: pydantic says it in English, and not to lawyers."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import yaml
from pydantic import ValidationError

from analyzer.errors import RuleError
from analyzer.rulebook.reading import LOADER, short

_KINDS: Final = {
    "missing": ("diese Angabe fehlt", "this is missing"),
    "extra_forbidden": ("diese Angabe gibt es hier nicht", "there is no such field here"),
    "literal_error": ("erlaubt ist {expected}", "allowed is {expected}"),
    "string_type": ("hier steht ein Text", "this is a text"),
    "string_too_short": (
        "der Text ist zu kurz: mindestens {min_length} Zeichen",
        "the text is too short: at least {min_length} characters",
    ),
    "string_pattern_mismatch": ("passt nicht zu {pattern}", "does not match {pattern}"),
    "tuple_type": ("hier steht eine Liste", "this is a list"),
    "too_short": ("hier fehlt mindestens ein Eintrag", "at least one entry is missing"),
    "dict_type": ("hier stehen benannte Angaben", "these are named fields"),
    "model_type": ("hier stehen benannte Angaben", "these are named fields"),
    "bool_type": ("hier steht true oder false", "this is true or false"),
    "bool_parsing": ("hier steht true oder false", "this is true or false"),
    "int_type": ("hier steht eine ganze Zahl", "this is a whole number"),
    "int_parsing": ("hier steht eine ganze Zahl", "this is a whole number"),
    "greater_than_equal": ("mindestens {ge}", "at least {ge}"),
    "less_than_equal": ("höchstens {le}", "at most {le}"),
}
"""By pydantic's name of the error. Others are told as pydantic tells them."""


class WrongFieldsError(ValueError):
    """Fields of a rule file that do not fit together.

    Args:
        de: What is wrong, in German.
        en: The same in English.
    """

    def __init__(self, de: str, en: str) -> None:
        super().__init__(en)
        self.de, self.en = de, en


def rule_error(error: ValidationError, data: bytes, path: Path) -> RuleError:
    """Tell the first thing that is wrong with a file, and its line."""
    first = error.errors()[0]
    told = first.get("ctx", {})
    own = told.get("error")
    de, en = _KINDS.get(first["type"], (f"falsche Angabe ({first['msg']})", first["msg"]))
    if isinstance(own, WrongFieldsError):
        de, en = own.de, own.en
    elif first["type"] in _KINDS:
        de = de.format_map({key: str(value).replace(" or ", " oder ") for key, value in told.items()})
        en = en.format_map(told)
    where = ".".join(str(step) for step in first["loc"])
    place = f"{short(path)}:{_line_of(data, first['loc'])}"
    return RuleError(f"{place}: {where or 'Datei'}: {de}", en=f"{place}: {where or 'file'}: {en}")


def _line_of(data: bytes, loc: tuple[int | str, ...]) -> int:
    """Find the line of the deepest step of a location that the file has."""
    node = yaml.compose(data, Loader=LOADER)
    line = 1
    for step in loc:
        if isinstance(node, yaml.MappingNode):
            pair = next(((k, v) for k, v in node.value if k.value == step), None)
            if pair is None:
                return line
            line, node = pair[0].start_mark.line + 1, pair[1]
        elif isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
            node = node.value[step]
            line = node.start_mark.line + 1
        else:
            return line
    return line
