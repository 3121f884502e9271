"""How much of a training is over, and how fast each part of the net learns there."""

from __future__ import annotations

import time
from collections.abc import Mapping

import torch
from torch import nn

from training.net import Net

WARM = 0.06  # the share of training in which the rates rise; then they fall to nothing


def groups(
    net: Net, rates: Mapping[str, float], other: float, decay: float
) -> list[dict[str, object]]:
    """What learns, for an optimiser: each part of the net ("encoder", "words", "spans", ...) at its
    own rate or at the `other`; of the encoder each layer slower than the one above it, by `decay`.
    Norms and biases do not shrink."""
    layers = len(net.encoder.layers)
    found: dict[tuple[float, float], list[nn.Parameter]] = {}
    for name, weight in net.named_parameters():
        if not weight.requires_grad:
            continue
        part, *below = name.split(".")
        rate = rates.get(part, other)
        if part == "encoder":
            depth = int(below[1]) + 1 if below[0] == "layers" else 0
            rate *= decay ** (layers - depth)
        found.setdefault((rate, 0.01 if weight.ndim > 1 else 0.0), []).append(weight)
    return [
        {"params": weights, "lr": rate, "base": rate, "weight_decay": shrinks}
        for (rate, shrinks), weights in found.items()
    ]


def progress_of(step: int, steps: int, began: float, seconds: float) -> float:
    """How much of the training is over after `step` steps, by steps or by the clock."""
    return max((step + 1) / steps, (time.time() - began) / seconds)


def set_rates(optimiser: torch.optim.Optimizer, progress: float) -> None:
    """Give each group its own rate's share."""
    share = min(progress / WARM, max(0.0, 1 - progress) / (1 - WARM))
    for group in optimiser.param_groups:
        group["lr"] = group["base"] * share
