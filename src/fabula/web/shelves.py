"""The works as they stand on the library page: found, sorted, those of a series together.

Pure: values in, values out.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable
from hashlib import sha256
from typing import Any, NamedTuple

from fabula.library.model import Work

HUES, MOTIFS = 12, 6  # covers differ in colour and pattern; static/library.css draws them
_ARTICLE = re.compile(r"(?:the|a|an)\s+")
_PART = re.compile(r"\d+")


class Cover(NamedTuple):
    """Which colour and which pattern a cover has: always the same for the same work."""

    hue: int
    motif: int


class Shelf(NamedTuple):
    """Works that stand together: those of a series in its order, or one alone (`series` None)."""

    series: str | None
    works: tuple[Work, ...]


Key = Callable[[Work], Any]


def title(work: Work) -> str:
    """What to call a work in a heading."""
    return work.label if work.label != "untitled" else "Untitled"


def cover(work: Work) -> Cover:
    digest = sha256(f"{title(work)}\n{', '.join(work.authors)}".encode("utf-8", "replace")).digest()
    return Cover(digest[0] % HUES, digest[1] % MOTIFS)


ORDERS: dict[str, tuple[str, Key]] = {
    "opened": ("last read", lambda w: (-(w.opened or 0), -w.added)),
    "added": ("last added", lambda w: (-w.added, -w.id)),
    "updated": ("last updated", lambda w: (-w.updated, -w.id)),
    "title": ("title", lambda w: _sorted_as(title(w))),
    "author": ("author", lambda w: (*map(folded, w.authors or ("\U0010ffff",)), folded(title(w)))),
    "words": ("length", lambda w: -w.words),
}


def shelves(works: Iterable[Work], words: str = "", order: str = "opened") -> list[Shelf]:
    """The works that have all of `words` in title, authors or series, in an order (of `ORDERS`);
    a series stands where the first of its works would."""
    wanted = folded(words).split()
    found = sorted((w for w in works if _has(w, wanted)), key=ORDERS[order][1])
    together: dict[str | int, list[Work]] = {}
    for work in found:
        together.setdefault(work.series[0][0] if work.series else work.id, []).append(work)
    return [_shelf(name, standing) for name, standing in together.items()]


def _shelf(name: str | int, works: list[Work]) -> Shelf:
    if isinstance(name, int) or len(works) == 1:
        return Shelf(None, tuple(works))
    return Shelf(name, tuple(sorted(works, key=_part)))


def _part(work: Work) -> tuple[int, float]:
    """Where a work stands in its series; those that say no number stand last, as added."""
    number = _PART.search(work.series[0][1] or "")
    return (int(number.group()[:9]) if number else 10**9, work.added)


def _has(work: Work, wanted: list[str]) -> bool:
    names = (title(work), *work.authors, *(name for name, _ in work.series))
    said = folded("\n".join(names))
    return all(word in said for word in wanted)


def _sorted_as(name: str) -> str:
    return _ARTICLE.sub("", folded(name), count=1) if _ARTICLE.match(folded(name)) else folded(name)


def folded(words: str) -> str:
    """Words as they are compared: small letters without accents."""
    apart = unicodedata.normalize("NFD", words.casefold())
    return "".join(c for c in apart if not unicodedata.combining(c))
