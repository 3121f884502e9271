"""What the stages of resolve see of one passage, and where they put what they find."""

from __future__ import annotations

from typing import Any, NamedTuple, TypeVar

from fabula.story.annotations import Annotations, Name
from fabula.story.corrections import Correction
from fabula.story.passage import Passage
from fabula.story.records import AnyRecord, Mention, Quotation, Record
from fabula.story.text import Meta, Span

R = TypeVar("R", bound=Record)


class Fix(NamedTuple):
    """A correction's place in a passage: the correction, its number, which anchor this is ("this"
    or "that"), where it stands (relative to the passage), where it was made (in the work)."""

    number: int
    correction: Correction
    role: str
    at: Span
    made_at: int


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
        self.notes = notes
        self.meta = meta
        self.fixes = fixes
        self.counts = dict(counts)
        self.first_paragraph = first_paragraph  # the number in the work of its first paragraph
        self.records: list[AnyRecord] = []
        # The mention that each of `notes.names` became (None: no entity), set by the cast stage.
        self.mentions: list[Mention | None] = []
        # The record that each of `notes.quotations` became, set by the quotations stage.
        self.quotations: list[Quotation] = []

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
            known_at=max(self.passage.end, known_at or 0),
            by=by,
            **fields,
        )
        self.records.append(record)  # type: ignore[arg-type]
        return record

    def paragraph_of(self, position: int) -> int:
        """The number, in the passage, of the paragraph that holds a place."""
        for i, paragraph in enumerate(self.passage.paragraphs):
            if position < paragraph.end:
                return i
        return len(self.passage.paragraphs) - 1

    def named(self) -> list[list[tuple[Name, Mention]]]:
        """For each paragraph, the names in it that stand for an entity, in order, once the cast
        stage has told which."""
        found: list[list[tuple[Name, Mention]]] = [[] for _ in self.passage.paragraphs]
        p = 0
        for name, mention in zip(self.notes.names, self.mentions, strict=True):
            while name.at.start >= self.passage.paragraphs[p].end:
                p += 1
            if mention:
                found[p].append((name, mention))
        return found
