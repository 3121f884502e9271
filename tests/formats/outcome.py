"""What has to hold for any file at all: it is read in order and whole, or refused in one sentence;
in time; and nothing around it is touched."""

from __future__ import annotations

import time

from guard import untouched
from msgspec.structs import replace

from fabula.errors import FabulaError
from fabula.formats import read_bytes
from fabula.formats.encoding import decode
from fabula.formats.language import with_languages
from fabula.formats.plain import reader as plain
from fabula.formats.plain.lines import INVISIBLE
from fabula.formats.report import report
from fabula.story.text import Text

SECONDS = 2.0  # of a processor, for each 100 kB begun
PER = 100_000  # bytes
DECODED = ("text", "markdown")  # what a place in the source is a place in the decoded file of


def outcome(data: bytes, path: str) -> Text | None:
    """What a file is read as; None for one that is refused. Asserts all that has to hold."""
    began = time.process_time()
    try:
        with untouched():
            text, refusal = read_bytes(data, path), ""
    except FabulaError as error:
        text, refusal = None, str(error)
    took, allowed = time.process_time() - began, SECONDS * (1 + len(data) // PER)
    assert took < allowed, f"{took:.1f} s for {len(data):,} bytes"
    if text is None:
        assert refusal.startswith(path), f"names no file: {refusal}"
        assert len(refusal.splitlines()) == 1, f"more than a line: {refusal}"
    else:
        whole(text)
        if text.sources[0].format in DECODED:
            same_characters(text, decode(data, path).text)
        if text.sources[0].format == "text":
            cut_reads_alike(text)
        if any(notice.code == "mojibake" for notice in text.notices):
            mended_is_whole(data, path)
    return text


def whole(text: Text) -> None:
    """Blocks are in order and apart and hold every word; places are in order and inside."""
    end = 0
    for block in text.blocks:
        assert end <= block.start < block.end <= len(text.text), f"out of order: {block}"
        assert _is_blank(text.text[end : block.start]), f"words before {block}"
        for span in (*block.italics, *block.holes):
            assert block.start <= span.start < span.end <= block.end, f"outside: {block}"
        end = block.end
    assert _is_blank(text.text[end:]), "words after all blocks"
    last = 0
    for segment in text.segments:
        assert last <= segment.start < segment.end <= len(text.text), f"out of order: {segment}"
        assert segment.offset >= 0, f"before its source: {segment}"
        last = segment.end
    assert len(report(text)) >= len(text.blocks)
    text.text.encode()  # half a character pair could not be written down


def same_characters(text: Text, decoded: str) -> None:
    """Every place leads to the same characters of the decoded file."""
    for s in text.segments:
        here = text.text[s.start : s.end]
        there = decoded[s.offset : s.offset + len(here)]
        assert here == there, f"{here[:40]!r} is {there[:40]!r} in the source ({s})"


def mended_is_whole(data: bytes, path: str) -> None:
    """What looks garbled can be mended, and all else keeps its places."""
    text = read_bytes(data, path, mend=True)
    whole(text)
    if text.sources[0].format in DECODED:
        same_characters(text, decode(data, path).text)


def cut_reads_alike(text: Text) -> None:
    """A plain text cut at a block's end, here the middle one's, has the same blocks up to there,
    with what it says of itself (its language) taken as known."""
    before = text.blocks[: len(text.blocks) // 2]
    if before:
        cut = replace(plain.parse(text.text[: before[-1].end]), meta=text.meta)
        again = with_languages(cut).blocks
        assert again == before, f"cut at {before[-1].end} it reads otherwise: {again[-1]}"


def _is_blank(words: str) -> bool:
    return all(c.isspace() or c in INVISIBLE for c in words)
