"""Letters and mails that stand in the text as paragraphs of their own, without marks.

A letter runs from its greeting to its signature (`Dear Maud,` ... `Yours, Ines`). One that does not
fit into a passage is told by either, if what stands between it and the passage's end or start is
written to somebody; else it is not told from narration. A quoted mail has `>` before every line.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from fabula.reading.speech.quotation_labels import lines
from fabula.story.passage import Passage
from fabula.story.text import Span

_HEAD_LINES = 4  # in the greeting's paragraph: place and date may stand before it
_NAME = r"[A-Z][\w.'’-]*(?:\s(?:[A-Z][\w.'’-]*|of|the|and|de|van|von)){0,3}"
_GREETING = re.compile(
    r"[ \t_*]*(?:(?:My|Our)\s(?:own\s)?)?(?:(?P<dear>[Dd]ear(?:est)?)|[Dd]arling|[Bb]eloved|Hi"
    rf"|Hello|Hey|To)\s(?:[a-z]+\s){{0,2}}(?:(?P<name>{_NAME})|[a-z]+)"
    r"(?:[,:!]|[ \t]*[—–-]+)(?P<rest>[^\n]*)"
)
_CLOSING = re.compile(
    r"[ \t_*]*(?P<close>(?:(?:[Ww]ith\s|[Mm]uch\s|[Aa]ll\s(?:my|our)\s|[Ii]n\s|[Ff]rom\s)?"
    r"(?:[Ll]ove|[Aa]ffection|[Hh]aste|[Hh]ope|[Gg]ratitude|[Rr]espect|[Rr]egards)\b"
    r"|(?:[Ee]ver\s|[Aa]lways\s|I\sremain,?\s|[Vv]ery\s)?[Yy]ours?\b|[Ee]ver,|[Aa]lways,|[Ff]orever,"
    r"|[Ss]incerely|[Ff]aithfully|[Rr]espectfully|[Aa]ffectionately|[Cc]ordially|[Ww]armly|[Cc]heers"
    r"|(?:[Ww]arm|[Kk]ind|[Bb]est)(?:est)?\s(?:wishes|regards)|[Bb]est,|[Hh]ugs\b|[Tt]ake\scare"
    r"|(?:[Mm]any\s)?[Tt]hanks|[Uu]ntil\s\w+)[^.!?:;\n]{0,60}?)(?P<gap>[,.!—–-]*[\s_*]+[—–-]*\s?)"
    rf"(?P<name>{_NAME})[.!]?[ \t_*]*\Z"
)
_ALONE = re.compile(rf"[ \t_*]*(?P<close>[—–]|--?)\s?(?P<name>{_NAME})[.!]?[ \t_*]*\Z")
_AFTERWORD = re.compile(r"[ \t_*]*P\.?\s?S\b")
_SHORT = 60  # code points of a paragraph that is a signature
_LONGEST = 60  # paragraphs of a letter in one passage
_YOU = re.compile(r"\b[Yy]ou(?:rs?|rself)?\b")
_I = re.compile(r"\b(?:I|me|my|mine|we|us|our)\b")
_RARE = 25  # words of a letter in which it says "I" or "you" at least once
_QUOTED_LINE = re.compile(r"[ \t]*>")


class Letter(NamedTuple):
    """A letter in a passage: where it begins and ends, the numbers of its first and last paragraph,
    where its closing words and its writer's name stand (None where they are not seen)."""

    at: Span
    first: int
    last: int
    closing: Span | None
    name: Span | None


@lru_cache(maxsize=64)
def letters(passage: Passage) -> tuple[Letter, ...]:
    """The letters and quoted mails of a passage, in order."""
    return tuple(_letters(passage))


def _letters(passage: Passage) -> Iterator[Letter]:
    number = 0
    while number < len(passage.paragraphs):
        found = _letter(passage, number) or _mail(passage, number)
        if not found and number == 0 and not passage.opens_chapter:
            found = _rest(passage)
        if found:
            yield found
        number = found.last + 1 if found else number + 1


def _letter(passage: Passage, number: int) -> Letter | None:
    """The letter whose greeting stands in a paragraph."""
    greeting = _greeting(passage, number)
    if greeting is None:
        return None
    for last in range(number, min(len(passage.paragraphs), number + _LONGEST)):
        paragraph = passage.paragraphs[last]
        if paragraph.kind != "prose" or (last > number and _greeting(passage, last) is not None):
            return None
        if found := _signed(passage, number, last, greeting):
            return _made(passage, greeting, number, last, found)
    last = len(passage.paragraphs) - 1
    if last > number and _is_to_somebody(passage, passage.paragraphs[number + 1].start, None):
        return Letter(Span(greeting, passage.paragraphs[last].end), number, last, None, None)
    return None


