"""The import report: every block of the source, whether it was kept as story or set aside, and
why. A value; whoever shows it prints it."""

from __future__ import annotations

from typing import NamedTuple

from fabula.story.text import Notice, Span, Text


class ReportRow(NamedTuple):
    """One block (or a note inside one). `start` and `end` count in the text; `place` says where it
    stands in its source ("story.epub: chapter1.xhtml, block 3")."""

    start: int
    end: int
    kept: bool
    kind: str
    why: str
    place: str
    words: str


SHOWN = 60  # characters of a block that a row shows


def report(text: Text) -> tuple[ReportRow, ...]:
    """The rows of `text`, in order: one for each block, one for each hole in a story block."""
    rows: list[ReportRow] = []
    for block in text.blocks:
        rows.append(_row(text, block.start, block.end, block.is_story, block.kind, block.why))
        rows += (
            _row(text, hole.start, hole.end, False, "note", "a note in brackets")
            for hole in block.holes
        )
    return tuple(rows)


def set_aside(text: Text) -> tuple[Notice, ...]:
    """What to say of words that the file holds and does not show to its readers."""
    hidden = [b for b in text.blocks if b.kind == "hidden"]
    if not hidden:
        return ()
    first = _row(text, hidden[0].start, hidden[0].end, False, "", "").words
    count = "One block" if len(hidden) == 1 else f"{len(hidden)} blocks"
    message = f"{count} that the page does not show set aside, first “{first}” (see the report)."
    return (Notice("hidden", message, Span(hidden[0].start, hidden[0].end)),)


def _row(text: Text, start: int, end: int, kept: bool, kind: str, why: str) -> ReportRow:
    words = " ".join(text.text[start : min(end, start + 4 * SHOWN)].split())
    shown = words if len(words) <= SHOWN else words[: SHOWN - 1] + "…"
    return ReportRow(start, end, kept, kind, why, _place(text, start), shown)


def _place(text: Text, start: int) -> str:
    found = text.source_place(start)
    if found is None:
        return ""
    segment, offset = found
    path = text.sources[segment.file].path if segment.file < len(text.sources) else ""
    where = [path] if path else []
    if segment.member:
        where.append(segment.member)
    where.append(f"character {offset}" if segment.block is None else f"block {segment.block}")
    return ", ".join(where)
