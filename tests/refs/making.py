"""A small register of our own, and a finder over it."""

from __future__ import annotations

from analyzer.refs import Act, Context, ReferenceFinder, Register


def numbers(first: int, last: int, *more: str) -> tuple[str, ...]:
    return (*(str(n) for n in range(first, last + 1)), *more)


def act(
    doc: str,
    law: str,
    *names: str,
    kind: str = "Gesetz",
    date: str = "2000-01-01",
    validity: str = "in force",
    enabling: tuple[str, ...] = (),
    repealed: dict[str, tuple[str, ...]] | None = None,
    **units: tuple[str, ...],
) -> Act:
    kinds = {"par": "§", "art": "Art", "anlage": "Anlage", "anhang": "Anhang"}
    return Act(
        doc,
        (law,),
        names,
        date,
        kind,
        validity,
        {kinds[key]: values for key, values in units.items()},
        enabling,
        repealed=repealed or {},
    )


REGISTER = Register(
    (
        act("D1", "PrG", "Gesetz über Proben", "Probengesetz", par=numbers(1, 60, "3a", "3b", "3c", "3d", "5b"), anlage=("1", "2"), repealed={"§": ("8",)}),
        act("D2", "PrV", "Probenverordnung", kind="Verordnung", par=numbers(1, 20), anlage=("",), enabling=("D1",)),
        act("D3", "VwVfG", "Verwaltungsverfahrensgesetz", par=numbers(1, 103, "3a")),
        act("D4", "BGB", "Bürgerliches Gesetzbuch", par=numbers(1, 2385)),
        act("D5", "SGB 10", "Zehntes Buch Sozialgesetzbuch - Sozialverwaltungsverfahren -", par=numbers(1, 120)),
        act("D6", "SGB 14", "Vierzehntes Buch Sozialgesetzbuch - Soziale Entschädigung -", par=numbers(1, 160)),
        act("D7", "ÜblG 3", "Drittes Überleitungsgesetz", "Gesetz über die Stellung des Landes Musterland", par=("13", "14")),
        act("D8", "SoldGG", "Soldatinnen- und Soldatengleichbehandlungsgesetz", par=numbers(1, 20)),
        act("D9", "ESVG", "Ernährungssicherstellungs- und -vorsorgegesetz", par=numbers(1, 20)),
        act("D10", "BBiG 2005", "Berufsbildungsgesetz", date="2005-03-23", par=numbers(1, 106)),
        act("D11", "AEG 1951", "Allgemeines Eisenbahngesetz", date="1951-03-29", par=("5", "9")),
        act("D12", "AEG 1994", "Allgemeines Eisenbahngesetz", date="1993-12-27", par=numbers(1, 40, "5a")),
        act("D13", "MuG", "Mustergesetz", date="1990-01-01", par=numbers(1, 10)),
        act("D14", "MuG 1991", "Mustergesetz", date="1991-01-01", par=numbers(1, 10)),
        act("D15", "GG", "Grundgesetz für die Bundesrepublik Deutschland", art=numbers(1, 146)),
        act("D16", "PrÜbkG", "Gesetz zu dem Übereinkommen über Proben", kind="Gesetz", art=("1", "2", "3")),
        act("D17", "SeeV", "Seeschifffahrtsverordnung", kind="Verordnung", par=("4.01", "4.02"), anhang=("II",)),
        act("D18", "RestG", "Restegesetz", par=("195", "196", "414b")),
    )
)  # fmt: skip
FINDER = ReferenceFinder(REGISTER)


def found(text: str, unit: str = "§ 7", absatz: str = "2", law: str = "D1", breaks: frozenset[int] = frozenset()):
    """References of a text that name a place or an act, amendment clauses left out."""
    context = Context(law, unit, absatz)
    return [r for r in FINDER.find(text, context, breaks=breaks) if r.kind in ("norm", "law")]


def places(text: str, **context) -> list[str]:
    """Targets in short form: "D1 § 5 Abs. 1 Satz 2 Nr. 3 Buchst. a", a range with "-"."""
    return [short(target) for reference in found(text, **context) for target in reference.targets]


def short(target) -> str:
    words = [str(target.law), f"{target.unit} {target.number}".strip()]
    values = {
        "absatz": ("Abs.", target.absatz),
        "satz": ("Satz", target.satz),
        "nummer": ("Nr.", target.nummer),
        "buchstabe": ("Buchst.", target.buchstabe),
    }
    if target.range_level == "number":
        words[1] += f"-{target.range_to}"
    for level, (word, value) in values.items():
        if value:
            end = f"-{target.range_to}" if target.range_level == level else ""
            words.append(f"{word} {value}{end}")
    return " ".join(filter(None, words))
