"""The shapes of sites and downloaders, for `shapes_all.py`."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import shelf_ao3
import shelf_ao3_page
import shelf_makers
import shelf_sites
from one_story import Story

SHAPES: dict[str, Callable[[Story], tuple[bytes, str]]] = {
    **{f"AO3 {name}": partial(shelf_ao3.html, age=age) for name, age in shelf_ao3.AGES.items()},
    "another archive of its kind": partial(
        shelf_ao3.html, age=shelf_ao3.AGES["2025-10"], name="SquidgeWorld Archive"
    ),
    "AO3 EPUB": shelf_ao3.book,
    "AO3 EPUB, a chapter in two files": partial(shelf_ao3.book, cut=True),
    "AO3 EPUB without ids": partial(shelf_ao3.book, ids=False),
    "AO3 EPUB before 2019": shelf_ao3.old_book,
    "AO3 page, saved": shelf_ao3_page.saved,
    "AO3 page, pasted": shelf_ao3_page.pasted,
    "AO3 page, pasted line by line": partial(shelf_ao3_page.pasted, between="\n"),
    "FanFicFare HTML": shelf_makers.fanficfare_html,
    "FanFicFare EPUB": shelf_makers.fanficfare_epub,
    "FanFicFare EPUB, converted": partial(shelf_makers.fanficfare_epub, classes=False),
    "FanFicFare text": shelf_makers.fanficfare_text,
    "FanFicFare text, wrapped": partial(shelf_makers.fanficfare_text, width=70, newline="\r\n"),
    "FicHub EPUB": shelf_makers.fichub_epub,
    "FicHub HTML": shelf_makers.fichub_html,
    "FicHub ZIP": shelf_makers.fichub_zip,
}
PAGES: dict[str, Callable[[Story, int], tuple[bytes, str]]] = {
    "FanFiction.net": shelf_sites.fanfiction_net,
    "Royal Road": shelf_sites.royal_road,
    "Scribble Hub": shelf_sites.scribblehub,
    "eFiction": shelf_sites.efiction,
    "XenForo": shelf_sites.xenforo,
}

_NAMED = ("title", "authors")
_TAGS = (*_NAMED, "fandom", "character", "rating", "words", "language")
CARRIES: dict[str, tuple[str, ...]] = {
    **{f"AO3 {name}": (*_TAGS, "url") for name, age in shelf_ao3.AGES.items() if age.language},
    **{f"AO3 {n}": (*_TAGS[:-1], "url") for n, age in shelf_ao3.AGES.items() if not age.language},
    "another archive of its kind": (*_TAGS, "url"),
    "AO3 EPUB": (*_TAGS, "url"),
    "AO3 EPUB, a chapter in two files": (*_TAGS, "url"),
    "AO3 EPUB without ids": (*_TAGS, "url"),
    "AO3 EPUB before 2019": (*_TAGS[:-1], "url"),
    "AO3 page, saved": (*_TAGS, "url"),
    "AO3 page, pasted": _TAGS,
    "AO3 page, pasted line by line": _TAGS,
    "FanFicFare HTML": (*_NAMED, "character", "rating", "words", "language", "url"),
    "FanFicFare EPUB": (*_NAMED, "character", "rating", "words", "language", "url"),
    "FanFicFare EPUB, converted": (*_NAMED, "character", "rating", "words", "language", "url"),
    "FanFicFare text": (*_NAMED, "character", "rating", "words", "language", "url"),
    "FanFicFare text, wrapped": (*_NAMED, "rating", "words", "language", "url"),
    "FicHub EPUB": (*_NAMED, "url"),
    "FicHub HTML": (*_NAMED, "url", "words"),
    "FicHub ZIP": (*_NAMED, "url", "words"),
    "FanFiction.net": (*_NAMED, "fandom", "words", "language"),
    "eFiction": (*_NAMED, "character", "words"),
}
NO_EMPHASIS = frozenset(("AO3 page, pasted", "AO3 page, pasted line by line"))
"""Shapes that keep no italics: a thought that nothing else marks has no record there."""
