"""Which lines with a label are turns of somebody, by their company.

In a passage and what stands right before it, labels come again, or lines with labels stand
together, one after the other. A lone line with a colon is prose. What a chat itself reports
(`name_notices`) parts no run.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from fabula.reading.lists import word_list
from fabula.reading.names.name_notices import MARKED, Notice, notice_of
from fabula.reading.speech.quotation_labels import (
    Label,
    is_handle,
    is_shouted,
    is_stat,
    label_of,
    lines,
)
from fabula.story.passage import Passage
from fabula.story.plainly import plain
from fabula.story.text import Span

CHAT = re.compile(
    r"\b(?:group\s?chat|chats?|chatroom|gc|texts?|texted|texting|phones?|screens?|messages?|messaged"
    r"|typing|typed|discord|notifications?|DMs?|emails?|inbox|online|offline)\b",
    re.IGNORECASE,
)  # what the narration calls one
_WRAP = 56  # code points from which a line may have been cut off, to go on in the next
_NAMED = re.compile(r"[a-z,] ([A-Z][^\W_]+)(?!:)\b")
_LEAD = 160  # code points before a lone line in which a chat may be told of


class Line(NamedTuple):
    """A line of `text` (the passage's, or what stands before it): its paragraph (-1: before), its
    label if it has one, the chat's notice if it is one."""

    text: str
    paragraph: int
    at: Span
    label: Label | None
    notice: Notice | None = None

    @property
    def name(self) -> str:
        """The label as written, "" where there is none."""
        return self.text[self.label.name.start : self.label.name.end] if self.label else ""

    @property
    def words(self) -> str:
        """What follows the label."""
        return self.text[self.label.words.start : self.label.words.end] if self.label else ""


def lines_before(left: str) -> Iterator[Line]:
    """The whole lines that stand before the passage."""
    for at in list(lines(left, 0, len(left)))[1:]:
        yield Line(left, -1, at, label_of(left, *at))


def lines_of(passage: Passage, talk: bool) -> Iterator[Line]:
    """The passage's lines; where nobody can `talk`, only those that signs set off are read."""
    text = passage.text
    for number, paragraph in enumerate(passage.paragraphs):
        if paragraph.kind == "prose":
            for at in lines(text, paragraph.start, paragraph.end):
                if talk or text[at.start] in MARKED:
                    label = label_of(text, *at)
                    yield Line(text, number, at, label, None if label else notice_of(text, at))


def people(passage: Passage, every: Sequence[Line]) -> frozenset[str]:
    """The labels that are names of those who talk: two that come again, or in a notice; those that
    stand together with one that does; and where none comes again, those of two lines or more
    together that are names by themselves, or of a line that the narration leads to."""
    counts = Counter(line.label.key for line in every if line.label)
    stats = Counter(line.label.key for line in every if line.label and is_stat(line.words))
    may = {key for key, n in counts.items() if 2 * stats[key] < n}
    counts.update(key for line in every for key in _reported(line))
    again = {key for key in may if counts[key] > 1}
    found = set(again) if len(again) > 1 else set()
    known = frozenset(_NAMED.findall(passage.text))
    led = CHAT.search(passage.left) is not None or CHAT.search(passage.text) is not None
    for run in _runs(every):
        kept = [line for line in run if line.label and line.label.key in may]
        keys = {line.label.key for line in kept if line.label}
        stamped = sum(line.label.stamped for line in kept if line.label) > 1
        together = len(keys) > 1 and bool(keys & (again | found))
        if len(kept) > 1 and (together or stamped or all(_is_name(x, known, led) for x in kept)):
            found |= keys
    return frozenset(found) or frozenset(_led_to(passage, every, may, known))


def _reported(line: Line) -> Iterator[str]:
    """The names in a notice, as labels are counted."""
    for name in line.notice.names if line.notice else ():
        yield plain(line.text[name.start : name.end]).casefold()


def _runs(every: Sequence[Line]) -> Iterator[list[Line]]:
    """Lines with labels that stand together, with at most notices and the rest of cut lines
    between."""
    run: list[Line] = []
    last: Line | None = None
    for line in every:
        if line.label:
            run.append(line)
        elif not line.notice and not (last and is_cut(last, line)):
            yield run
            run = []
        last = line
    yield run


def is_cut(line: Line, following: Line) -> bool:
    """Whether a line may have been cut off, to go on in the following one."""
    whole = line.at.end - line.at.start < _WRAP
    return line.paragraph == following.paragraph and not whole


def _is_name(line: Line, known: frozenset[str], led: bool) -> bool:
    """Whether a label is somebody's name by itself: a handle, capitals throughout, or, where a chat
    is told of (`led`), a name that lists know or the passage uses (`known`)."""
    name = line.name
    if is_handle(name) or is_shouted(name) or line.text[line.label.sign.start] == ">":  # type: ignore[union-attr]
        return True
    first = name.split()[0]
    given = first.capitalize()
    if not led:
        return False
    return first in known or given in word_list("given_f") or given in word_list("given_m")


def _led_to(
    passage: Passage, every: Sequence[Line], may: set[str], known: frozenset[str]
) -> Iterator[str]:
    """The labels of lone lines that the narration leads to: `Her phone buzzed.`"""
    for line in every:
        if (
            line.paragraph >= 0
            and line.label
            and line.label.key in may
            and _is_name(line, known, True)
        ):
            before = passage.text[max(0, line.at.start - _LEAD) : line.at.start]
            if CHAT.search(before or passage.left[-_LEAD:]):
                yield line.label.key
