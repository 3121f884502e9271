"""Marked prose: a story with its records written in, so that examples need no trained weights.

    @heading Chapter One
    {Mara>Tom#1|"Come in,"} said [Mara], {Mara>Tom#1|"before [the nurse=Joan] sees you."}
    @break ~ lanterns ~
    {thought:Tom|Too late,} he thought.

- `{SPEAKER|words}` is a quotation, its marks included. `?` is a speaker nobody can tell. In full:
  `{MODE:SPEAKER>ADDRESSEE,ADDRESSEE#N|words}`; speech needs no mode, and pieces of one
  utterance have the same number. A quotation inside another is nested in it.
- `[Mara]` is a mention of Mara, `[the nurse=Joan]` one of Joan.
- A line that begins with `@break`, `@heading` or `@note` is a scene break, a heading or a note;
  what follows stands in the text. A bare `@break` leaves an empty line: a scene ends at a gap.
- A backslash goes before each of `\\ { } [ ] =` that is meant as such, and before `@` at the
  start of a line. A mark never crosses a line.

Law: `parse(show(m)) == m`; and `show(parse(s)) == s` where `s` came from `show`.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, cast, get_args

from fabula.story.annotations import Mode
from fabula.story.text import Span

LineKind = Literal["break", "heading", "note"]

NAME = r"[^\s\\{}\[\]|>#:,=](?:[^\n\\{}\[\]|>#:,=]*[^\s\\{}\[\]|>#:,=])?"
_HEAD = re.compile(
    rf"(?:(?P<mode>{'|'.join(get_args(Mode))}):)?(?P<speaker>{NAME})"
    rf"(?:>(?P<to>{NAME}(?:,{NAME})*))?(?:#(?P<utterance>[0-9]+))?\|"
)
_NAME = re.compile(NAME)
_LINE = re.compile(rf"@({'|'.join(get_args(LineKind))})(?: |(?=\n)|\Z)")
_SPECIAL = frozenset("\\{}[]=")


class MarkError(ValueError):
    """Marked prose that is not well formed."""


@dataclass(frozen=True, slots=True)
class Quotation:
    """One unbroken stretch of quoted words, its marks included; `speaker` None: nobody can tell."""

    at: Span
    speaker: str | None
    mode: Mode = "speech"
    addressees: tuple[str, ...] = ()
    utterance: int | None = None


@dataclass(frozen=True, slots=True)
class Mention:
    """A place where a person is mentioned."""

    at: Span
    name: str


@dataclass(frozen=True, slots=True)
class Line:
    """A whole line that is a scene break, or no story at all."""

    at: Span
    kind: LineKind


@dataclass(frozen=True, slots=True)
class Marked:
    """A text without marks, and what the marks said; each list in order, outer before inner."""

    text: str
    quotations: tuple[Quotation, ...] = ()
    mentions: tuple[Mention, ...] = ()
    lines: tuple[Line, ...] = ()

    @property
    def breaks(self) -> tuple[Span, ...]:
        """The scene breaks; an empty span is a gap's empty line."""
        return tuple(line.at for line in self.lines if line.kind == "break")

    def words(self, at: Span) -> str:
        """The text at a place."""
        return self.text[at.start : at.end]

    def parent(self, number: int) -> int | None:
        """The number of the quotation that quotation `number` is nested in."""
        end = self.quotations[number].at.end
        around = (n for n in range(number) if self.quotations[n].at.end >= end)
        return max(around, default=None)


def parse(marked: str) -> Marked:
    """Marked prose as a text and its records."""
    return _Reader(marked).read()


