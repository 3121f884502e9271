"""Long listings, line by line: wrapped for a terminal, one item a line with tabs in a pipe."""

from __future__ import annotations

import textwrap

from rich.text import Text

from fabula.cli.output import plain
from fabula.cli.overview import Spoken

PLACE = 10
SPEAKER = 16
UNKNOWN = "?"


def quote_line(quote: Spoken) -> str:
    """A quotation for programs: offset, chapter, percent, speaker and words, parted by tabs."""
    chapter = quote.place.chapter or ""
    name = plain(quote.speaker_label or UNKNOWN)
    return f"{quote.start}\t{chapter}\t{quote.place.percent}\t{name}\t{plain(quote.words)}"


def quote_text(quote: Spoken, width: int) -> Text:
    """A quotation for people: its place, its speaker, and its words beside them."""
    chapter, share = quote.place.chapter, f"{quote.place.percent}%"
    place = f"ch. {chapter}, {share}" if chapter else share
    name = plain(quote.speaker_label or UNKNOWN)
    words = plain(quote.words)
    left = PLACE + 2 + SPEAKER + 2
    found = Text.assemble(
        (f"{place:>{PLACE + 2}}  ", "dim"), (name, "bold" if quote.speaker else "dim")
    )
    room = max(20, width - left - 2)
    lines = textwrap.wrap(words, room, break_long_words=True) or [""]
    if len(name) > SPEAKER:
        lines.insert(0, "")
    gap = " " * max(0, SPEAKER - len(name))
    found.append(f"{gap}  {lines[0]}")
    for line in lines[1:]:
        found.append(f"\n{' ' * (left + 2)}{line}")
    return found
