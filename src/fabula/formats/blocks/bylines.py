"""The line under a title that says who wrote the work, in all formats."""

from __future__ import annotations

import re

from fabula.formats.blocks import headings

LONGEST = 60  # characters

_BY = re.compile(
    r"[\s*_(\[~\-–—]*(?P<of>an?\s+(?:\w+\s+){0,2}(?:novel|story|fic|fanfic|tale|romance)\s+)?"
    r"(?P<written>written\s+)?by(?P<colon>\s*:)?(?:\s+|(?<=:))(?P<name>\w.*?)[\s*_)\]~\-–—]*",
    re.IGNORECASE | re.DOTALL,
)
_SIGNED = re.compile(r"~ ?([\w-]{2,40}) ?~?")
_SENTENCE = re.compile(r"[.!?…,;:\"”’'][*_)\]~]*$")
_INITIAL = re.compile(r"(?:\b[A-Z]|\b[JS]r|\bEsq|\bPh\.?D)\.[*_)\]~]*$")
# "by the sea", "by now", "by his own account": no name begins so.
_NO_NAME = re.compile(
    r"(?:the|an?|my|his|her|its|our|your|their|this|that|these|those|now|then|day|night|far|all|no"
    r"|one|two|some|any|every|each|himself|herself|itself|and|means|way|chance|mistake|noon|dawn"
    r"|dusk|midnight|morning|evening|nightfall|sunrise|sunset)\b"
)


def byline(text: str) -> str | None:
    """The name in a line like `by corvid_9`, `Written by Mara Jones`, `(by starfall)`.

    Whoever asks must know that the line stands right under a title, before any story.
    """
    text = text.strip()
    if signed := _SIGNED.fullmatch(text):
        return signed[1]
    if len(text) >= LONGEST or "\n" in text or not (found := _BY.fullmatch(text)):
        return None
    if _SENTENCE.search(text) and not _INITIAL.search(text):
        return None
    name = found["name"].strip()
    says_so = found["of"] or found["written"] or found["colon"]
    return None if not says_so and _NO_NAME.match(name) else name or None


def is_certain(name: str) -> bool:
    """Whether a byline's words are a name and nothing else, so that they can be told as one."""
    words = name.split()
    return len(words) == 1 or (
        headings.is_title(name.rstrip("."))
        and not any(w.lower() in ("for", "from", "on", "at", "aka", "with") for w in words)
    )
