"""Says whether two pieces of text speak of the same act: "der Antrag" and "ist zu beantragen".

A sentence that offers a digital way cures a written form only where it is about the same declaration, notice or
document. German names an act by a noun in one sentence and by a verb in the other, often a separable one ("Mitteilung"
– "teilt … mit", "mitzuteilen", "mitgeteilt"), so words are compared by what is left when inflection, "zu" and "ge" and
umlauts are gone.
"""

from __future__ import annotations

import re

_WORD = re.compile(r"[a-zäöüß]{4,}")
_INFIX = re.compile(
    r"^(abzu|anzu|aufzu|auszu|beizu|bekanntzu|darzu|einzu|festzu|mitzu|nachzu|niederzu|vorzu|wegzu|zuzu|zurückzu)|"
    r"^(abge|ange|aufge|ausge|beige|darge|einge|festge|mitge|nachge|niederge|vorge|zuge|zurückge)(?=[a-zäöüß]{4})"
)
_ENDING = re.compile(
    r"(?:ungen|ung|ern|eln|en|er|es|em|et|te|st|e|s|n|t)$",
)
_UMLAUTS = str.maketrans("äöü", "aou")
_SHORTEST = 5

# Words of law that share letters but name no act: who declares, and the common parts of a legal sentence.
_NO_ACT = re.compile(
    r"^(?:antragsteller\w*|antragstellend\w*|antragsgegner\w*|\w*berechtigt\w*|\w*pflichtig\w*|\w*inhaber\w*|\w*behörde\w*|\w*(?<!be)(?<!er)(?<!aus)(?<!fest)(?<!zu)(?<!her)(?<!ein)(?<!vor)stellen?|"
    r"person\w*|unternehmen\w*|\w*nehmer\w*|\w*geber(?:n|s|in|innen)?|beteiligte\w*|betreiber\w*|versicherte\w*|bewerber\w*|"
    r"beschäftigte\w*|mitglied\w*|hersteller\w*|träger\w*|gericht\w*|\w*minister\w*|kammer\w*|gemeinde\w*|"
    r"absatz\w*|absätze\w*|satz(?:es)?|sätze\w*|nummer\w*|gesetz\w*|verordnung\w*|form|"
    r"schriftform|schriftlich\w*|elektronisch\w*|kann|können|werden|wird|sowie|oder|nach|zuständig\w*|entsprechend\w*|"
    r"dokument(?:e[ns]?|s)?|erforderlich\w*|diese\w?|jeweilig\w*|durch|gegenüber|auch|beim|sofern|soweit)$"
)
# Acts whose noun and verb differ in the stem.
_KIN = {
    "abgab": ("abgeb", "abgegeb"),
    "abschlus": ("abschließ", "abgeschlos", "geschlos"),
    "angab": ("angeb", "angegeb"),
    "annahm": ("annehm", "annomm", "angenomm"),
    "aufnahm": ("aufnehm", "aufgenomm"),
    "bekanntgab": ("bekannt",),
    "bestellung": ("bestell",),
    "einlad": ("ladt", "geladen"),
    "einlegung": ("einleg",),
    "einspruch": ("einsprech",),
    "ladung": ("geladen", "laden", "ladt"),
    "rucknahm": ("zurucknehm", "zuruckgenomm"),
    "stellungnahm": ("stellung",),
    "ubermittl": ("ubermittel",),
    "ubergab": ("ubergeb",),
    "vorlag": ("vorleg", "vorlegt"),
    "weitergab": ("weitergeb",),
    "nachweis": ("nachwies", "nachgewies"),
    "widerspruch": ("widersprech",),
    "unterschrif": ("unterschreib", "unterschrieb", "unterzeichn"),
    "vollmacht": ("bevollmacht",),
    "bescheid": ("entscheid",),
}


def stem(word: str) -> str:
    """Reduce a lower-case word to what its noun and verb forms share.

    Example:
        >>> stem("mitzuteilen"), stem("mitteilung"), stem("mitgeteilt")
        ('mitteil', 'mitteil', 'mitteil')
    """
    found = _INFIX.match(word)
    if found is not None:
        head = found[0]
        word = head[:-2] + word[found.end() :]
    bare = _ENDING.sub("", word)
    return (bare if len(bare) >= _SHORTEST else word).translate(_UMLAUTS)


_ATTRIBUTE = re.compile(
    r"(?<=[a-zäöüß])\s+(?:des|der|dem|den|von|vom|auf|nach|für|zur|zum|im|in|gemäß|dritter|an|bei|über|gegen|aus)\s.*"
)


def _head(act: str) -> str:
    """Drop what hangs on the noun: "der antrag des arbeitgebers" is about the Antrag."""
    first = re.match(r"(?:der|die|das|den|dem|ein\w*|alle|diese\w?)\s+", act)
    start = first.end() if first else 0
    return _ATTRIBUTE.sub("", act[start:], count=1)


def same_act(act: str, text: str) -> bool:
    """Say whether words that name an act recur in a text, as noun, verb or part of a compound.

    Args:
        act: Words of a condition's group `act`, in lower case.
        text: Clause of the match, in lower case.
    """
    named = {stem(word) for word in _WORD.findall(_head(act)) if not _NO_ACT.match(word)}
    if not named:
        return False
    there = {stem(word) for word in _WORD.findall(text) if not _NO_ACT.match(word)}
    return any(akin(one, other) for one in named for other in there)


def akin(one: str, other: str) -> bool:
    """Say whether two stems belong to one word family: equal, one the head or tail of the other, or known kin."""
    short, long = sorted((one, other), key=len)
    if short == long:
        return True
    if len(short) >= _SHORTEST and (long.startswith(short) or long.endswith(short) or short in long[1:]):
        return True
    return any(kin in other for kin in _KIN.get(one, ())) or any(kin in one for kin in _KIN.get(other, ()))
