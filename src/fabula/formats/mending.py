"""A text with its mojibake mended, where that was asked for: what was garbled reads as it was
written, and every other character still leads to its place in the source.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate

from msgspec.structs import replace

from fabula.formats.blocks.breaks import is_break
from fabula.formats.mojibake import Mended, repair
from fabula.story.text import Block, Meta, Notice, Segment, Span, Text

FEWEST = 2  # garbled places that are worth a word: one may be something else
ASKED = "--mend, or mend=True"


def mended(text: Text) -> Text:
    """`text` with what is garbled mended, and a notice of it; what was mended has no segment."""
    found = repair(text.text)
    meta = _meta(text.meta)
    if not found:
        return replace(text, meta=meta)
    moves = _Moves(found)
    words = "".join(_pieces(text.text, found))
    return replace(
        text,
        text=words,
        # What was garbled may have stood for nothing that shows: then no block is left of it.
        blocks=tuple(m for b in text.blocks if (m := _block(b, moves, words)).start < m.end),
        segments=tuple(_around(text.segments, found, moves)),
        meta=meta,
        notices=(
            *(replace(n, at=n.at and moves.span(n.at)) for n in text.notices),
            _said(text.text, found, moves),
        ),
    )


def offer(text: str) -> tuple[Notice, ...]:
    """A notice of what is garbled in a text that is read as it stands."""
    found = repair(text)
    if len(found) < FEWEST:
        return ()
    message = (
        f"In {len(found):,} places characters look garbled ({_example(text, found[0])}): the file"
        f" was once saved in a wrong encoding. It is read as it stands; to read it mended: {ASKED}."
    )
    return (Notice("mojibake", message, Span(found[0].start, found[0].end)),)


def _said(text: str, found: Sequence[Mended], moves: _Moves) -> Notice:
    places = "one place" if len(found) == 1 else f"{len(found):,} places"
    message = f"Mended garbled characters in {places} ({_example(text, found[0])}), as asked."
    return Notice("mended", message, moves.span(Span(found[0].start, found[0].end)))


def _example(text: str, one: Mended) -> str:
    """A garbled word, before and after."""
    start = max(text.rfind(c, max(0, one.start - 20), one.start) for c in " \n\u00a0") + 1
    before = text[max(start, one.start - 20) : one.start]
    after = text[one.end : one.end + 20].split(maxsplit=1)
    rest = after[0] if after and not text[one.end : one.end + 1].isspace() else ""
    was = text[one.start : one.end].encode("unicode_escape", "ignore").decode()
    was = text[one.start : one.end] if text[one.start : one.end].isprintable() else was
    return f"“{before}{was}{rest}” for “{before}{one.words}{rest}”"


class _Moves:
    """Where places of the garbled text are in the mended one."""

    def __init__(self, found: Sequence[Mended]) -> None:
        self._found = found
        self._starts = [m.start for m in found]
        self._by = list(accumulate(len(m.words) - (m.end - m.start) for m in found))

    def place(self, place: int) -> int:
        """A place; one inside of what was garbled is now its end."""
        i = bisect_right(self._starts, place - 1) - 1
        return place if i < 0 else max(place, self._found[i].end) + self._by[i]

    def span(self, at: Span) -> Span:
        return Span(self.place(at.start), self.place(at.end))


def _pieces(text: str, found: Iterable[Mended]) -> Iterator[str]:
    place = 0
    for start, end, words in found:
        yield text[place:start]
        yield words
        place = end
    yield text[place:]


def _block(block: Block, moves: _Moves, words: str) -> Block:
    at = moves.span(Span(block.start, block.end))
    moved = replace(
        block,
        start=at.start,
        end=at.end,
        italics=_spans(block.italics, moves),
        holes=_spans(block.holes, moves),
    )
    if block.kind == "prose" and is_break(words[at.start : at.end]):
        return replace(moved, kind="break", why="break line, once mended", italics=(), holes=())
    return moved


def _spans(spans: Iterable[Span], moves: _Moves) -> tuple[Span, ...]:
    return tuple(at for at in map(moves.span, spans) if at.start < at.end)


def _around(
    segments: Iterable[Segment], found: Sequence[Mended], moves: _Moves
) -> Iterator[Segment]:
    """The segments without what was mended."""
    i = 0
    for segment in segments:
        start = segment.start
        while i and found[i - 1].end > start:
            i -= 1
        while i < len(found) and found[i].start < segment.end:
            if start < found[i].start:
                yield _part(segment, start, found[i].start, moves)
            start = max(start, found[i].end)
            i += 1
        if start < segment.end:
            yield _part(segment, start, segment.end, moves)


def _part(segment: Segment, start: int, end: int, moves: _Moves) -> Segment:
    first = moves.place(start)
    offset = segment.offset + start - segment.start
    return segment._replace(start=first, end=first + end - start, offset=offset)


def _meta(meta: Meta) -> Meta:
    def one(words: str) -> str:
        return "".join(_pieces(words, repair(words)))

    return replace(
        meta,
        title=meta.title and one(meta.title),
        authors=tuple(map(one, meta.authors)),
        tags={label: tuple(map(one, values)) for label, values in meta.tags.items()},
        series=tuple((one(name), part) for name, part in meta.series),
    )
