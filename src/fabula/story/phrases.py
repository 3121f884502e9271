"""Plain words for what the vocabularies say, wherever a world is shown."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from fabula.story.records import KnowledgeState

if TYPE_CHECKING:
    from fabula.story.contract import RelationItem

_TIES = {
    "member-of": "is a member of",
    "leader-of": "leads",
    "former-partner": "was the partner of",
}
STATES: dict[KnowledgeState, str] = {
    "knows": "knows",
    "does-not-know": "does not know",
    "believes": "believes",
    "suspects": "suspects",
    "forgot": "no longer remembers",
    "hides": "hides",
}


def tied(item: RelationItem) -> str:
    """What stands between the two of a tie: "is the sister of", "felt love for"."""
    over = item.until is not None
    if item.type == "feels":
        return f"felt {item.feeling} for" if over else f"feels {item.feeling} for"
    said = _TIES.get(item.type, f"is the {item.type} of")
    return re.sub("^(is|leads)", _was, said) if over else said


def _was(found: re.Match[str]) -> str:
    return {"is": "was", "leads": "led"}[found[0]]
