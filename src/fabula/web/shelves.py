"""The works as they stand on the library page: found, sorted, those of a series together.

Pure: values in, values out.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from hashlib import sha256
from typing import Any, NamedTuple

from fabula.library.model import Work
from fabula.library.parts import Series
from fabula.library.query import folded

HUES, MOTIFS = 12, 6  # covers differ in colour and pattern; static/library.css draws them
_ARTICLE = re.compile(r"(?:the|a|an)\s+")


class Cover(NamedTuple):
    """Which colour and which pattern a cover has: always the same for the same work."""

    hue: int
    motif: int


class Shelf(NamedTuple):
    """Works that stand together: those of a series in its order, or one alone (`series` None)."""

    series: Series | None
    works: tuple[Work, ...]

    def part(self, work: Work) -> str | None:
        """Which part of the series a work is: what its source says, else where it stands; where a
        reader joined them, where they put it."""
        if self.series is None:
            return None
        told = work.series if self.series.by == "source" else ()
        said = {folded(name): number for name, number in told}
        return said.get(folded(self.series.name)) or str(self.series.works.index(work.id) + 1)


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


def shelves(
    works: Iterable[Work], series: Iterable[Series] = (), words: str = "", order: str = "opened"
) -> list[Shelf]:
    """The works that have all of `words` in title, authors or series, in an order (of `ORDERS`);
    a series stands where the first of its works would."""
    of = {work: one for one in sorted(series, key=lambda s: len(s.works)) for work in one.works}
    wanted = folded(words).split()
    found = sorted((w for w in works if _has(w, of.get(w.id), wanted)), key=ORDERS[order][1])
    together: dict[Series | int, list[Work]] = {}
    for work in found:
        together.setdefault(of.get(work.id, work.id), []).append(work)
    return [_shelf(one, standing) for one, standing in together.items()]


def _shelf(series: Series | int, works: list[Work]) -> Shelf:
    if isinstance(series, int):
        return Shelf(None, tuple(works))
    return Shelf(series, tuple(sorted(works, key=lambda w: series.works.index(w.id))))


def _has(work: Work, series: Series | None, wanted: list[str]) -> bool:
    names = (title(work), *work.authors, *(name for name, _ in work.series))
    said = folded("\n".join((*names, series.name) if series else names))
    return all(word in said for word in wanted)


def _sorted_as(name: str) -> str:
    return _ARTICLE.sub("", folded(name), count=1) if _ARTICLE.match(folded(name)) else folded(name)
