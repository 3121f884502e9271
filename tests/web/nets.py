"""What a browser's own log of its net says (`--log-net-log`)."""

from __future__ import annotations

import json
from pathlib import Path


def reached(log: Path) -> set[str]:
    """The addresses, each as host and port, to which a browser connected or sent a packet. A UDP
    socket that sends nothing (so a browser asks its system for a route) reaches nobody."""
    told = json.loads(log.read_text(encoding="utf-8"))
    names = {number: name for name, number in told["constants"]["logEventTypes"].items()}
    found, udp, sent = set(), {}, set()
    for event in told["events"]:
        name, source = names[event["type"]], event["source"]["id"]
        address = event.get("params", {}).get("address")
        if name == "TCP_CONNECT_ATTEMPT" and address:
            found.add(address)
        elif name == "UDP_CONNECT" and address:
            udp[source] = address
        elif name == "UDP_BYTES_SENT":
            sent.add(source)
    return found | {udp.get(source, "a packet without an address") for source in sent}
