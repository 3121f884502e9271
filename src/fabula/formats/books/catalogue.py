"""What a book's package says of the work: title, authors, series, summary."""

from __future__ import annotations

from lxml import etree

from fabula.formats.web.markup import words_of
from fabula.story.text import Meta


def meta_of(root: etree._Element) -> Meta:
    """The work as the package names it."""

    def all_of(name: str) -> tuple[str, ...]:
        return tuple(w for n in root.iter(f"{{*}}{name}") if (w := words_of(n)))

    named = {n.get("name"): n.get("content") for n in root.iter("{*}meta") if n.get("name")}
    series = named.get("calibre:series")
    part = named.get("calibre:series_index")
    identifiers = all_of("identifier")
    urls = (*all_of("source"), *identifiers)
    subjects = all_of("subject")
    unique = root.get("unique-identifier")
    own = [words_of(n) for n in root.iter("{*}identifier") if unique and n.get("id") == unique]
    return Meta(
        title=next(iter(all_of("title")), None),
        authors=all_of("creator"),
        tags={"subject": subjects} if subjects else {},
        series=((series, part.removesuffix(".0") if part else None),) if series else (),
        language=next(iter(all_of("language")), None),
        url=next((u for u in urls if u.startswith(("http://", "https://"))), None),
        identifier=next(iter((*own, *identifiers)), None),
    )


def publisher_of(root: etree._Element) -> str:
    """Who made the book; "" if it does not say."""
    return next((words_of(n) for n in root.iter("{*}publisher")), "")


def description_of(root: etree._Element) -> str:
    """What the book says it is about, as it stands: often markup in words."""
    return next(("".join(map(str, n.itertext())) for n in root.iter("{*}description")), "")


def is_fixed_layout(root: etree._Element) -> bool:
    """Whether the book's pages are laid out like a printed book's."""
    said = {
        (n.get("property") or n.get("name") or ""): (n.get("content") or words_of(n))
        for n in root.iter("{*}meta")
    }
    return said.get("rendition:layout") == "pre-paginated" or said.get("fixed-layout") == "true"