class _Reader:
    """Reads marked prose once, from left to right."""

    def __init__(self, marked: str) -> None:
        self.marked = marked
        self.i = 0
        self.text: list[str] = []
        self.quotations: list[Quotation | None] = []
        self.mentions: list[Mention | None] = []
        self.lines: list[Line] = []

    def read(self) -> Marked:
        self._line()
        while self.i < len(self.marked):
            self._take("\n")
            self.text.append("\n")
            self._line()
        return Marked(
            "".join(self.text),
            tuple(q for q in self.quotations if q),
            tuple(m for m in self.mentions if m),
            tuple(self.lines),
        )

    def _line(self) -> None:
        start = len(self.text)
        if self._next() != "@":
            self._words()
            return
        head = _LINE.match(self.marked, self.i)
        if not head:
            raise self._error("no such line mark")
        self.i = head.end()
        self._words()
        self.lines.append(Line(Span(start, len(self.text)), cast(LineKind, head[1])))

    def _words(self) -> None:
        """Text with its marks, up to a sign that only the caller can take."""
        while (c := self._next()) not in ("", "\n", "}", "]", "="):
            if c == "{":
                self._quotation()
            elif c == "[":
                self._mention()
            else:
                if c == "\\":
                    self.i += 1
                    c = self._next()
                    if c in ("", "\n"):
                        raise self._error("nothing after a backslash")
                self.i += 1
                self.text.append(c)

    def _quotation(self) -> None:
        head = _HEAD.match(self.marked, self.i + 1)
        if not head:
            raise self._error("a quotation needs SPEAKER|")
        self.i = head.end()
        number, start = len(self.quotations), len(self.text)
        self.quotations.append(None)
        self._words()
        self._take("}")
        self.quotations[number] = Quotation(
            self._span(start),
            None if head["speaker"] == "?" else head["speaker"],
            cast(Mode, head["mode"] or "speech"),
            tuple(head["to"].split(",")) if head["to"] else (),
            int(head["utterance"]) if head["utterance"] else None,
        )

    def _mention(self) -> None:
        self.i += 1
        number, start = len(self.mentions), len(self.text)
        self.mentions.append(None)
        self._words()
        name = "".join(self.text[start:])
        if self._next() == "=":
            end = self.marked.find("]", self.i)
            name, self.i = self.marked[self.i + 1 : end], end
        if not _NAME.fullmatch(name):
            raise self._error(f"not a name: {name!r}")
        self._take("]")
        self.mentions[number] = Mention(self._span(start), name)

    def _span(self, start: int) -> Span:
        if start == len(self.text):
            raise self._error("a mark around nothing")
        return Span(start, len(self.text))

    def _next(self) -> str:
        return self.marked[self.i : self.i + 1]

    def _take(self, sign: str) -> None:
        if self._next() != sign:
            raise self._error(f"expected {sign!r}")
        self.i += 1

    def _error(self, why: str) -> MarkError:
        line = self.marked.count("\n", 0, self.i) + 1
        return MarkError(f"line {line}: {why}, near {self.marked[self.i : self.i + 30]!r}")


def show(marked: Marked) -> str:
    """A text and its records as marked prose."""
    text = marked.text
    lines = {line.at.start: line for line in marked.lines}
    marks = deque(sorted(_marks(marked), key=lambda mark: (mark[0].start, -mark[0].end)))
    out: list[str] = []
    open_: list[tuple[int, str]] = []
    for i in range(len(text) + 1):
        while open_ and open_[-1][0] == i:
            out.append(open_.pop()[1])
        plain = i == 0 or text[i - 1] == "\n"
        if i in lines:
            out.append(f"@{lines[i].kind} " if lines[i].at.end > i else f"@{lines[i].kind}")
            plain = False
        while marks and marks[0][0].start == i:
            at, head, tail = marks.popleft()
            if at.end <= i or "\n" in text[i : at.end] or (open_ and at.end > open_[-1][0]):
                raise MarkError(f"a mark that cannot be written: {at}")
            out.append(head)
            open_.append((at.end, tail))
            plain = False
        c = text[i : i + 1]
        out.append(f"\\{c}" if c in _SPECIAL or (plain and c == "@") else c)
    return "".join(out)


def _marks(marked: Marked) -> Iterator[tuple[Span, str, str]]:
    """Each mark: its place, what is written before and after the words."""
    for q in marked.quotations:
        mode = "" if q.mode == "speech" else f"{q.mode}:"
        to = ">" + ",".join(q.addressees) if q.addressees else ""
        number = "" if q.utterance is None else f"#{q.utterance}"
        yield q.at, f"{{{mode}{q.speaker or '?'}{to}{number}|", "}"
    for m in marked.mentions:
        yield m.at, "[", "]" if marked.words(m.at) == m.name else f"={m.name}]"


STORIES = Path(__file__).parent / "stories"
_ITEM = re.compile(r"(?m)^---- (.*)\n\n")


def load_stories() -> list[tuple[str, Marked]]:
    """Our own stories with their names. A file of separate items gives one for each, named
    `FILE/KIND`. The first line of a file is its title and says what it shows; it is not read.
    """
    return [(name, parse(body)) for name, body in load_bodies()]


def load_bodies() -> Iterator[tuple[str, str]]:
    """Our own stories as they are written, marks and all."""
    for path in sorted(STORIES.glob("*.marked.txt")):
        name = path.name.removesuffix(".marked.txt")
        body = path.read_text(encoding="utf-8").split("\n", 1)[1].strip("\n")
        items = _ITEM.split(body)
        if len(items) == 1:
            yield name, body
        for kind, item in zip(items[1::2], items[2::2], strict=True):
            yield f"{name}/{kind}", item.strip("\n")
