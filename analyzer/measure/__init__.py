"""What is measured on lists of findings: how two lists relate."""

from analyzer.measure.match import Keyed, Matching, match

__all__ = ["Keyed", "Matching", "match"]
