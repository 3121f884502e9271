"""Whom a request names, and whose page it comes from: what the guard asks of every one."""

from __future__ import annotations

import ipaddress
from urllib.parse import urlsplit

from starlette.requests import Request

from fabula.web.session import PLAIN_HOSTS, Door

READING = ("GET", "HEAD")  # methods that change nothing


def is_named(door: Door, hosts: list[str]) -> bool:
    """Whether the Host header is ours. No site can make its name lead to a bare number, so behind
    a password those are ours too: the machine has many."""
    if len(hosts) != 1:
        return False
    host = hosts[0].lower()
    if host in {f"{known.lower()}:{door.port}" for known in (*PLAIN_HOSTS, *door.hosts)}:
        return True
    if door.password is None or not host.endswith(f":{door.port}"):
        return False
    try:
        ipaddress.ip_address(host.rpartition(":")[0].strip("[]"))
    except ValueError:
        return False
    return True


def is_from_here(request: Request) -> bool:
    """Whether a request comes from our own pages, as far as it must: one that changes something
    says so in Origin; whoever reads may come from anywhere by a link, and by nothing else."""
    headers = request.headers
    origin, site = headers.get("origin"), headers.get("sec-fetch-site", "none")
    if request.method not in READING or origin is not None:
        return origin is not None and _origin(origin) == f"http://{headers['host'].lower()}"
    return site in ("none", "same-origin") or headers.get("sec-fetch-mode") == "navigate"


def _origin(origin: str) -> str:
    """An Origin in one form; "" for one that is none."""
    try:
        parts = urlsplit(origin)
    except ValueError:
        return ""
    return f"{parts.scheme}://{parts.netloc}".lower() if not parts.path else ""
