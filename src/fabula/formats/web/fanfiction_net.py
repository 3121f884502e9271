"""A chapter's page of FanFiction.net (and FictionPress), as a browser saves it.

The chapter's title stands nowhere but in the list of chapters, so its chosen entry is the heading.
"""

from __future__ import annotations

import re

from lxml import etree

from fabula.formats.blocks.drafts import Mark
from fabula.formats.blocks.labels import labelled
from fabula.formats.web.ao3_parts import by_id
from fabula.formats.web.markup import Marks, words_of
from fabula.formats.web.shape import Page, Shape, address, first, links, mark_story, with_class
from fabula.story.text import Meta

_GENRES = frozenset((
    "Adventure", "Angst", "Crime", "Drama", "Family", "Fantasy", "Friendship", "General", "Horror",
    "Humor", "Hurt/Comfort", "Mystery", "Parody", "Poetry", "Romance", "Sci-Fi", "Spiritual",
    "Supernatural", "Suspense", "Tragedy", "Western",
))  # fmt: skip
_GENRE = re.compile(r"Hurt/Comfort|[^/]+")
_LABELLED = re.compile(r"(Rated|[A-Z][a-z]{2,9}|id):\s*(.*)")
_PAIR = re.compile(r"\[([^\[\]]*)\]")


def _stories(body: etree._Element) -> list[etree._Element]:
    # A page has the one inside the other; an edited one may have lost either.
    return by_id(body, "storytext") or by_id(body, "storytextp")


def _is_it(page: Page) -> bool:
    return bool(by_id(page.body, "storytextp") or by_id(page.body, "profile_top")) and (
        bool(_stories(page.body))
    )


def _marks(page: Page) -> Marks:
    marks: Marks = {}
    for top in by_id(page.body, "profile_top")[:1]:
        marks[top] = Mark("tags", "the site's head of the page")
        _mark_top(top, marks)
    chosen = _chosen(page.body)
    if chosen is not None:
        menu = chosen.getparent()
        if menu is not None:
            marks[menu] = Mark("contents", "the site's list of chapters")
        marks[chosen] = Mark("heading", "the chapter chosen in the site's list", opens=True)
    for text in _stories(page.body):
        mark_story(marks, text, headed=chosen is not None)
    return marks


def _mark_top(top: etree._Element, marks: Marks) -> None:
    for node, kind in ((first(top.iter("{*}b")), "title"), (first(links(top, "/u/")), "byline")):
        if node is not None:
            marks[node] = Mark(kind, "the site's head of the page")  # type: ignore[arg-type]
    summary = first(with_class(top, "xcontrast_txt", "div"))
    if summary is not None:
        marks[summary] = Mark("summary", "the site's head of the page")


def _chosen(body: etree._Element) -> etree._Element | None:
    """The entry of the list of chapters that the page shows."""
    for menu in by_id(body, "chap_select")[:1]:
        return next((o for o in menu.iter("{*}option") if o.get("selected") is not None), None)
    return None


def _meta(page: Page) -> Meta:
    top = next(iter(by_id(page.body, "profile_top")), None)
    if top is None:
        return Meta(url=address(page))
    title, author = first(top.iter("{*}b")), first(links(top, "/u/"))
    pairs = _pairs(_line(top))
    for crumbs in by_id(page.body, "pre_story_links")[:1]:
        pairs += [("fandom", words_of(a)) for a in list(crumbs.iter("{*}a"))[-1:]]
    found = labelled(
        pairs,
        title=words_of(title) if title is not None else None,
        authors=(words_of(author),) if author is not None else (),
    )
    return Meta(
        found.title, found.authors, found.tags, (), found.stats, found.language, address(page)
    )


def _line(top: etree._Element) -> str:
    """The line of the head that tells the rating, language, genre, characters and stats."""
    lines = (words_of(n) for n in with_class(top, "xgray"))
    return next((line for line in lines if "Rated:" in line), "")


def _pairs(line: str) -> list[tuple[str, str]]:
    """The line's parts as labels and values; those without a label stand in the site's order."""
    pairs: list[tuple[str, str]] = []
    named: set[str] = set()
    for part in filter(None, (p.strip() for p in re.split(r"\s-\s", line))):
        if found := _LABELLED.fullmatch(part):
            pairs.append((found[1], found[2].strip()))
        elif "language" not in named:
            named.add("language")
            pairs.append(("language", part))
        elif set(genres := _GENRE.findall(part)) <= _GENRES:
            pairs.append(("genre", ", ".join(genres)))
        else:
            pairs += [("pairing", pair.replace(", ", "/")) for pair in _PAIR.findall(part)]
            pairs.append(("characters", re.sub(r"[\[\]]\s*", ", ", part).strip(", ")))
    return pairs


SHAPE = Shape("FanFiction.net", _is_it, _marks, _meta)
