"""A feed-forward network with one hidden layer, or the mean of several that are alike."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from threadpoolctl import ThreadpoolController

if TYPE_CHECKING:
    import numpy.typing as npt

    Numbers = npt.NDArray[np.float32]

_BLAS = ThreadpoolController()
_FARTHEST = 4.0
"""Standard deviations: what is farther away than anything learned from counts as so far."""


def squeezed(values: Numbers) -> Numbers:
    """Values on a logarithmic scale, both ways from 0: lengths and counts differ by factors, not by steps."""
    return np.sign(values) * np.log1p(np.abs(values))


def evened(values: Numbers, mean: Numbers, scale: Numbers) -> Numbers:
    """Squeezed values in standard deviations from the mean, none farther than `_FARTHEST`."""
    even: Numbers = np.clip((values - mean) / scale, -_FARTHEST, _FARTHEST)
    return even


@dataclass(frozen=True, slots=True, kw_only=True)
class Network:
    """The network.

    Attributes:
        mean: of each squeezed input, over the lines that it was trained on.
        scale: the standard deviation of each.
        hidden: inputs × networks × units.
        hidden_bias: networks × units.
        out: networks × units × tags.
        out_bias: networks × tags.
    """

    mean: Numbers
    scale: Numbers
    hidden: Numbers
    hidden_bias: Numbers
    out: Numbers
    out_bias: Numbers

    def shares(self, inputs: Numbers) -> Numbers:
        """Lines × tags: how likely each is, summing to 1.

        Args:
            inputs: lines × inputs.
        """
        even = evened(squeezed(inputs), self.mean, self.scale)
        width, networks, units = self.hidden.shape
        with _BLAS.limit(limits=1):  # a second thread would only wait for such small tables
            wide = even @ self.hidden.reshape(width, networks * units) + self.hidden_bias.ravel()
        active = np.maximum(wide, 0).reshape(len(inputs), networks, units).transpose(1, 0, 2)
        scores = active @ self.out + self.out_bias[:, None, :]
        odds = np.exp(scores - scores.max(axis=2, keepdims=True))
        shares: Numbers = (odds / odds.sum(axis=2, keepdims=True)).mean(axis=0)
        return shares
