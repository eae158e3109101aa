"""Detects obstacles: trigger prefilter, readings of a sentence, matchers, guards, overlap."""

from analyzer.detect.engine import Detector, detect

__all__ = ["Detector", "detect"]
