"""Blocks on their way from a structured file to a `Text`: their words, and where each stands."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from msgspec.structs import replace

from fabula.formats.blocks import headings
from fabula.formats.blocks.breaks import is_break
from fabula.formats.blocks.bylines import byline
from fabula.formats.blocks.judge import Judge, Kind, Verdict
from fabula.formats.blocks.notes import is_note_heading
from fabula.formats.blocks.parts import parted, parts
from fabula.formats.budget import timed
from fabula.story.text import Block, ParatextKind, Segment, Span, Text

HR = "* * *"  # what stands for a rule without characters of its own; no segment holds it

NOTE_CHARACTERS = 5_200  # of a note under a heading; the archive allows 5,000


class Mark(NamedTuple):
    """What a file's structure says of a stretch: a kind, or None for story, which its words judge.
    `opens`: a chapter begins with its first block. `headings`: its words may be headings that the
    structure says nothing of."""

    kind: Kind | None
    why: str
    opens: bool = False
    headings: bool = True


STORY = Mark(None, "story")


class Place(NamedTuple):
    """Characters `start` to `end` of a draft stand in `member`'s block number `block` from `offset`
    on; `block` None: in the decoded file itself."""

    start: int
    end: int
    member: str | None
    block: int | None
    offset: int


class Draft(NamedTuple):
    """One block. `blanks`: 0 where only a line break stands before it, 1 for a paragraph break,
    more for empty paragraphs. `italics` are relative to its text, and so are `holes`: what the
    file's structure says is no story (the mark of a footnote, hidden text)."""

    text: str
    mark: Mark
    blanks: int = 1
    italics: tuple[Span, ...] = ()
    places: tuple[Place, ...] = ()
    holes: tuple[Span, ...] = ()


def assemble(drafts: Iterable[Draft], file: int) -> Text:
    """The text of the drafts, one after the other, with every block judged."""
    judge = _Assembly()
    pieces: list[str] = []
    blocks: list[Block] = []
    segments: list[Segment] = []
    end = 0
    for draft in timed(drafts):
        if blocks:
            pieces.append("\n" if draft.blanks == 0 else "\n\n")
            end += len(pieces[-1])
        start, end = end, end + len(draft.text)
        pieces.append(draft.text)
        segments += (
            Segment(start + p.start, start + p.end, file, p.member, p.block, p.offset)
            for p in draft.places
        )
        first, *others = parts(draft.text, 0, len(draft.text))
        verdict = judge.verdict(draft)
        if verdict.kind == "byline" and blocks and blocks[-1].kind == "prose":
            blocks[-1] = judge.titled(blocks[-1])
        blocks.append(_block(draft, start, first, verdict))
        if others:
            judge.long.append(len(draft.text))
            verdict = verdict._replace(gap=False, opens_chapter=False)
            blocks += (_block(draft, start, part, verdict) for part in others)
    return Text("".join(pieces), tuple(blocks), tuple(segments), notices=parted(judge.long))


class _Assembly:
    """Says what each draft is: by its mark, its words, and what stood before."""

    def __init__(self) -> None:
        self.long: list[int] = []  # the lengths of blocks that were read in parts
        self._judge = Judge(usual_blanks=1)
        self._told = False  # some story has been seen
        self._titled = False  # the block before is a title, or has the form of one
        self._note = 0  # characters that may still belong to a note with a heading of its own

    def verdict(self, draft: Draft) -> Verdict:
        """The verdict on the next draft."""
        verdict = self._beside(draft) or self._verdict(draft)
        story = verdict.kind == "prose"
        titled = story and len(draft.text) < 60 and headings.is_title(draft.text)
        self._told = self._told or (story and not titled)
        plain = verdict.kind == "heading" and headings.heading(draft.text) is None
        self._titled = titled or plain or verdict.kind == "title"
        return verdict

    def titled(self, block: Block) -> Block:
        """A first block that was left to the story, now that a byline stands under it."""
        if block.opens_chapter:
            self._judge.new_chapter()
        why = "line above a byline"
        return replace(block, kind="title", why=why, gap=False, opens_chapter=False, italics=())

    def _beside(self, draft: Draft) -> Verdict | None:
        """The verdict on a byline under the title, and on notes under a heading that says so."""
        kind = draft.mark.kind
        if kind == "heading":
            self._note = NOTE_CHARACTERS if is_note_heading(draft.text) else 0
            if self._note:
                return self._aside("note", "a heading that says it is a note")
        if kind == "break":
            self._note = 0
        elif kind is None and self._note > 0:
            self._note -= len(draft.text)
            if self._note > 0 and not is_break(draft.text):
                return self._aside("note", "under the heading of a note")
            self._note = 0
        if kind is None and self._titled and not self._told and byline(draft.text):
            return self._aside("byline", "line that begins with “by”")
        return None

    def _aside(self, kind: ParatextKind, why: str) -> Verdict:
        self._judge.set_aside(kind)
        return Verdict(kind, why)

    def _verdict(self, draft: Draft) -> Verdict:
        mark, judge = draft.mark, self._judge
        if mark.kind is None:
            if mark.opens:
                judge.new_chapter()
            return judge.judge(draft.text, draft.blanks, mark.headings)
        if mark.kind == "break":
            return judge.judge(HR, draft.blanks)._replace(why=mark.why)
        judge.set_aside(mark.kind, mark.opens)
        return Verdict(mark.kind, mark.why, opens_chapter=mark.opens)


def _block(draft: Draft, offset: int, part: Span, verdict: Verdict) -> Block:
    def moved(spans: tuple[Span, ...]) -> tuple[Span, ...]:
        cut = (Span(max(s.start, part.start), min(s.end, part.end)) for s in spans)
        return tuple(Span(s.start + offset, s.end + offset) for s in cut if s.start < s.end)

    story = verdict.kind == "prose"
    return Block(
        part.start + offset,
        part.end + offset,
        verdict.kind,
        verdict.why,
        verdict.gap,
        verdict.opens_chapter,
        moved(draft.italics) if story else (),
        moved(_together(verdict.holes, draft.holes)) if story else (),
    )


def _together(some: tuple[Span, ...], others: tuple[Span, ...]) -> tuple[Span, ...]:
    """Holes found in two ways, in order; where two overlap they are one."""
    if not (some and others):
        return some or others
    joined: list[Span] = []
    for span in sorted((*some, *others)):
        if joined and span.start <= joined[-1].end:
            joined[-1] = Span(joined[-1].start, max(joined[-1].end, span.end))
        else:
            joined.append(span)
    return tuple(joined)
