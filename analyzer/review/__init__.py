"""What reviewers bring to a list: the older list it is compared with, and findings set aside with a reason."""

from analyzer.review.baseline import Baseline, load_baseline
from analyzer.review.review import Review, Reviewed
from analyzer.review.suppression import Suppression, Suppressions, load_suppressions

__all__ = [
    "Baseline",
    "Review",
    "Reviewed",
    "Suppression",
    "Suppressions",
    "load_baseline",
    "load_suppressions",
]
