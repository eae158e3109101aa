"""Words that tell the parts of a German clause apart: modal and full verbs, what opens a subordinate clause, what only looks like a verb."""

from __future__ import annotations

import re

MODAL = re.compile(r"\b(?:[Kk]ann|[Kk]önnen|[Dd]arf|[Dd]ürfen|[Ss]oll|[Ss]ollen|[Kk]önnte|[Kk]önnten)\b")
# a full stop behind a word and before a capital ends a sentence (an item may hold several); behind "Abs" stands a figure
STOP = re.compile(r"(?<=[a-zäöüß)]{3})\.(?=\s+[A-ZÄÖÜ„§(])|;")
COMMA = re.compile(r",|(?<=\s)[–-](?=\s)")
_CONJUNCTIONS = r"wenn|soweit|sofern|solange|sobald|falls|dass|daß|ob|weil|da|bevor|nachdem|damit|indem|wobei|um"
_PREPOSITIONS = r"an|auf|aus|bei|durch|für|gegen|in|mit|nach|neben|seit|über|unter|von|vor|zu|zwischen|wegen"
_PRONOUNS = r"der|die|das|dem|den|deren|dessen|denen"
SUBORDINATE = re.compile(
    # "während der üblichen Geschäftszeit" is no clause
    r"(?!\s*während\s+(?:der|des)\s[^,]{0,50}?(?:zeit|zeiten|stunden)\b)"
    r"\s*(?:(?:(?:und|oder|sowie|auch|insbesondere|nur|es sei denn|jedoch|außer)?,?\s*)"
    rf"(?:{_CONJUNCTIONS}|obwohl|obgleich|wodurch|"
    r"während|bis(?!\s+(?:zu[rm]?|auf|\d))|wer|was|wie|wo|woraus|welche[rsmn]?|wozu|wonach|statt|anstatt|ohne\s+da(?:ss|ß))|"
    # "insbesondere die", "sowie der" go on with the objects of the clause; no relative clause begins so
    r"(?!(?:aus|bei|mit|nach|seit|von|zu)\s+den\b)"  # a relative clause says "von denen"
    r"(?:(?:und|oder)\s+)?"
    rf"(?:(?:{_PREPOSITIONS}|ohne|um|hinter|während|gegenüber|innerhalb|außerhalb|aufgrund|trotz)\s+)?"
    rf"(?:{_PRONOUNS}|welche[rsmn]?))\b"
)
CONJUNCTION = re.compile(
    r"\s*(?:(?:und|oder|auch|insbesondere|nur|es sei denn|jedoch|außer)?,?\s*)"
    rf"(?:{_CONJUNCTIONS}|bis)\b"
)
RELATIVE = re.compile(rf"\s*(?:(?:{_PREPOSITIONS})\s+)?(?:{_PRONOUNS})\b")
# ", die Gas erzeugen, beziehen oder abgeben, …": a stretch of nothing but verbs goes on with the relative clause
MORE_VERBS = re.compile(r"\s*[a-zäöüß]{3,}(?:en|ern|eln)(?:\s+(?:und|oder)\s.*[a-zäöüß](?:en|ern|eln))?\s*$")
PLURAL_END = re.compile(r"(?:[a-zäöüß](?:en|ern|eln))\s*$")
FASSUNG = re.compile(r"\s*in\s+(?:der|ihrer|seiner)\s+(?:jeweils|jeweiligen|am|zuletzt)\b")
FINITE_END = re.compile(
    r"(?:\b(?:ist|sind|war|waren|wird|werden|wurde|wurden|hat|haben|kann|können|darf|dürfen|soll|sollen|muss|muß|müssen|würde|würden|worden|sei|wäre|gilt|gelten)|[a-zäöüß]{2,}(?:t|te|ten|en))\s*$"
)
VERB_WORDS = (
    r"(?<!-)\b(?P<verb>(?:[a-zäöüß]+\s+(?:werden|lassen|bleiben|worden\s+sein)|sein|tun|[a-zäöüß]{3,}(?:en|ern|eln)))"
)
VERB = re.compile(
    VERB_WORDS
    + r"(?=\s*$|\s*:|\s+(?:\d+[a-z]?\.|[a-z]\))\s|"
    + r"\s+(?:und|oder|sowie|kann|können|darf|dürfen|soll|sollen)\b|\s+(?:bis|als|wenn|soweit)\b|\s*\(|"
    + r"(?<=\bwerden)\s+(?:für|von|gegenüber|durch|um|auf|mit)\b)"
)
# a part of the clause may stand behind its verb: "kann Ausnahmen erteilen für Flüge"
VERB_EARLY = re.compile(VERB_WORDS + r"(?=\s+(?:für|von|gegenüber|an|in|aus|nach|über|mit|auf)\b)")
# an adjective before "und": "aus wichtigen dienstlichen oder privaten Gründen"
ADJECTIVE = re.compile(
    r"(?:lichen|ischen|baren|samen|enden|ellen|alen|iven|ären|haften|losen|(?<!i)eren|"
    r"(?<!genehm)(?<!beteil)(?<!ermächt)(?<!beschäft)(?<!ständ)(?<!sicht)(?<!richt)(?<!schäd)(?<!künd)(?<!will)(?<!tät)"
    r"(?<!aub)(?<!fert)(?<!eid)igen)$"
)
# behind these words stands an adjective, or an infinitive with "zu": "die geeigneten und erforderlichen Anordnungen"
BEFORE_NO_VERB = re.compile(
    r"\b(?:d(?:ie|er|en|es|em|as)|eine[rnms]|vo[nm]|zu[rm]?|aus|bei|im|am|für)\s+$", re.IGNORECASE
)
ZU_INFINITIVE = re.compile(
    r"^(?:ab|an|auf|aus|bei|dar|ein|fest|fort|mit|nach|nieder|um|vor|weg|zurück|zusammen|bereit|sicher)zu[a-zäöüß]{4,}n$"
)
# "geleisteten", "entstandenen": a participle as an adjective, never an infinitive
PARTICIPLE = re.compile(
    r"^(?!.*(?:gestatt|gestalt|gewährleist|geleit|gelt)en$)[a-zäöüß]*ge[a-zäöüß]{3,}ten$|(?<!di)enen$"
)
ADJECTIVE_BEFORE_COMMA = re.compile(r"(?<!mög)(?<!öffent)(?<!deut)(?<!wirk)(?:lichen|ischen|baren|ellen)\s*$")
NO_VERB = frozenset(
    {
        "allen",
        "anderen",
        "außen",
        "beiden",
        "besonderen",
        "bestimmten",
        "demjenigen",
        "den",
        "denen",
        "denjenigen",
        "deren",
        "dessen",
        "diesen",
        "dritten",
        "eigenen",
        "einem",
        "einen",
        "einzelnen",
        "entsprechenden",
        "ersten",
        "folgenden",
        "gegen",
        "genannten",
        "ihren",
        "innen",
        "jeden",
        "jenen",
        "keinen",
        "mehreren",
        "neben",
        "offen",
        "oben",
        "seinen",
        "sonstigen",
        "unten",
        "vorgenannten",
        "wegen",
        "weiteren",
        "welchen",
        "zuständigen",
        "zweiten",
        "zwischen",
        "öffentlichen",
        "übrigen",
    }
)
