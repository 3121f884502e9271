"""An answer with its evidence, and why something is told, for people: what rich prints. Nothing
here prints."""

from __future__ import annotations

import textwrap

from rich.console import Console
from rich.text import Text

from fabula.cli.answer_lines import fields
from fabula.cli.found import Found, Retold
from fabula.cli.lines import NARROW
from fabula.cli.output import plain
from fabula.cli.overview import where
from fabula.cli.reasons import Reason, Words

NAME, GAP = 12, 2  # columns of a field's name, and between columns


def answer_text(answer: str | None, evidence: list[Words], width: int) -> Text:
    """An answer for people, and below it the words that show it; where none is stated, the words
    that are nearest to the question."""
    text = Text.assemble((plain(answer or "Not stated."), "bold" if answer else ""))
    if evidence and not answer:
        text.append(" Nearest to the question:", "dim")
    for said in evidence:
        text.append_text(_row(where(said.place), f"“{plain(said.words)}”", width, "dim"))
    return text


def reason_text(reason: Reason, width: int) -> Text:
    """Why something is told, field by field."""
    text = Text.assemble((reason.id, "bold"), f" {reason.record}")
    for name, value in fields(reason):
        text.append_text(_row(name, value, width, ""))
    for title, cited in (("It rests on", reason.rests_on), ("Of it speak", reason.later)):
        if cited:
            text.append(f"\n{title}", "yellow")
        for one in cited:
            said = f"{one.record} “{plain(one.at.words)}” {where(one.at.place)}"
            text.append_text(_row(one.id, said, width, "dim"))
    return text


def _row(name: str, value: str, width: int, style: str) -> Text:
    lines = textwrap.wrap(value, max(20, width - NAME - GAP)) or [""]
    row = Text("\n")
    row.append(f"{name:>{NAME}}{'':{GAP}}", "dim")
    row.append(f"\n{'':{NAME + GAP}}".join(lines), style)
    return row


def found_text(found: Found, width: int) -> Text:
    """A sentence that was found, for people: its place, who says it, its matches in bold."""
    name = f"{plain(found.speaker)}: " if found.speaker else ""
    words = Text.assemble((name, "yellow"), found.words)
    for at in found.matches:
        words.stylize("bold", len(name) + at.start, len(name) + at.end)
    return beside(where(found.place), words, width)


def recap_text(said: Retold, width: int) -> Text:
    """A sentence of a recap, for people: its place, its words."""
    return beside(where(said.place), Text(plain(said.words)), width)


def beside(place: str, words: Text, width: int) -> Text:
    """Words beside their place; in a narrow terminal below it."""
    left = GAP if width < NARROW else NAME + GAP
    lines = words.wrap(Console(width=width), max(20, width - left))
    for line in lines:
        line.rstrip()
    start = f"{place}\n{'':{GAP}}" if width < NARROW else f"{place:>{NAME}}{'':{GAP}}"
    return Text.assemble((start, "dim"), Text("\n" + " " * left).join(lines))
