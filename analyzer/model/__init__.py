"""What crosses the stages: frozen dataclasses, value objects and closed vocabularies."""

from analyzer.model.citation import Citation, item_path, strip_label
from analyzer.model.coverage import Coverage, NotAnalysable
from analyzer.model.finding import FIELD_ORDER, Evidence, Finding, fingerprint, is_fingerprint, place_key
from analyzer.model.reference import SELF, Reference, ReferenceKind, Target
from analyzer.model.report import RunReport, Unreadable
from analyzer.model.source import Piece, Place, SourceNode, SourceText, fold
from analyzer.model.statute import Absatz, Block, Chain, Heading, Part, Provision, ProvisionKind, Sentence, Statute
from analyzer.model.types import (
    AUTOMATION_TYPES,
    DATA_TYPES,
    OBSTACLE_TYPES,
    PROFILES,
    STATUS_NAMES,
    STATUSES,
    TYPE_NAMES,
    Context,
    ObstacleType,
    Profile,
    Status,
    Validity,
)
from analyzer.model.unit import Unit

__all__ = [
    "AUTOMATION_TYPES",
    "DATA_TYPES",
    "FIELD_ORDER",
    "OBSTACLE_TYPES",
    "PROFILES",
    "SELF",
    "STATUSES",
    "STATUS_NAMES",
    "TYPE_NAMES",
    "Absatz",
    "Block",
    "Chain",
    "Citation",
    "Context",
    "Coverage",
    "Evidence",
    "Finding",
    "Heading",
    "NotAnalysable",
    "ObstacleType",
    "Part",
    "Piece",
    "Place",
    "Profile",
    "Provision",
    "ProvisionKind",
    "Reference",
    "ReferenceKind",
    "RunReport",
    "Sentence",
    "SourceNode",
    "SourceText",
    "Status",
    "Statute",
    "Target",
    "Unit",
    "Unreadable",
    "Validity",
    "fingerprint",
    "fold",
    "is_fingerprint",
    "item_path",
    "place_key",
    "strip_label",
]
