"""Long listings, line by line: laid out for a terminal, one item a line with tabs in a pipe."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator

from rich.text import Text

from fabula.cli.output import plain
from fabula.cli.overview import GUESS, Spoken, cells, where
from fabula.formats.report import ReportRow

NARROW = 72  # columns; with fewer, the words of a quotation stand below its speaker
PLACE, SPEAKER, GAP = 12, 16, 2
UNKNOWN = "?"


def quote_line(quote: Spoken) -> str:
    """A quotation for programs: offset, chapter, percent, mode, speaker, confidence and words,
    parted by tabs."""
    name = plain(quote.speaker_label or UNKNOWN)
    sure = f"{quote.confidence:.2f}"
    return f"{cells(quote.place)}\t{quote.mode}\t{name}\t{sure}\t{plain(quote.words)}"


def quote_text(quote: Spoken, width: int) -> Text:
    """A quotation for people: its place, its speaker, and its words beside or below them."""
    name = _name(quote)
    place = where(quote.place)
    words = plain(quote.words) if quote.mode == "speech" else f"({quote.mode}) {plain(quote.words)}"
    if width < NARROW:
        lines = textwrap.wrap(words, max(20, width - GAP))
        return Text("\n" + " " * GAP).join(
            [name.append(f"  {place}", "not bold dim"), *_texts(lines)]
        )
    left = PLACE + GAP + SPEAKER + GAP
    lines = textwrap.wrap(words, width - left)
    if name.cell_len > SPEAKER:
        lines.insert(0, "")
    name.pad_right(SPEAKER + GAP - name.cell_len)
    first = Text.assemble((f"{place:>{PLACE}}{'':{GAP}}", "dim"), name, lines[0] if lines else "")
    return Text("\n" + " " * left).join([first, *_texts(lines[1:])])


def _name(quote: Spoken) -> Text:
    """The speaker's name; a question mark after it says that it is a guess."""
    if quote.speaker_label is None:
        return Text(UNKNOWN, "dim")
    guess = ("?", "dim") if quote.confidence < GUESS else ""
    return Text.assemble((plain(quote.speaker_label), "bold"), guess)


def _texts(lines: list[str]) -> Iterator[Text]:
    return (Text(line) for line in lines)


def row_line(row: ReportRow) -> str:
    """A block of the import report for programs, parted by tabs."""
    state = "kept" if row.kept else "aside"
    return f"{row.start}\t{row.end}\t{state}\t{row.kind}\t{plain(row.why)}\t{plain(row.words)}"


def row_text(row: ReportRow, width: int) -> Text:
    """A block of the import report for people, on one line."""
    kind, style = (row.kind, "") if row.kept else (f"({row.kind})", "yellow")
    found = Text.assemble((f"{row.start:>9}  ", "dim"), (f"{kind:<14}  ", style))
    if row.why:
        found.append(f"{plain(row.why)}: ", "dim")
    found.append(plain(row.words))
    found.truncate(width, overflow="ellipsis")
    return found
