"""Log odds, and a logistic curve that is drawn towards another, so that a few examples bend it and none decides it alone."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]


def logit(chance: float) -> float:
    """Give the log odds of a probability, held within 0.001 and 0.999."""
    held = min(max(chance, 0.001), 0.999)
    return math.log(held / (1.0 - held))


def drawn_curve(scores: Array, right: Array, towards: Array, strength: float) -> Array:
    """Fit weights of scores and an offset.

    Args:
        scores: Examples × scores.
        right: 1 or 0 for each example.
        towards: Weights and, last, offset that the fit is drawn to.
        strength: Of the pull: added to the loss for each unit of squared distance.

    Returns:
        Weights, none below zero since a higher score never speaks against, and last the offset.
    """
    from scipy.optimize import minimize  # noqa: PLC0415  training only
    from scipy.special import expit  # noqa: PLC0415  training only

    x = np.column_stack([scores, np.ones(len(right))])

    def loss(value: Array) -> tuple[float, Array]:
        logits, away = x @ value, value - towards
        total = np.logaddexp(0.0, logits).sum() - right @ logits + strength * away @ away
        return float(total), x.T @ (expit(logits) - right) + 2.0 * strength * away

    bounds = [(0.0, None)] * scores.shape[1] + [(None, None)]
    return np.asarray(minimize(loss, towards, jac=True, bounds=bounds, method="L-BFGS-B").x)
