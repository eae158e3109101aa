"""A rule folder of one small rule, for tests of what its users run."""

from __future__ import annotations


def own_rules(folder, kind="signature", name="durch-handzeichen", word="handzeichen") -> str:
    """Write a folder with one rule, so small that its examples can be read at a glance."""
    rule = folder / kind / f"{name}.yaml"
    rule.parent.mkdir(parents=True)
    noun = word.capitalize()
    rule.write_text(
        f"""\
id: {kind}/{name}
type: {kind}
title: {{de: {noun}, en: {noun}}}
message: {{de: '„{{quote}}“ ist ein {noun}.', en: '"{{quote}}" is one.'}}
why: {{de: Es steht auf Papier., en: It stands on paper.}}
remedy: {{de: Weglassen., en: Drop it.}}
references: [BGB § 126]
triggers: [{word}]
match:
  - name: wort
    regex: '\\b{word}s?\\b'
unless:
  - name: abstimmung
    scope: clause
    regex: 'abgestimmt'
    because: Eine Abstimmung ist keine Unterschrift.
examples:
  flag:
    - {{text: 'Es genügt ein [[{noun}]].', by: wort, modelled_on: BGB § 126}}
    - {{text: 'Statt des [[{noun}s]] genügt ein Kreuz.', by: wort, modelled_on: BGB § 126}}
  pass:
    - {{text: 'Durch {noun} wird abgestimmt.', guard: abstimmung, because: Abstimmung, modelled_on: GemO § 39}}
""",
        encoding="utf-8",
    )
    return str(folder)
