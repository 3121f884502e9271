"""Words for what a world holds: verbs, sentences, what fits on a line."""

from __future__ import annotations

import re

from fabula.story.contract import EventItem

LONGEST = 300  # code points of the words that a statement shows
MODAL = {"hypothetical": "might", "future": "is to"}
_SENTENCE_END = re.compile(r"[.!?…][\"'”’»)]*\s|\n\s*\n")
_PREPOSITION = re.compile(r"\b(at|to|for|with|from|on|upon|of|about|into|against|towards?)\s+\Z")
_THIRD = {"be": "is", "have": "has", "do": "does", "go": "goes"}


def verb(item: EventItem) -> str:
    """The verb of an event in the present: `holds`, `does not hold`, `might hold`."""
    if "agent" not in item.roles:
        return item.lemma
    if item.realis == "negated":
        return f"does not {item.lemma}"
    if item.realis in MODAL:
        return f"{MODAL[item.realis]} {item.lemma}"
    return third(item.lemma)


def third(lemma: str) -> str:
    """A verb as `she` does it: `holds`, `cries`, `watches`."""
    if lemma in _THIRD:
        return _THIRD[lemma]
    if lemma.endswith(("s", "x", "z", "ch", "sh")):
        return f"{lemma}es"
    if lemma.endswith("y") and lemma[-2:-1] not in "aeiou":
        return f"{lemma[:-1]}ies"
    return f"{lemma}s"


def sentence(text: str, start: int, end: int, low: int, high: int) -> tuple[int, int]:
    """About the sentence around a place, between two others: code points, half-open."""
    low, high = max(low, start - LONGEST), min(high, end + LONGEST)
    before = [m.end() for m in _SENTENCE_END.finditer(text, low, start)]
    after = _SENTENCE_END.search(text, max(start, end - 1), high)
    first = before[-1] if before else low
    return first, after.start() + len(after[0].rstrip()) if after else high


def shortened(words: str, most: int) -> str:
    """Words on one line, with a sign where they are cut."""
    words = line(words)
    return words if len(words) <= most else words[: most - 1].rstrip() + "…"


def line(words: str) -> str:
    return " ".join(words.split())


def preposition(text: str, first: int, start: int) -> str | None:
    """The preposition right before a place, not before another."""
    found = _PREPOSITION.search(text, first, start)
    return found[1] if found else None
