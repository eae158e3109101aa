"""Closed vocabularies: obstacle types, statuses, profiles and their names.

The 15 types and their meaning are those of the annotation guideline the gold sets were made by; the German names are
what lawyers see in tables and reports.
"""

from __future__ import annotations

from typing import Final, Literal, get_args

ObstacleType = Literal[
    "written_form",
    "signature",
    "electronic_excluded",
    "physical_presence",
    "paper_document",
    "certification",
    "paper_form",
    "postal_delivery",
    "physical_publication",
    "paper_records",
    "cash_payment",
    "repeated_proof",
    "discretion",
    "vague_term",
    "data_exchange_barrier",
]
Status = Literal["open", "resolved", "secondary"]
Context = Literal["law", "amendment"]
Engine = Literal["rule", "semantic"]
Validity = Literal["in force", "repealed", "not yet"]
Profile = Literal["form", "data", "automation", "all"]

OBSTACLE_TYPES: Final[tuple[ObstacleType, ...]] = get_args(ObstacleType)
STATUSES: Final[tuple[Status, ...]] = get_args(Status)

DATA_TYPES: Final[tuple[ObstacleType, ...]] = ("repeated_proof", "data_exchange_barrier")
AUTOMATION_TYPES: Final[tuple[ObstacleType, ...]] = ("discretion", "vague_term")
PROFILES: Final[dict[Profile, tuple[ObstacleType, ...]]] = {
    "form": tuple(t for t in OBSTACLE_TYPES if t not in DATA_TYPES + AUTOMATION_TYPES),
    "data": DATA_TYPES,
    "automation": AUTOMATION_TYPES,
    "all": OBSTACLE_TYPES,
}

TYPE_NAMES: Final[dict[str, dict[ObstacleType, str]]] = {
    "de": {
        "written_form": "Schriftform",
        "signature": "Unterschrift",
        "electronic_excluded": "Elektronischer Weg ausgeschlossen",
        "physical_presence": "Persönliche Anwesenheit",
        "paper_document": "Papierdokument",
        "certification": "Beglaubigung und Siegel",
        "paper_form": "Vordruck",
        "postal_delivery": "Postweg und Zustellung",
        "physical_publication": "Aushang und Auslegung",
        "paper_records": "Papiergebundene Aufzeichnung",
        "cash_payment": "Barzahlung",
        "repeated_proof": "Nachweispflicht",
        "discretion": "Ermessen",
        "vague_term": "Unbestimmter Rechtsbegriff",
        "data_exchange_barrier": "Datenschranke",
    },
    "en": {
        "written_form": "Written form",
        "signature": "Signature",
        "electronic_excluded": "Electronic way excluded",
        "physical_presence": "Personal presence",
        "paper_document": "Paper document",
        "certification": "Certification and seal",
        "paper_form": "Printed form",
        "postal_delivery": "Post and service",
        "physical_publication": "Notice board and laying open",
        "paper_records": "Paper-bound record",
        "cash_payment": "Cash payment",
        "repeated_proof": "Proof to be supplied",
        "discretion": "Discretion",
        "vague_term": "Vague term",
        "data_exchange_barrier": "Data barrier",
    },
}
STATUS_NAMES: Final[dict[str, dict[Status, str]]] = {
    "de": {"open": "Offen bestehend", "resolved": "Im Text gelöst", "secondary": "Nur erwähnt"},
    "en": {"open": "Open", "resolved": "Resolved in the text", "secondary": "Mentioned only"},
}
