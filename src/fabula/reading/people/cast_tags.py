"""Names in a work's tags. A tag may say that two name forms which the text has shown are one
person's; it never brings anybody in."""

from __future__ import annotations

import re
from functools import lru_cache

_BETWEEN = re.compile(r"\s*[/|]\s*|\s+&\s+|\s+and\s+")
_QUOTES = str.maketrans("", "", '"“”‘')  # around a nickname: Ane "Bo" Lind
_BRACKETS = re.compile(r"\([^()]*\)")


@lru_cache(maxsize=64)
def tagged(values: tuple[str, ...]) -> dict[str, tuple[tuple[str, ...], ...]]:
    """Word -> the names of two or more words that it stands in, from tag values: "Akagi Sora",
    "Akagi Sora/Ane Holt", "Ane Holt & Bo Lind", "Ane Holt (Harbour Tales)", 'Ane "Bo" Lind'."""
    names: dict[tuple[str, ...], None] = {}
    for value in values:
        for part in _BETWEEN.split(_BRACKETS.sub(" ", value)):
            words = tuple(w for w in part.translate(_QUOTES).split() if w[:1].isupper())
            if 2 <= len(words) <= 4:
                names[words] = None
    found: dict[str, list[tuple[str, ...]]] = {}
    for words in names:
        for word in words:
            found.setdefault(word, []).append(words)
    return {word: tuple(of) for word, of in found.items()}
