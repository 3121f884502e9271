"""What the project's own stories teach of a story's world, passage by passage: words with what they
show, as `tests/worlds.py` has it marked.

    PYTHONPATH=src:tests python -m training.worlds fit ...

Who is meant by a mention is told by the marks where there is one, else as the reading takes it.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np

from fabula import read
from fabula.formats import read_string
from fabula.model.wordpieces import WordPieces
from fabula.reading.glimpses import AROUND, LEVELS, ROLES, THREADS, TRAITS
from fabula.reading.people.profiles import KINDS
from fabula.story.memory import Memory
from fabula.story.passage import passages
from fabula.story.text import Span
from fabula.story.world import World
from marked import Quotation
from training.documents import Document, align, document_of, read_passages, rules
from training.labels import ADDRESSEE, SPEAKER
from training.losses import PERSON
from world_scoring import Scorer, listed_once
from worlds import Record, Told, load

LEFT = -1  # a word of which nothing is said


class Mention(NamedTuple):
    """A mention that the reading sees: its words, kind, and who is meant (a handle, or what the
    reading calls them)."""

    first: int
    last: int
    kind: int
    who: str


class Lesson(NamedTuple):
    """A passage of a story. All numbers are of its words, mentions or columns.

    `traits` (n,): the trait that each word tells + 1, 0 for none, LEFT for words around one;
    `told`: each trait's first and last word and the mentions of whom it is told; `opens` (n,
    threads); `paragraphs`: first and last word, whether something begins or is over (None for the
    story's first), level; `events`: the words that may take part in one (`AROUND`), and of each
    role the words that do; `eyes`: mentions of persons, and whether the scene is told through
    theirs."""

    document: Document
    mentions: list[Mention]
    traits: np.ndarray[tuple[int], np.dtype[np.int64]]
    told: list[tuple[int, int, list[int]]]
    opens: np.ndarray[tuple[int, int], np.dtype[np.float32]]
    paragraphs: list[tuple[int, int, bool | None, int]]
    events: list[tuple[int, list[int], list[tuple[int, list[int]]]]]
    eyes: list[tuple[int, bool]]


class Taught(NamedTuple):
    """A story: the whole of it, with who is who and who speaks as far as its marks tell, and what
    each passage teaches; their words are its words, in order."""

    document: Document
    passages: list[Lesson]


def taught(path: Path, vocabulary: WordPieces) -> Taught:
    """What a story teaches."""
    told = load(path)
    text = read_string(told.prose.text + "\n")
    story = _Story(told, read(told.prose.text + "\n").hindsight())
    (document,) = read_passages(text, told.name, vocabulary)
    story.people(document)
    found = []
    for passage in passages(text):
        part = document_of(told.name, [(passage, rules(passage))], [()], Memory(), vocabulary)
        if part.words:
            found.append(story.lesson(part))
    return Taught(document, found)


class _Story:
    """A story's marks and records, and how it was read."""

    def __init__(self, told: Told, world: World) -> None:
        self.told, self.text = told, told.prose.text
        self.scorer = Scorer(told, world)
        self.seen = self.scorer.mentions
        self.marked = {m.at: m.name for m in told.prose.mentions}
        self.persons = told.forms()
        self.things: Mapping[str, tuple[str, ...]] = told.forms("thing") | told.forms("place")
        self.scenes = self.scorer.gold_scenes
        self.begun = {self.scorer.paragraph(s.start) for s in self.scenes[1:]}
        self.begun |= {
            self.scorer.paragraph(s.end - 1) + 1 for s in self.scenes if s.parent is not None
        }

    def lesson(self, document: Document) -> Lesson:
        at = _Words(document)
        mentions = list(self._mentions(at))
        traits, told = self._traits(at, mentions)
        return Lesson(
            document, mentions, traits, told, self._opens(at), list(self._paragraphs(at)),
            list(self._events(at, mentions)), list(self._eyes(at, mentions)),
        )  # fmt: skip

    def people(self, document: Document) -> None:
        """Gives the whole story the mentions and speakers that its marks tell, each person's
        cluster being the number of their handle; who "I" and "you" are follows in speech."""
        number = {who: n for n, who in enumerate(self.persons)}
        by_form = defaultdict[str, set[str]](set)
        for who, forms in self.persons.items():
            for form in forms:
                by_form[form].add(who)
        known: dict[Span, str] = {}
        for seen in self.seen:
            at = Span(seen.start, seen.end)
            words = self.told.prose.words(at)
            called = by_form.get(words) or self._spoken(at, words.lower())
            if len(called) == 1:
                known[at] = next(iter(called))
        known = {at: who for at, who in (known | self.marked).items() if who in number}
        places = align(document, [(at.start, at.end) for at in known])
        document.complete = False
        document.mentions = {
            places[at.start, at.end]: (PERSON, 0, number[who])
            for at, who in known.items()
            if (at.start, at.end) in places
        }
        for quote in document.quotes:
            said = self._said(Span(document.starts[quote.first], document.ends[quote.last]))
            if said is not None:
                quote.speaker = number.get(said.speaker or "")
                to = said.addressees
                quote.addressee = number.get(to[0]) if len(to) == 1 else None

    def _said(self, at: Span) -> Quotation | None:
        """The marked quotation that has most of these words, inside another the outer."""
        over = (q for q in self.told.prose.quotations if q.at.meets(at))
        return max(over, key=lambda q: _shared(q.at, at), default=None)

    def _spoken(self, at: Span, words: str) -> set[str]:
        """Who "I" or "you" is in what is said."""
        around = [q for q in self.told.prose.quotations if q.at.start <= at.start < q.at.end]
        if words in SPEAKER and around:
            return {around[-1].speaker or ""}
        if words in ADDRESSEE and around and around[-1].mode == "speech":
            return set(around[-1].addressees)
        return set()

    def _mentions(self, at: _Words) -> Iterator[Mention]:
        for seen in self.seen:
            place = at.of(Span(seen.start, seen.end))
            if place is not None:
                who = self.marked.get(Span(seen.start, seen.end)) or self.scorer.name(seen.entity)
                yield Mention(*place, KINDS.index(seen.kind), who)

    def _of(self, kind: str, at: _Words) -> Iterator[tuple[Record, tuple[int, int]]]:
        for record in self.told.of(kind):
            place = at.of(record.at[0])
            if place is not None:
                yield record, place

    def _traits(
        self, at: _Words, mentions: Sequence[Mention]
    ) -> tuple[np.ndarray[tuple[int], np.dtype[np.int64]], list[tuple[int, int, list[int]]]]:
        labels = np.zeros(len(at), np.int64)
        found: list[tuple[int, int, int, str]] = []
        for record, (first, last) in self._of("is", at):
            labels[first : last + 1] = LEFT
            value = record.pairs.get("value", "")
            start, end = record.at[0]
            inside = self.text[start:end].lower().find(value.lower()) if value else -1
            if inside >= 0:
                place = at.of(Span(start + inside, start + inside + len(value)))
                first, last = place or (first, last)
            if record.args[1] in TRAITS:
                found.append((first, last, TRAITS.index(record.args[1]) + 1, record.args[0]))
        for first, last, name, _ in found:
            labels[first : last + 1] = name
        told = [
            (first, last, [n for n, m in enumerate(mentions) if m.who == who])
            for first, last, _, who in found
        ]
        return labels, told

    def _opens(self, at: _Words) -> np.ndarray[tuple[int, int], np.dtype[np.float32]]:
        labels = np.zeros((len(at), len(THREADS)), np.float32)
        for record, (first, last) in self._of("thread", at):
            labels[first : last + 1, THREADS.index(record.args[0])] = 1
        return labels

    def _paragraphs(self, at: _Words) -> Iterator[tuple[int, int, bool | None, int]]:
        for number, block in enumerate(self.scorer.paragraphs):
            place = at.of(Span(block.start, block.end))
            if place is None:
                continue
            level = "scene"
            for scene in self.scenes:
                if scene.start < block.end and block.start < scene.end:
                    level = scene.level
            begins = number in self.begun if number else None
            yield *place, begins, LEVELS.index(level)

    def _events(
        self, at: _Words, mentions: Sequence[Mention]
    ) -> Iterator[tuple[int, list[int], list[tuple[int, list[int]]]]]:
        sentence = at.document.sentence
        for record, (word, _) in self._of("event", at):
            around = range(max(0, word - AROUND), min(len(at), word + AROUND + 1))
            near = [k for k in around if sentence[k] == sentence[word]]
            filled = []
            for number, role in enumerate(ROLES, 1):
                for who in listed_once(record.pairs.get(role, "")):
                    words = {m.last for m in mentions if m.who == who} or self._ends(at, who)
                    some = [k for k in near if k in words]
                    if some:
                        filled.append((number, some))
            yield word, near, filled

    def _ends(self, at: _Words, who: str) -> set[int]:
        """The last words of what a role's words, or a thing's or place's forms, say."""
        start, end = at.document.starts[0], at.document.ends[-1]
        found = set()
        for form in self.things.get(who, (who,)):
            for match in re.finditer(re.escape(form), self.text[start:end]):
                place = at.of(Span(start + match.start(), start + match.end()))
                if place is not None:
                    found.add(place[1])
        return found

    def _eyes(self, at: _Words, mentions: Sequence[Mention]) -> Iterator[tuple[int, bool]]:
        for number, mention in enumerate(mentions):
            start = at.document.starts[mention.first]
            around = [s for s in self.scenes if s.start <= start < s.end]
            if mention.who in self.persons and around:
                said = max(around, key=lambda s: s.start).record.pairs
                yield number, said.get("pov", "-") == mention.who


def _shared(one: Span, other: Span) -> int:
    return min(one.end, other.end) - max(one.start, other.start)


class _Words:
    """The words of a passage by their places in the text."""

    def __init__(self, document: Document) -> None:
        self.document = document

    def __len__(self) -> int:
        return len(self.document.words)

    def of(self, at: Span) -> tuple[int, int] | None:
        """The first and last of the words that a stretch of text covers; None where it has none of
        this passage, or others too."""
        starts, ends = self.document.starts, self.document.ends
        if at.start < starts[0] or at.end > ends[-1]:
            return None
        first, last = bisect_right(ends, at.start), bisect_left(starts, at.end) - 1
        return (first, last) if first <= last else None
