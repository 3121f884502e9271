"""Sentences that were found in a library, and people of a series, as lines."""

from __future__ import annotations

from collections.abc import Iterator

from rich.text import Text

from fabula.cli.answer_page import beside
from fabula.cli.output import harmless, plain
from fabula.library.joining import Tie, Who
from fabula.library.searching import Found
from fabula.library.series import Known
from fabula.story.text import Span


def found_line(found: Found) -> str:
    """A sentence for programs: work, title, code point, chapter, percent and words, parted by
    tabs."""
    place = f"{found.start}\t{found.chapter or ''}\t{found.percent}"
    return f"{found.work}\t{plain(found.title)}\t{place}\t{plain(found.text)}"


def found_text(found: Found, width: int) -> Text:
    """The same for people: its place, and its words with what was looked for in bold."""
    place = f"ch. {found.chapter}, {found.percent}%" if found.chapter else f"{found.percent}%"
    words = Text(harmless(found.text))
    for at in found.matches:
        words.stylize("bold", at.start - found.start, at.end - found.start)
    return beside(place, words, width)


def tie_lines(known: Known, tie: Tie) -> Iterator[str]:
    """Why two are one: a line for each reason, with both, the reason and the words of both."""
    both = f"{_named(known, tie.one)}\t{_named(known, tie.other)}"
    if not tie.because:
        yield f"{both}\tYou say so."
    for reason in tie.because:
        words = (_words(known, tie.one, reason.here), _words(known, tie.other, reason.there))
        yield f"{both}\t{reason.says}\t{words[0]}\t{words[1]}"


def _named(known: Known, who: Who) -> str:
    return f"{who.work}:{plain(known.item(who).label)}"


def _words(known: Known, who: Who, places: tuple[Span, ...]) -> str:
    text = known.world(who.work).text.text
    return " … ".join(f"{at.start} “{plain(text[at.start : at.end])}”" for at in places)