def _made(passage: Passage, start: int, first: int, last: int, found: re.Match[str]) -> Letter:
    """The letter that begins at `start` and is signed, with what it adds after that."""
    while last + 1 < len(passage.paragraphs) and _adds(passage, last + 1):
        last += 1
    at = Span(start, passage.paragraphs[last].end)
    return Letter(at, first, last, Span(*found.span("close")), _signature(found))


def _rest(passage: Passage) -> Letter | None:
    """The rest of a letter that began before the passage."""
    for last in range(1, min(len(passage.paragraphs), _LONGEST)):
        if passage.paragraphs[last].kind != "prose" or _greeting(passage, last) is not None:
            return None
        if found := _signed(passage, 0, last, -1):
            if not _is_to_somebody(passage, 0, found.start()):
                return None
            return _made(passage, passage.paragraphs[0].start, 0, last, found)
    return None


def _is_to_somebody(passage: Passage, start: int, end: int | None) -> bool:
    """Whether words are written to somebody: of an "I" and a "you", and nobody speaks in them."""
    words = passage.text[start:end]
    if '"' in words or "“" in words:
        return False
    you, me = len(_YOU.findall(words)), len(_I.findall(words))
    return min(you, me) > 1 and (you + me) * _RARE > len(words.split())


def _greeting(passage: Passage, number: int) -> int | None:
    """Where in a paragraph a letter's greeting begins: on a line of its own, or the first."""
    paragraph = passage.paragraphs[number]
    if paragraph.kind != "prose":
        return None
    for i, line in enumerate(lines(passage.text, paragraph.start, paragraph.end)):
        found = _GREETING.match(passage.text, *line)
        if found and (not found["rest"].strip() or (i == 0 and found["dear"] and found["name"])):
            return line.start
        if i + 1 == _HEAD_LINES:
            return None
    return None


def _signed(passage: Passage, first: int, number: int, greeting: int) -> re.Match[str] | None:
    """The closing words and the signature that end a paragraph; the signature may be the whole of
    it, and the closing words the paragraph before."""
    paragraph = passage.paragraphs[number]
    last = _last_line(passage, number, paragraph.end)
    starts = [_last_line(passage, number, last - 1), last]
    if number > first and paragraph.end - paragraph.start <= _SHORT:
        starts.insert(0, _last_line(passage, number - 1, passage.paragraphs[number - 1].end))
    for start in starts:
        if start > greeting and (found := _closing(passage.text, start, paragraph.end)):
            return found
    return None


def _signature(found: re.Match[str]) -> Span:
    """The writer's name, without the stop after it where it is no initial's."""
    start, end = found.span("name")
    return Span(start, end - (found["name"][-1] == "." and found["name"][-3:-2].isalpha()))


def _closing(text: str, start: int, end: int) -> re.Match[str] | None:
    found = _CLOSING.match(text, start, end)
    return found or _ALONE.match(text, start, end)


def _last_line(passage: Passage, number: int, end: int) -> int:
    """Where the last line of a paragraph that begins before `end` begins."""
    start = passage.paragraphs[number].start
    return max(start, passage.text.rfind("\n", start, max(start, end)) + 1)


def _adds(passage: Passage, number: int) -> bool:
    """Whether a paragraph is what a letter adds after its signature."""
    paragraph = passage.paragraphs[number]
    return _AFTERWORD.match(passage.text, paragraph.start, paragraph.end) is not None


def _mail(passage: Passage, number: int) -> Letter | None:
    """The quoted mail that begins with a paragraph."""
    last = number
    while last < len(passage.paragraphs) and _is_quoted(passage, last):
        last += 1
    if last == number:
        return None
    start, end = passage.paragraphs[number].start, passage.paragraphs[last - 1].end
    return Letter(Span(start, end), number, last - 1, None, None)


def _is_quoted(passage: Passage, number: int) -> bool:
    paragraph = passage.paragraphs[number]
    if not _QUOTED_LINE.match(passage.text, paragraph.start):
        return False
    found = lines(passage.text, paragraph.start, paragraph.end)
    return all(_QUOTED_LINE.match(passage.text, *line) for line in found)
