"""Reader for gii-norm, the XML of gesetze-im-internet.de."""

from analyzer.read.gii.statute import read

__all__ = ["read"]
