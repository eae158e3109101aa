"""Detects obstacles: trigger prefilter, readings of a sentence, matchers, guards, overlap."""

from analyzer.detect.engine import Detector, detect
from analyzer.detect.explain import Explanation, explain

__all__ = ["Detector", "Explanation", "detect", "explain"]
