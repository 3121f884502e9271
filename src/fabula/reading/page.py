"""What the stages of resolve see of one passage, and where they put what they find."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from fabula.reading.people.profiles import PLURAL_PRONOUNS, PRONOUNS
from fabula.story.annotations import Annotations, Name, Seen
from fabula.story.corrections import Correction
from fabula.story.passage import Passage
from fabula.story.records import AnyRecord, Event, Level, Participant, Quotation, Record
from fabula.story.text import Meta, Span

if TYPE_CHECKING:
    from fabula.reading.language.grammar import Grammar
    from fabula.reading.minds.heads import Heads
    from fabula.reading.people.binding import Binding

R = TypeVar("R", bound=Record)


class Fix(NamedTuple):
    """A correction's place in a passage: the correction, its key, which anchor this is ("this",
    "that" or "to"), where it stands (relative to the passage), where it was made (in the work), and
    whether it tells whom it is about only later, by its other anchor."""

    key: str
    correction: Correction
    role: str
    at: Span
    made_at: int
    waits: bool = False


class Said(NamedTuple):
    """Whom a reader means: an entity, or nobody known; `known` is False for a stand-in, of whom it
    will turn out later who it is."""

    entity: str | None
    known: bool


class Called(NamedTuple):
    """A Name that stands for an entity, as the cast stage told: its place in the passage, the form
    that is printed, how sure that is, and which rule told it."""

    entity: str
    at: Span
    name: str
    confidence: float
    by: str


class Part(NamedTuple):
    """A stretch of a paragraph that is of one scene of some level, as the staging told; `fresh`
    where it is in the scene's first paragraph (or at a letter's head); `anchor` is the scene that
    its times count from: the one that it interrupts, else the one before it."""

    at: Span
    scene: str
    level: Level
    anchor: str | None
    fresh: bool


class Page:
    """One passage being resolved.

    Stages read `passage`, `notes` (its annotations), `meta`, `fixes` and what stages before them
    left here: `names`, `quotations`, and the records so far. They write with `emit`.
    """

    def __init__(
        self,
        passage: Passage,
        notes: Annotations,
        meta: Meta,
        fixes: tuple[Fix, ...],
        counts: dict[str, int],
        first_paragraph: int,
    ) -> None:
        self.passage = passage
        self._end = passage.end  # one number that all its records share
        self.notes = notes
        self.meta = meta
        self.fixes = fixes
        # The entities found so far at places that corrections name, set before the first stage.
        self.held: Mapping[str, str] = {}
        # Whom readers say that mentions (by their numbers) and quotations are about, and whether
        # they are known by now, set by the stages that decide about these.
        self.said: dict[str, Said] = {}
        self.counts = dict(counts)
        self.first_paragraph = first_paragraph  # the number in the work of its first paragraph
        self.records: list[AnyRecord] = []
        # Whom each of `notes.names` names (None: no entity), set by the cast stage.
        self.called: list[Called | None] = []
        # The entity of each of `notes.seen`, set by the coreference stage; None for "I" and "you"
        # in quotations, which wait until it is known who speaks.
        self.entities: list[str | None] = []
        # For pronouns and descriptions in narration, how much speaks for whom: entity -> a share.
        self.shares: dict[int, dict[str, float]] = {}
        # For "he" and "she" in quotations, who else may well be meant.
        self.second: dict[int, str] = {}
        # For those that wait, what speaks for whom: entity -> a logit.
        self.waiting: dict[int, dict[str, float]] = {}
        # Who speaks each of `notes.quotations` and to whom, set by the speakers stage.
        self.spoken: dict[int, tuple[str | None, tuple[str, ...]]] = {}
        self.sure: dict[int, float] = {}  # how sure that is
        # What is played where, in order, set by the staging stage.
        self.played: list[Part] = []
        # The entity of each of `notes.seen` for good, set by the mentions stage.
        self.meant: dict[int, str] = {}
        # Who the groups met so far are made of, set by the mentions stage.
        self.members: dict[str, tuple[str, ...]] = {}
        # The event that each word tells of (its number in the passage), set by the events stage.
        self.events: dict[int, Event] = {}
        # The record that each of `notes.quotations` became, set by the quotations stage.
        self.quotations: list[Quotation] = []
        # Thoughts that no mark sets off, and who thinks them, set by the thinking stage.
        self.thoughts: list[tuple[Span, str]] = []
        # Whose head the narration is in, set by the thinking stage.
        self.heads: Heads | None = None

    def new_id(self, letter: str) -> str:
        """The next id of a kind: counters run on in reading order."""
        n = self.counts.get(letter, 0) + 1
        self.counts[letter] = n
        return f"{letter}{n}"

    def emit(
        self,
        kind: type[R],
        letter: str,
        at: Span,
        by: str,
        /,
        *,
        known_at: int | None = None,
        **fields: Any,
    ) -> R:
        """Add a record about the words at `at` (relative to the passage) and return it."""
        record = kind(
            id=self.new_id(letter),
            at=self.passage.absolute(at),
            known_at=max(self._end, known_at or 0),
            by=by,
            **fields,
        )
        self.records.append(record)  # type: ignore[arg-type]
        return record

    def seen_at(self, at: Span) -> int | None:
        """The number of the mention that begins with some words or holds them, the shortest."""
        seen, (starts, longest) = self.notes.seen, self._seen
        over = [
            (seen[i].at.end - starts[i], i)
            for i in range(bisect_left(starts, at.start - longest), bisect_right(starts, at.start))
            if at.start < seen[i].at.end and (starts[i] == at.start or seen[i].at.end >= at.end)
        ]
        return min(over)[1] if over else None

    def mention_of(self, at: Span) -> int | None:
        """The number of the mention that some words are about: of those that overlap with them, the
        one whose length is nearest to theirs."""
        seen = self.notes.seen
        over = [n for n, s in enumerate(seen) if s.at.start < at.end and at.start < s.at.end]
        size = at.end - at.start
        return min(
            over,
            key=lambda n: (abs(seen[n].at.end - seen[n].at.start - size), seen[n].at.start),
            default=None,
        )

    @cached_property
    def fixed(self) -> dict[int, Fix]:
        """The mentions, by their numbers, of which readers say who they are or are not."""
        about = [f for f in self.fixes if f.role == "this" and f.correction.do in ("is", "split")]
        found = ((self.mention_of(fix.at), fix) for fix in about)
        return {number: fix for number, fix in found if number is not None}

    def mentions_in(self, at: Span) -> range:
        """The numbers of the mentions that begin in some words."""
        starts, _ = self._seen
        return range(bisect_left(starts, at.start), bisect_left(starts, at.end))

    def people_in(self, at: Span) -> Iterator[tuple[Span, str]]:
        """The persons spoken of in some words: where each mention begins to end, and its entity."""
        seen = self.notes.seen
        for n in self.mentions_in(at):
            if seen[n].type == "PER" and n in self.meant:
                yield seen[n].at, self.meant[n]

    @cached_property
    def _seen(self) -> tuple[list[int], int]:
        """Where the mentions seen begin, in order, and the length of the longest."""
        spans = [s.at for s in self.notes.seen]
        return [at.start for at in spans], max((at.end - at.start for at in spans), default=0)

    def pronoun(self, seen: Seen) -> int:
        """Which pronoun a mention is (a number of `profiles.PRONOUNS`), 0 for none."""
        return PRONOUNS.get(self.passage.text[seen.at.start : seen.at.end].lower(), 0)

    def is_one(self, number: int) -> bool:
        """Whether a mention stands for one person by its form: a name, "she", "the old man"."""
        seen = self.notes.seen[number]
        words = self.passage.text[seen.at.start : seen.at.end].lower()
        several = self.pronoun(seen) in PLURAL_PRONOUNS or " and " in words or " of " in words
        return not several and not words.startswith(("no ", "nobody", "some", "any", "every"))

    @cached_property
    def grammar(self) -> Grammar:
        """The passage's syntax, with the entities of its mentions once they are known."""
        from fabula.reading.language.grammar import (
            Grammar,  # not before it is asked for: numpy takes a while
        )

        return Grammar(self)

    @cached_property
    def binding(self) -> Binding:
        """What syntax says of who can be meant."""
        from fabula.reading.people.binding import Binding

        return Binding(self.grammar)

    @cached_property
    def quoted(self) -> bytearray:
        """For each character of the passage, 1 where it stands in a quotation, else 0."""
        found = bytearray(len(self.passage.text))
        for quotation in self.notes.quotations:
            at = quotation.at
            found[at.start : at.end] = b"\1" * (at.end - at.start)
        return found

    def parts_of(self, event: str) -> list[Participant]:
        """Who and what takes part in an event of this passage."""
        return [r for r in self.records if isinstance(r, Participant) and r.event == event]

    def entity_at(self, at: Span) -> str | None:
        """The entity of the mention at some words, where there is one."""
        seen = self.seen_at(at)
        return None if seen is None else self.entities[seen]

    def paragraph_of(self, position: int) -> int:
        """The number, in the passage, of the paragraph that holds a place."""
        for i, paragraph in enumerate(self.passage.paragraphs):
            if position < paragraph.end:
                return i
        return len(self.passage.paragraphs) - 1

    def named(self) -> list[list[tuple[Name, Called]]]:
        """For each paragraph, the names in it that stand for an entity, in order, once the cast
        stage has told which."""
        found: list[list[tuple[Name, Called]]] = [[] for _ in self.passage.paragraphs]
        p = 0
        for name, called in zip(self.notes.names, self.called, strict=True):
            while name.at.start >= self.passage.paragraphs[p].end:
                p += 1
            if called:
                found[p].append((name, called))
        return found
