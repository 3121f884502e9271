"""An answer with its evidence, and why something is told: what rich prints. Nothing here prints."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator

from rich.console import Console
from rich.text import Text

from fabula.cli.found import Found, Retold
from fabula.cli.lines import NARROW
from fabula.cli.output import plain
from fabula.cli.overview import Place
from fabula.cli.page import where
from fabula.cli.reasons import Cited, Reason, Words

NAME, GAP = 12, 2  # columns of a field's name, and between columns


def answer_text(answer: str | None, evidence: list[Words], width: int) -> Text:
    """An answer for people, and below it the words that show it."""
    text = Text.assemble((plain(answer or "Not stated."), "bold" if answer else ""))
    for said in evidence:
        text.append_text(_row(where(said.place), f"“{plain(said.words)}”", width, "dim"))
    return text


def answer_lines(answer: str | None, confidence: float, evidence: list[Words]) -> Iterator[str]:
    """The same for programs: the answer and its confidence, then offset, chapter, percent and words
    of each piece of evidence, parted by tabs."""
    yield f"{plain(answer or 'not stated')}\t{confidence:.2f}"
    for said in evidence:
        yield f"{_place(said.place)}\t{plain(said.words)}"


def reason_text(reason: Reason, width: int) -> Text:
    """Why something is told, field by field."""
    text = Text.assemble((reason.id, "bold"), f" {reason.record}")
    for name, value in _fields(reason):
        text.append_text(_row(name, value, width, ""))
    for title, cited in (("It rests on", reason.rests_on), ("Of it speak", reason.later)):
        if cited:
            text.append(f"\n{title}", "yellow")
        for one in cited:
            said = f"{one.record} “{plain(one.at.words)}” {where(one.at.place)}"
            text.append_text(_row(one.id, said, width, "dim"))
    return text


def reason_lines(reason: Reason) -> Iterator[str]:
    """The same for programs: a name and a value, parted by a tab; of other records their id, kind,
    place and words."""
    yield f"id\t{reason.id}"
    yield f"record\t{reason.record}"
    for name, value in _fields(reason):
        yield f"{name}\t{value}"
    for name, cited in (("rests on", reason.rests_on), ("later", reason.later)):
        yield from (f"{name}\t{_cited(one)}" for one in cited)


def _fields(reason: Reason) -> Iterator[tuple[str, str]]:
    for name, value in reason.says.items():
        yield name.replace("_", " "), plain(value)
    yield "words", f"“{plain(reason.at.words)}” {where(reason.at.place)}"
    for said in reason.evidence:
        yield "evidence", f"“{plain(said.words)}” {where(said.place)}"
    yield "rule", plain(reason.by)
    yield "confidence", f"{reason.confidence:.2f}, {reason.basis}"
    yield "known at", str(reason.known_at)
    if reason.times:
        yield "spoken of", ", ".join(f"{kind} {n:,}" for kind, n in reason.times.items())


def _row(name: str, value: str, width: int, style: str) -> Text:
    lines = textwrap.wrap(value, max(20, width - NAME - GAP)) or [""]
    row = Text("\n")
    row.append(f"{name:>{NAME}}{'':{GAP}}", "dim")
    row.append(f"\n{'':{NAME + GAP}}".join(lines), style)
    return row


def _cited(one: Cited) -> str:
    return f"{one.id}\t{one.record}\t{_place(one.at.place)}\t{plain(one.at.words)}"


def _place(place: Place) -> str:
    return f"{place.offset}\t{place.chapter or ''}\t{place.percent}"


def found_text(found: Found, width: int) -> Text:
    """A sentence that was found, for people: its place, who says it, its matches in bold."""
    name = f"{plain(found.speaker)}: " if found.speaker else ""
    words = Text.assemble((name, "yellow"), found.words)
    for at in found.matches:
        words.stylize("bold", len(name) + at.start, len(name) + at.end)
    return beside(where(found.place), words, width)


def found_line(found: Found) -> str:
    """The same for programs: offset, chapter, percent, scene, speaker, score and words, parted by
    tabs."""
    speaker = plain(found.speaker or "")
    place = _place(found.place)
    return f"{place}\t{found.scene or ''}\t{speaker}\t{found.score:.2f}\t{plain(found.words)}"


def recap_text(said: Retold, width: int) -> Text:
    """A sentence of a recap, for people: its place, its words."""
    return beside(where(said.place), Text(plain(said.words)), width)


def recap_line(said: Retold) -> str:
    """The same for programs: offset, chapter, percent and words, parted by tabs."""
    return f"{_place(said.place)}\t{plain(said.words)}"


def beside(place: str, words: Text, width: int) -> Text:
    """Words beside their place; in a narrow terminal below it."""
    left = GAP if width < NARROW else NAME + GAP
    lines = words.wrap(Console(width=width), max(20, width - left))
    for line in lines:
        line.rstrip()
    start = f"{place}\n{'':{GAP}}" if width < NARROW else f"{place:>{NAME}}{'':{GAP}}"
    return Text.assemble((start, "dim"), Text("\n" + " " * left).join(lines))
