"""Blocks on their way from a structured file to a `Text`: their words, and where each stands."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from fabula.formats.judge import Judge, Kind, Verdict
from fabula.story.text import Block, Segment, Span, Text

HR = "* * *"  # what stands for a rule without characters of its own; no segment holds it


class Mark(NamedTuple):
    """What a file's structure says of a stretch: a kind, or None for story, which its words judge.
    `opens`: a chapter begins with its first block."""

    kind: Kind | None
    why: str
    opens: bool = False


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
    more for empty paragraphs. `italics` are relative to its text."""

    text: str
    mark: Mark
    blanks: int = 1
    italics: tuple[Span, ...] = ()
    places: tuple[Place, ...] = ()


def assemble(drafts: Iterable[Draft], file: int) -> Text:
    """The text of the drafts, one after the other, with every block judged."""
    judge = Judge(usual_blanks=1)
    pieces: list[str] = []
    blocks: list[Block] = []
    segments: list[Segment] = []
    end = 0
    for draft in drafts:
        if blocks:
            pieces.append("\n" if draft.blanks == 0 else "\n\n")
            end += len(pieces[-1])
        start, end = end, end + len(draft.text)
        pieces.append(draft.text)
        segments += (
            Segment(start + p.start, start + p.end, file, p.member, p.block, p.offset)
            for p in draft.places
        )
        blocks.append(_block(draft, start, end, _verdict(draft, judge)))
    return Text("".join(pieces), tuple(blocks), tuple(segments))


def _verdict(draft: Draft, judge: Judge) -> Verdict:
    kind, why, opens = draft.mark
    if kind is None:
        if opens:
            judge.new_chapter()
        return judge.judge(draft.text, draft.blanks)
    if kind == "break":
        verdict = judge.judge(HR, draft.blanks)
        return verdict._replace(why=why)
    judge.set_aside(kind, opens)
    return Verdict(kind, why, opens_chapter=opens)


def _block(draft: Draft, start: int, end: int, verdict: Verdict) -> Block:
    def moved(spans: tuple[Span, ...]) -> tuple[Span, ...]:
        return tuple(Span(s.start + start, s.end + start) for s in spans)

    story = verdict.kind == "prose"
    return Block(
        start,
        end,
        verdict.kind,
        verdict.why,
        verdict.gap,
        verdict.opens_chapter,
        moved(draft.italics) if story else (),
        moved(verdict.holes),
    )
