"""From the text of rule files to a rulebook: YAML read, checked by pydantic, fragments filled in.

Heavy to import and to run; `load` goes this way only for rules it has not stored (`stored`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from analyzer.errors import RuleError
from analyzer.model import ObstacleType
from analyzer.rulebook import lexicon_schema, schema
from analyzer.rulebook import rules as model
from analyzer.rulebook.alternatives import alternatives
from analyzer.rulebook.checked import checked, table
from analyzer.rulebook.fragments import compiled, expanded, one_of
from analyzer.rulebook.reading import short
from analyzer.rulebook.sources import Source


def parse(sources: Sequence[Source], digest: str) -> model.Rulebook:
    """Make a rulebook of rule files.

    Args:
        sources: Lexicons before rules, later ones win.
        digest: Version of the rules.

    Returns:
        The rulebook; without rules if there are none.

    Raises:
        RuleError: If a file is wrong; the message names file, line and what to do.
    """
    loading = _Loading()
    loading.read_lexicons([source for source in sources if source.is_lexicon])
    found: dict[str, model.Rule] = {}
    for source in sources:
        if not source.is_lexicon:
            rule = loading.read_rule(source)
            found[rule.id] = rule
    ordered = tuple(found[key] for key in sorted(found))
    return model.Rulebook(
        ordered, loading.roles, loading.words, loading.lemmas, digest, loading.conditions_of_proposals()
    )


_TABLES = frozenset({"cures.yaml", "guards.yaml", "mentions.yaml", "requirements.yaml"})


class _Loading:
    """What has been read so far: fragments, guards, roles, lemmas."""

    def __init__(self) -> None:
        self.fragments: dict[str, str] = {}
        self.words: dict[str, tuple[str, ...]] = {}
        self.guards: dict[str, lexicon_schema.SharedGuard] = {}
        self.mentions: dict[str, lexicon_schema.Mention] = {}
        self.proposals: dict[ObstacleType, tuple[lexicon_schema.Proposals, Path]] = {}
        self.reasons: dict[str, str] = {}
        self.cures: dict[str, str] = {}
        self.roles: dict[str, model.Role] = {}
        self.lemmas: dict[str, str] = {}
        self._patterns: dict[str, model.Pattern] = {}

    def read_lexicons(self, sources: Sequence[Source]) -> None:
        folders = dict.fromkeys(source.folder for source in sources)
        for folder in folders:  # the roles of a folder see its own fragments and those of folders before it
            self._read_lexicon([source for source in sources if source.folder == folder])

    def _read_lexicon(self, sources: Sequence[Source]) -> None:
        roles: dict[str, tuple[lexicon_schema.Role, Path]] = {}
        for path, _, data, _ in sources:
            if path.name in _TABLES:
                self._read_table(path, data)
            elif path.name == "proposals.yaml":
                told = table(lexicon_schema.Proposals, data, path, key=ObstacleType)
                self.proposals |= {kind: (proposals, path) for kind, proposals in told.items()}
            elif path.name == "roles.yaml":
                roles |= {name: (role, path) for name, role in table(lexicon_schema.Role, data, path).items()}
            elif path.name == "lemmas.tsv":
                for line in data.decode().splitlines():
                    form, _, lemma = line.partition("\t")
                    self.lemmas[form] = lemma
            else:
                for name, entry in table(lexicon_schema.LexiconEntry, data, path).items():
                    self._add_entry(name, entry)
        for name, (role, path) in roles.items():
            signs = tuple(
                model.RoleSign(sign.scope, self.pattern(sign.regex, path, f"role {name}"), sign.case)
                for sign in role.any
            )
            self.roles[name] = model.Role(name, role.because, signs)

    def _read_table(self, path: Path, data: bytes) -> None:
        if path.name == "guards.yaml":
            self.guards |= table(lexicon_schema.SharedGuard, data, path)
        elif path.name == "mentions.yaml":
            self.mentions |= table(lexicon_schema.Mention, data, path)
        else:
            reasons = self.cures if path.name == "cures.yaml" else self.reasons
            reasons |= {name: said.because for name, said in table(lexicon_schema.Reason, data, path).items()}

    def _add_entry(self, name: str, entry: lexicon_schema.LexiconEntry) -> None:
        if entry.words:
            self.words[name] = entry.words
            # longest first, so that an alternative never hides a longer one
            self.fragments[name] = one_of(sorted(entry.words, key=lambda word: (-len(word), word)))
        else:
            self.fragments[name] = f"(?:{entry.regex})"

    def pattern(self, source: str, path: Path, where: str) -> model.Pattern:
        whole = expanded(source.strip(), self.fragments, path, where)
        if whole not in self._patterns:
            compiled(whole, path, where)
        return self._known(whole)

    def _known(self, expanded: str) -> model.Pattern:
        """Give the one pattern of a regex."""
        return self._patterns.setdefault(expanded, model.Pattern(expanded))

    def read_rule(self, source: Source) -> model.Rule:
        path = source.path
        file = checked(schema.RuleFile, source.data, path)
        expected = path.relative_to(source.folder).with_suffix("").as_posix()
        if file.id != expected:
            raise RuleError(
                f"{short(path)}: id ist {file.id!r}, muss aber dem Pfad entsprechen: {expected!r}.",
                en=f"{short(path)}: id is {file.id!r} but must equal the path: {expected!r}.",
            )
        return model.Rule(
            id=file.id,
            type=file.type,
            title=file.title.model_dump(),
            message=file.message.model_dump(),
            why=file.why.model_dump(),
            remedy=file.remedy.model_dump(),
            references=file.references,
            confidence=file.confidence,
            priority=file.priority,
            once=file.once,
            triggers=tuple(trigger.lower() for trigger in file.triggers),
            match=tuple(self._matcher(m, path) for m in file.match),
            requires=self._conditions(file.requires, path),
            unless=self._conditions(file.unless, path),
            secondary_in=self._conditions(file.secondary_in, path) + tuple(self._mentions(file.type, path)),
            resolved_by=tuple(self._cure(cure, path) for cure in file.resolved_by),
            known_limits=file.known_limits or "",
            examples=tuple(_examples(file.examples)),
            path=str(path),
        )

    def conditions_of_proposals(self) -> dict[ObstacleType, model.Proposals]:
        """Give the conditions for finds that no rule made; asked when all guards and roles are read."""
        return {
            kind: model.Proposals(
                self._conditions(told.requires, path), self._conditions(told.unless, path), tuple(told.not_shared)
            )
            for kind, (told, path) in self.proposals.items()
        }

    def _matcher(self, spec: schema.Matcher, path: Path) -> model.Matcher:
        pattern = None if spec.regex is None else self.pattern(spec.regex, path, f"matcher {spec.name}")
        nested: list[list[dict[str, Any]]] = []
        if spec.tokens:
            nested = spec.tokens if isinstance(spec.tokens[0], list) else [spec.tokens]
        return model.Matcher(
            name=spec.name,
            pattern=pattern,
            patterns=tuple(tuple(self._token(token, path) for token in tokens) for tokens in nested),
            case=spec.case,
            requires=self._conditions(spec.requires, path),
            unless=self._conditions(spec.unless, path),
            status=spec.status,
            quote=spec.quote,
            anchored=spec.anchored,
        )

    def _token(self, token: dict[str, Any], path: Path) -> dict[str, Any]:
        if "LEX" not in token:
            return token
        name = token["LEX"]
        if name not in self.words:
            raise RuleError(
                f"{short(path)}: LEX: {name}: keine Wortliste dieses Namens in lexicon/*.yaml.",
                en=f"{short(path)}: LEX: {name}: no word list of this name in lexicon/*.yaml.",
            )
        rest = {key: value for key, value in token.items() if key != "LEX"}
        return {"LOWER": {"IN": list(self.words[name])}, **rest}

    def _conditions(self, specs: tuple[schema.Condition, ...], path: Path) -> tuple[model.Condition, ...]:
        return tuple(self._condition(spec, path) for spec in specs)

    def _mentions(self, type_: ObstacleType, path: Path) -> Iterator[model.Condition]:
        """Give the mentions that every rule of a type knows, after its own contexts."""
        for name, mention in self.mentions.items():
            if type_ in mention.types:
                yield self._shared(name, mention, path)

    def _shared(self, name: str, guard: lexicon_schema.SharedGuard, path: Path) -> model.Condition:
        plain = model.Condition(name, guard.scope, None, None, guard.within, guard.case, guard.because)
        return self._worded(plain, guard.regex, path)

    def _cure(self, spec: schema.Condition, path: Path) -> model.Condition:
        cure = self._condition(spec, path)
        return cure if cure.because else replace(cure, because=self.cures.get(cure.name, ""))

    def _condition(self, spec: schema.Condition, path: Path) -> model.Condition:
        if spec.use is not None:
            guard = self.guards.get(spec.use)
            if guard is None:
                raise RuleError(
                    f"{short(path)}: use: {spec.use}: kein gemeinsamer Wächter dieses Namens in lexicon/guards.yaml.",
                    en=f"{short(path)}: use: {spec.use}: no shared guard of this name in lexicon/guards.yaml.",
                )
            return self._shared(spec.use, guard, path)
        if spec.role is not None:
            if spec.role not in self.roles:
                raise RuleError(
                    f"{short(path)}: role: {spec.role}: keine Rolle dieses Namens in lexicon/roles.yaml.",
                    en=f"{short(path)}: role: {spec.role}: no role of this name in lexicon/roles.yaml.",
                )
            because = spec.because or self.roles[spec.role].because
            return model.Condition(spec.name or spec.role, "role", None, spec.role, None, False, because)
        name = spec.name or ""
        because = spec.because or self.reasons.get(name, "")
        if spec.any:
            either = self._conditions(spec.any, path)
            return model.Condition(name, "any", None, None, None, False, because, either)
        plain = model.Condition(name, spec.scope, None, None, spec.within, spec.case, because)
        return self._worded(plain, spec.regex or "", path)

    def _worded(self, condition: model.Condition, regex: str, path: Path) -> model.Condition:
        """Give a condition its regex; one with many alternatives is held where one of them is."""
        whole = self.pattern(regex, path, f"condition {condition.name}")
        cut = alternatives(whole.source)
        if len(cut) == 1:
            return replace(condition, pattern=whole)
        either = tuple(replace(condition, pattern=self._known(one)) for one in cut)
        return model.Condition(condition.name, "any", None, None, None, False, condition.because, either)


def _examples(examples: schema.Examples) -> Iterator[model.Example]:
    for flag in examples.flag:
        yield model.Example(kind="flag", **flag.model_dump())
    for passing in examples.pass_:
        yield model.Example(kind="pass", **passing.model_dump(exclude_none=True))
    for todo in examples.todo:
        yield model.Example(kind="todo", **todo.model_dump())
