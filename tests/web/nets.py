"""What a browser's own log of its net says."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any


def sockets(log: Path) -> set[str]:
    """The addresses to which sockets were opened, each as host and port."""
    told = json.loads(log.read_text(encoding="utf-8"))
    numbers = told["constants"]["logEventTypes"]
    kinds = {numbers[name] for name in ("TCP_CONNECT_ATTEMPT", "UDP_CONNECT") if name in numbers}
    return {address for event in told["events"] if (address := _address(event, kinds))}


def _address(event: dict[str, Any], kinds: set[int]) -> str | None:
    if event["type"] not in kinds:
        return None
    found: str | None = event.get("params", {}).get("address")
    return found
