"""How much of a training is over, and how fast it learns there."""

from __future__ import annotations

import time

import torch

WARM = 0.06  # the share of training in which the rates rise; then they fall to nothing


def progress_of(step: int, steps: int, began: float, seconds: float) -> float:
    """How much of the training is over after `step` steps, by steps or by the clock."""
    return max((step + 1) / steps, (time.time() - began) / seconds)


def set_rates(optimiser: torch.optim.Optimizer, progress: float) -> None:
    """Give each group its own rate's share."""
    share = min(progress / WARM, max(0.0, 1 - progress) / (1 - WARM))
    for group in optimiser.param_groups:
        group["lr"] = group["base"] * share
