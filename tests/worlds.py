"""Stories with their worlds: marked prose (`marked.py`) whose records stand under the paragraphs
that tell them, and questions at the end. `tests/stories/README.md` says how each is written.

    @person Ida "Ida Marsh, Ida, the ferryman's daughter"
    @scene scene place="the landing" present=Ida,Joss pov=Ida order=2
    [Ida] tied up the boat. {Ida>Joss|"I'll bring it tomorrow,"} she said.
    @event "tied" agent=Ida patient="the boat"
    @thread promise holder=Ida to=Joss "I'll bring it tomorrow"

    ? Who tied up the boat?
    = Ida | "tied up the boat"
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from fabula.story.text import Span
from marked import Marked, MarkError
from marked import parse as parse_marked

STORIES = Path(__file__).parent / "stories"

# What each kind of record may say besides its words: (how many bare words, keys).
KINDS: dict[str, tuple[int, frozenset[str]]] = {
    "person": (1, frozenset()),
    "place": (1, frozenset()),
    "thing": (1, frozenset()),
    "scene": (1, frozenset(("place", "present", "pov", "order", "same", "from"))),
    "end": (0, frozenset(("to",))),
    "arrive": (1, frozenset()),
    "leave": (1, frozenset()),
    "event": (
        0,
        frozenset(
            ("agent", "patient", "recipient", "instrument", "place", "content", "realis", "past")
        ),
    ),
    "tie": (3, frozenset(("feeling", "since", "until", "basis"))),
    "is": (2, frozenset(("value", "until", "lasting"))),
    "know": (2, frozenset(("about", "until"))),
    "thread": (1, frozenset(("holder", "to", "closed"))),
    "same": (2, frozenset()),
}
_PAIR = re.compile(r"([a-z]+)=(.*)", re.DOTALL)
_RECORD = re.compile(rf"@({'|'.join(KINDS)})(?:\s+(.*))?\Z")


@dataclass(frozen=True, slots=True)
class Record:
    """A record that the story should give. `args` are its bare words (persons, a level, a type),
    `pairs` its members by name; `at` are the places of its words, the paragraph's if it gives
    none; `line` is where it stands in the file (from 1)."""

    kind: str
    args: tuple[str, ...]
    pairs: dict[str, str]
    at: tuple[Span, ...]
    paragraph: Span
    line: int


@dataclass(frozen=True, slots=True)
class Question:
    """A question, the answers that are right (empty: not stated), and where the words stand that
    show it."""

    words: str
    answers: tuple[str, ...]
    evidence: tuple[Span, ...]
    line: int


@dataclass(frozen=True, slots=True)
class Told:
    """A story, its marks, its records and its questions."""

    name: str
    prose: Marked
    records: tuple[Record, ...]
    questions: tuple[Question, ...]

    def of(self, kind: str) -> Iterator[Record]:
        """The records of one kind, in order."""
        return (r for r in self.records if r.kind == kind)

    def forms(self, kind: str = "person") -> dict[str, tuple[str, ...]]:
        """The words that each person (or place, or thing) is called by."""
        return {r.args[0]: tuple(_listed(r.pairs["forms"])) for r in self.of(kind)}


def load(path: Path) -> Told:
    """The story in a file. Raises MarkError with the line of what is wrong in it."""
    return parse(path.read_text(encoding="utf-8"), path.stem)


def parse(told: str, name: str = "") -> Told:
    """The story that `told` writes down. The first line is a title for us, not part of it."""
    prose: list[str] = []
    asides: list[tuple[int, int, str]] = []  # (line in the file, prose line above it, what it says)
    for number, line in enumerate(told.split("\n"), 1):
        if number == 1:
            continue
        if _RECORD.match(line) or line.startswith(("? ", "= ")):
            asides.append((number, len(prose) - 1, line))
        else:
            prose.append(line)
    while prose and not prose[-1]:
        prose.pop()
    marked = parse_marked("\n".join(prose))
    return _Reader(name, marked, asides).read()


class _Reader:
    """Puts what stands beside the prose to its places in the text."""

    def __init__(self, name: str, prose: Marked, asides: list[tuple[int, int, str]]) -> None:
        self._told = name, prose
        self._asides = asides
        self._lines: list[Span] = []
        start = 0
        for line in prose.text.split("\n"):
            self._lines.append(Span(start, start + len(line)))
            start += len(line) + 1
        self._handles: set[str] = {"reader", "someone", "-"}

    def read(self) -> Told:
        records: list[Record] = []
        questions: list[Question] = []
        for number, above, line in self._asides:
            try:
                if line.startswith("? "):
                    questions.append(Question(line[2:].strip(), (), (), number))
                elif line.startswith("= "):
                    questions[-1] = self._answered(questions[-1], line[2:])
                else:
                    records.append(self._record(number, above, line))
            except (MarkError, ValueError, IndexError) as error:
                raise MarkError(f"{self._told[0]}, line {number}: {error}") from None
        return Told(*self._told, tuple(records), tuple(questions))

    def _record(self, number: int, above: int, line: str) -> Record:
        found = _RECORD.match(line)
        assert found
        kind, count = found[1], KINDS[found[1]][0]
        args: list[str] = []
        words: list[str] = []
        pairs: dict[str, str] = {}
        for quoted, token in _tokens(found[2] or ""):
            if not quoted and (pair := _PAIR.fullmatch(token)):
                if pair[1] not in KINDS[kind][1]:
                    raise MarkError(f"@{kind} has no “{pair[1]}”")
                pairs[pair[1]] = pair[2]
            else:
                (words if quoted else args).append(token)
        if len(args) != count:
            raise MarkError(f"@{kind} takes {count} bare words, not {args}")
        if kind in ("person", "place", "thing"):
            self._handles.add(args[0])
            pairs["forms"] = ", ".join(words)
            for form in _listed(pairs["forms"]):
                self._find(form, None)
            return Record(kind, tuple(args), pairs, (), Span(0, 0), number)
        self._check(kind, args, pairs)
        paragraph = self._paragraph(above, kind)
        at = tuple(self._find(w, paragraph) for w in words)
        for key in ("closed", "until", "from", "to", "since"):
            if key in pairs and (kind, key) != ("thread", "to"):
                self._find(pairs[key], None)
        return Record(kind, tuple(args), pairs, at or (paragraph,), paragraph, number)

    def _check(self, kind: str, args: list[str], pairs: dict[str, str]) -> None:
        people = {"arrive": args, "leave": args, "tie": args[::2], "is": args[:1], "know": args[:1],
                  "same": args}.get(kind, [])  # fmt: skip
        for key in ("present", "pov", "holder") + (("to",) if kind == "thread" else ()):
            people = [*people, *_listed(pairs.get(key, ""))]
        for person in people:
            if person not in self._handles:
                raise MarkError(f"nobody is called {person} (a line @person above is missing)")

    def _paragraph(self, above: int, kind: str) -> Span:
        """The paragraph that a record belongs to: the one above; for a scene the one below."""
        step = 1 if kind == "scene" else -1
        i = above + 1 if kind == "scene" else above
        while 0 <= i < len(self._lines) and self._lines[i].start == self._lines[i].end:
            i += step
        if not 0 <= i < len(self._lines):
            raise MarkError(f"@{kind} stands at no paragraph")
        return self._lines[i]

    def _find(self, words: str, within: Span | None) -> Span:
        text = self._told[1].text
        start, end = within or (0, len(text))
        at = text.find(words, start, end)
        if at < 0:
            where = "the paragraph it stands under" if within else "the story"
            raise MarkError(f"“{words}” is not in {where}")
        return Span(at, at + len(words))

    def _answered(self, question: Question, answer: str) -> Question:
        said, _, shown = answer.partition(" | ")
        evidence = tuple(self._find(w, None) for quoted, w in _tokens(shown) if quoted)
        answers = tuple(a.strip() for a in said.split(" / "))
        if answers == ("not stated",):
            return Question(question.words, (), (), question.line)
        if not evidence:
            raise MarkError('an answer needs its words: = Ida | "tied up the boat"')
        return Question(question.words, answers, evidence, question.line)


def _tokens(said: str) -> Iterator[tuple[bool, str]]:
    """The words of a line, and whether each stood in quotation marks as a whole."""
    for token in re.findall(r'[a-z]+="[^"]*"|"[^"]*"|\S+', said):
        yield token.startswith('"'), token.replace('"', "")


def _listed(said: str) -> list[str]:
    return [w.strip() for w in said.split(",") if w.strip() and w.strip() != "-"]
