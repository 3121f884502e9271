"""The front page of a book: what the source says of the work, and what Fabula has made of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from fabula import __version__
from fabula.formats.common_words import NAMES
from fabula.formats.exports.book.escaping import attribute, clean, line, said
from fabula.formats.exports.book.markup import Writer
from fabula.formats.exports.book.plan import Plan
from fabula.story.text import Meta, Text

UNTITLED = "Untitled"
ABOVE = 5  # blocks among which a title stands above a story
GENERATOR = f"Fabula {__version__}"
NOTES = (
    "Where a name first stands in a chapter it leads to a note: who that is, as far as had been"
    " told when the chapter (or that part of a long one) began."
)


def title_of(text: Text) -> str:
    """What the book is called: as the source says, or as the words above the story do."""
    above = (text.text[b.start : b.end] for b in text.blocks[:ABOVE] if b.kind == "title")
    return line(text.meta.title or "") or line(next(above, "")) or UNTITLED


def language_of(text: Text) -> str:
    """The code of the language that the work is in (BCP 47), English where it says nothing that is
    understood."""
    told = (text.meta.language or "").strip()
    by_name = {name.lower(): code for code, name in NAMES.items()}
    code = by_name.get(told.lower(), told.replace("_", "-"))
    parts = code.split("-")
    whole = all(part.isascii() and part.isalnum() and len(part) <= 8 for part in parts)
    return code if whole and 2 <= len(parts[0]) <= 3 and parts[0].isalpha() else "en"


def address_of(meta: Meta) -> str | None:
    """Where the work is published, if that is a page of the web."""
    url = (meta.url or "").strip()
    return url if url.lower().startswith(("https://", "http://")) and " " not in url else None


def dated(meta: Meta) -> date | None:
    """The day on which the work was last changed, by what the source says."""
    for name in ("updated", "completed", "published"):
        try:
            return date.fromisoformat(meta.stats.get(name, ""))
        except ValueError:
            continue
    return None


def front(plan: Plan, writer: Writer) -> Iterator[str]:
    """The inside of the front page."""
    meta = plan.text.meta
    title = title_of(plan.text)
    own = " own" if title == UNTITLED else ""
    yield f'<h1 class="title{own}">{said(title)}</h1>\n'
    if meta.authors:
        yield f'<p class="byline">by {", ".join(map(said, meta.authors))}</p>\n'
    for name, part in meta.series:
        number = f"Part {said(part)} of " if part else "Of the series "
        yield f'<p class="series own">{number}{said(name)}</p>\n'
    yield from _about(meta)
    said_above: dict[str, object] = {
        "title": title != UNTITLED, "byline": meta.authors, "tags": meta.tags
    }  # fmt: skip
    yield from writer.blocks([b for b in plan.front if not said_above.get(b.kind)])
    yield '<div class="own made">\n'
    yield from (f"<p>{words}</p>\n" for words in _made(plan))
    yield "</div>\n"


def _about(meta: Meta) -> Iterator[str]:
    """Tags and figures, folded: they may tell of what is still to come."""
    rows: list[tuple[str, Sequence[str]]] = [*meta.tags.items()]
    rows += [(name, (value,)) for name, value in meta.stats.items()]
    if not rows:
        return
    yield '<details class="own about">\n<summary>Tags (they may tell what is to come)</summary>\n'
    yield "<dl>\n"
    for name, values in rows:
        label = line(name)
        listed = ", ".join(map(said, values))
        yield f"<dt>{clean(label[:1].upper() + label[1:])}</dt><dd>{listed}</dd>\n"
    yield "</dl>\n</details>\n"


def _made(plan: Plan) -> Iterator[str]:
    meta = plan.text.meta
    yield f"Made by {GENERATOR} for your own reading. {NOTES}"
    if plan.is_cut:
        yield "This copy ends where it was asked to: what comes later is not in it."
    if url := address_of(meta):
        link = f'<a href="{attribute(url)}" rel="noreferrer">{said(url)}</a>'
        yield f"The work is its author’s; it is published at {link}."
    yield "Pictures are not kept."
