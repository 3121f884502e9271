"""Questions for the net that answers, on the sheets it reads: which sheet answers, from which piece
to which, and which pieces show it.

A file of questions (`training/asked/*.txt`) begins with the text they are about:

    @story NAME                     a story of `tests/stories/worlds`
    @novel FILE START END           a stretch of one of the novels, its lines joined

and then has, as the stories have, `? question` and `= answer / other form | "evidence"` below each.
The ten questions of the stories themselves are read with them.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from fabula import read
from fabula.asking.book import Book
from fabula.model.folder import load
from fabula.model.wordpieces import WordPieces
from fabula.reading.language.tokens import words as words_in
from fabula.story.text import Span
from training.documents import END, START
from training.sheets import ASKED, MEANT, MOST, Line, lines, stretches
from worlds import STORIES
from worlds import load as load_story

FOLDER = Path(__file__).with_name("asked")
NONE, WORDS, YES, NO = range(4)  # what a sheet answers
QUESTION = 40  # pieces of a question, at most
_ANSWER = re.compile(r'= (.+?) \| "(.+)"\s*')
_ARTICLE = re.compile(r"(?:the|a|an) ", re.IGNORECASE)
_KINDS = {("yes",): YES, ("no",): NO, (): NONE}


class Sheet(NamedTuple):
    """What the net is given, and what it should say: the kind of answer, the stretches of pieces
    that answer (the last piece included), and which pieces show it."""

    pieces: list[int]
    shapes: list[int]
    kind: int
    answers: list[tuple[int, int]]
    shows: list[bool]


class Told:
    """A text as the net sees it: its lines, and which of them are on each sheet."""

    def __init__(self, name: str, text: str) -> None:
        self.name = name
        self.book = Book(read(text).hindsight())
        self.text = self.book.text
        self.cut = load().wordpieces
        self.lines: list[Line] = lines(self.book, self.cut)
        self.sheets = stretches([len(line.pieces) for line in self.lines])
        self.on = [{p for li in self.lines[a:b] for p in li.pieces} for a, b in self.sheets]

    def words(self, sheet: int, first: int, last: int) -> tuple[str, str | None]:
        """What some pieces of a sheet say: the words of the text, or the name that is written
        there or behind them; and whom they mean."""
        on = self.lines[slice(*self.sheets[sheet])]
        at = [place for line in on for place in line.at][:MOST]
        meant = [who for line in on for who in line.meant][:MOST]
        own = [at[k] for k in range(first, last + 1) if meant[k] is None]
        names = [who for k in range(first, last + 1) if (who := meant[k]) is not None]
        if own and last + 1 < len(at) and at[last + 1] == Span(own[0].start, own[-1].end):
            names = names or [who for who in meant[last + 1 : last + 2] if who is not None]
        if names and len(set(own)) <= 1:
            return self.book.label(names[0]), names[0]
        return self.book.words(Span(own[0].start, own[-1].end)), None


@dataclass(eq=False)
class Asked:
    """A question about a text: its answers' forms (none: the text does not say), and the words that
    show it. `exact` is where the answer stands, where that is known."""

    told: Told
    words: str
    answers: tuple[str, ...]
    evidence: Span | None
    exact: Span | None = None
    pieces: list[int] = field(init=False)
    kind: int = field(init=False)
    right: list[int] = field(init=False)
    """The sheets that answer it."""
    others: list[int] = field(init=False)
    """Those that do not, the ones with most of its words first."""

    def __post_init__(self) -> None:
        self.pieces = list(_cut(self.told.cut, self.words))[:QUESTION]
        self.kind = _KINDS.get(self.answers, WORDS)
        sheets, shown = self.told.sheets, self._shown()
        whole = [k for k, (a, b) in enumerate(sheets) if shown and a <= shown[0] <= shown[-1] < b]
        self.right = whole or [k for k, (a, b) in enumerate(sheets) if shown and a <= shown[0] < b]
        held = {k for k, (a, b) in enumerate(sheets) if any(a <= n < b for n in shown)}
        self.others = sorted({*range(len(sheets))} - held, key=lambda k: -self._shared(k))

    def _shown(self) -> list[int]:
        """The lines that show the answer."""
        at = self.evidence
        if at is None:
            return []
        lines = self.told.lines
        return [
            n for n, li in enumerate(lines) if li.span.start < at.end and at.start < li.span.end
        ]

    def _shared(self, sheet: int) -> float:
        """How much of the question's words a sheet has, the rare ones before all."""
        on = self.told.on
        return sum(
            math.log(1 + len(on) / (1 + sum(p in s for s in on)))
            for p in sorted({*self.pieces} & on[sheet])
        )

    def sheet(self, number: int) -> Sheet:
        """The question with one sheet."""
        first, end = self.told.sheets[number]
        lines = self.told.lines[first:end]
        pieces = [p for li in lines for p in li.pieces][:MOST]
        shapes = [s for li in lines for s in li.shapes][:MOST]
        right = number in self.right
        shows = [right and self._is_evidence(at) for li in lines for at in li.at][:MOST]
        shows = [s and shape < MEANT for s, shape in zip(shows, shapes, strict=True)]
        base = len(self.pieces) + 2
        spans = self._stretches(lines, pieces, shapes, shows) if right else []
        return Sheet(
            [START, *self.pieces, END, *pieces, END],
            [ASKED] * base + shapes + [ASKED],
            self.kind if right else NONE,
            [(base + a, base + b) for a, b in spans],
            [False] * base + shows + [False],
        )

    def _is_evidence(self, at: Span) -> bool:
        shown = self.evidence
        return shown is not None and at.start < shown.end and shown.start < at.end

    def _stretches(
        self, lines: Sequence[Line], pieces: list[int], shapes: list[int], shows: list[bool]
    ) -> list[tuple[int, int]]:
        """Where an answer stands: in the words that show it, else in their sentence, else next to
        that."""
        if self.kind != WORDS:
            return []
        at = [at for li in lines for at in li.at][:MOST]
        if self.exact is not None:
            return _exactly(self.exact, at, shapes)
        line = [n for n, li in enumerate(lines) for _ in li.pieces][:MOST]
        shown = {n for n, s in zip(line, shows, strict=True) if s}
        found: list[tuple[int, int, int]] = []
        for form in _forms(self.told.cut, self.answers):
            for i in _places(pieces, form):
                j = i + len(form) - 1
                apart = min((abs(line[i] - n) for n in shown), default=9)
                inside = (shows[i] and shows[j]) or (shapes[i] >= MEANT and not apart)
                if apart <= 1:
                    found.append((0 if inside else 1 + apart, i, j))
        nearest = min((f[0] for f in found), default=0)
        return [(i, j) for far, i, j in found if far in (0, nearest)]


def _exactly(exact: Span, at: Sequence[Span], shapes: Sequence[int]) -> list[tuple[int, int]]:
    own = [
        k
        for k, place in enumerate(at)
        if shapes[k] < MEANT and exact.start <= place.start and place.end <= exact.end
    ]
    if not own:
        return []
    after = end = own[-1] + 1
    while end < len(at) and shapes[end] == MEANT:
        end += 1
    names = [(after, end - 1)] if end > after and len(own) <= 2 else []
    return [(own[0], own[-1]), *names]


def _forms(cut: WordPieces, answers: Sequence[str]) -> list[list[int]]:
    """The pieces of an answer's forms, with and without their article."""
    made: list[list[int]] = []
    for answer in answers:
        for form in (answer, _ARTICLE.sub("", answer, count=1)):
            pieces = list(_cut(cut, form))
            if pieces and pieces not in made:
                made.append(pieces)
    return made


def _cut(cut: WordPieces, text: str) -> Iterator[int]:
    for at in words_in(text):
        yield from cut.pieces(text[at.start : at.end])


def _places(pieces: list[int], form: list[int]) -> Iterator[int]:
    n = len(form)
    return (i for i in range(len(pieces) - n + 1) if pieces[i : i + n] == form)


def written(path: Path, novels: Path, told: dict[str, Told]) -> list[Asked]:
    """The questions of a file; `told` has the texts that were read before, and keeps this one."""
    head = path.read_text("utf-8").partition("\n")[0]
    if head not in told:
        told[head] = Told(head, _text_of(head, novels))
    text, found = told[head], list[Asked]()
    for words, answers, shown in pairs(path):
        start = text.text.find(shown)
        if start < 0:
            raise SystemExit(f"{path}: these words are not in the text: {shown}")
        at = Span(start, start + len(shown)) if answers else None
        found.append(Asked(text, words, answers, at))
    return found


def pairs(path: Path) -> Iterator[tuple[str, tuple[str, ...], str]]:
    """The questions of a file with the forms that are right and the words that show it; nothing,
    where the text does not say."""
    words = ""
    for line in path.read_text("utf-8").splitlines()[1:]:
        if line.startswith("? "):
            words = line[2:].strip()
        elif line.strip() == "= not stated":
            yield words, (), ""
        elif said := _ANSWER.fullmatch(line):
            yield words, tuple(a.strip() for a in said[1].split(" / ")), said[2]


def of_story(path: Path, told: dict[str, Told]) -> list[Asked]:
    """The ten questions that a story with its world has."""
    story = load_story(path)
    head = f"@story {path.stem}"
    if head not in told:
        told[head] = Told(head, story.prose.text + "\n")
    return [
        Asked(told[head], q.words, tuple(q.answers), q.evidence[0] if q.answers else None)
        for q in story.questions
        if q.evidence or not q.answers
    ]


def _text_of(head: str, novels: Path) -> str:
    kind, name, *places = head.split()
    if kind == "@story":
        return load_story(STORIES / "worlds" / f"{name}.txt").prose.text + "\n"
    start, end = map(int, places)
    text = (novels / name).read_text("utf-8")[start:end]
    joined = (" ".join(p.split()) for p in re.split(r"\n\s*\n", text))
    return "\n\n".join(p for p in joined if p) + "\n"
