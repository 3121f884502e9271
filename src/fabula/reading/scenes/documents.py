"""What is written in a story: letters, messages, chats, telegrams, diaries, by their marks and by
their heads."""

from __future__ import annotations

from fabula.reading.page import Page
from fabula.reading.scenes.clues import GREETING, LETTER
from fabula.reading.scenes.papers import (
    MARKS,
    READ_OUT,
    is_capital,
    is_entry,
    is_item,
    is_label,
    is_own,
    is_paper,
    is_signature,
    is_to_another,
)

_QUOTES = "\"“”„«»‘’'"
SLANTED = 0.85  # the share of a paragraph in italics
WRITTEN = 0.6  # the share of a paragraph from which it is a document
NOTE = 60  # code points from which what is written alone is a document
_ENDS = ",:—–-"


def is_written(page: Page, number: int) -> bool:
    """Whether a paragraph is a letter's, a message's or a chat's."""
    return share(page, number, "writing") >= WRITTEN or is_turn(page, number)


def is_turn(page: Page, number: int) -> bool:
    """Whether a paragraph is a turn of a chat: a label, and words written to its end."""
    paragraph = page.passage.paragraphs[number]
    return any(
        q.paragraph == number
        and q.mode == "writing"
        and q.at.start > paragraph.start + 1
        and ":" in page.passage.text[paragraph.start : q.at.start]
        and q.at.end >= paragraph.end - 1
        for q in page.notes.quotations
    )


def is_document(page: Page, number: int) -> bool:
    """Whether a document may begin with a paragraph: with a letter's own head, or written, and no
    short note that stands alone."""
    if is_a_letter(page, number) or is_a_paper(page, number) or _is_greeting(page, number):
        return True
    if not is_written(page, number):
        return False
    paragraphs = page.passage.paragraphs
    goes_on = number + 1 < len(paragraphs) and is_written(page, number + 1)
    return goes_on or (
        not is_turn(page, number) and paragraphs[number].end - paragraphs[number].start >= NOTE
    )


def is_a_paper(page: Page, number: int) -> bool:
    """Whether a paragraph in which nobody speaks is a paper by its look."""
    words = _unspoken(page, number)
    if words is None:
        return False
    after = _unspoken(page, number + 1) or ""
    lines = any(alike(words) and alike(after) for alike in (is_label, is_item, is_capital))
    diary = is_entry(words) and is_entry(after) and is_own(words + after)
    signed = is_to_another(words) and is_signature(after)
    return lines or diary or signed or is_paper(words)


def goes_on(page: Page, number: int) -> bool:
    """Whether a document goes on with a paragraph by what that looks like."""
    words = _unspoken(page, number)
    if words is None:
        return is_written(page, number) or _is_read_on(page, number)
    alike = (is_paper, is_entry, is_label, is_item, is_capital, is_signature)
    return is_written(page, number) or is_italic(page, number) or any(f(words) for f in alike)


def is_italic(page: Page, number: int) -> bool:
    """Whether a paragraph stands in italics as a whole."""
    paragraph = page.passage.paragraphs[number]
    slanted = sum(at.end - at.start for at in paragraph.italics)
    return slanted >= SLANTED * (paragraph.end - paragraph.start)


def _unspoken(page: Page, number: int) -> str | None:
    """The words of a paragraph in which nobody speaks; None where there is no such paragraph."""
    if number >= len(page.passage.paragraphs):
        return None
    paragraph = page.passage.paragraphs[number]
    if paragraph.kind != "prose" or any(page.quoted[paragraph.start : paragraph.end]):
        return None
    return page.passage.text[paragraph.start : paragraph.end]


def _is_greeting(page: Page, number: int) -> bool:
    """Whether a paragraph is a letter's greeting that stands alone before it, in the quotation
    marks of a letter that is read out too."""
    words = words_of(page, number).strip(MARKS)
    read_out = words[:1] in _QUOTES
    if GREETING.fullmatch(words.lstrip(_QUOTES)) is None or words[-1:] not in _ENDS:
        return False
    after = words_of(page, number + 1).strip(MARKS)
    if read_out:
        return after[:1] in _QUOTES
    return not after or _unspoken(page, number + 1) is not None or is_written(page, number + 1)


def _is_read_on(page: Page, number: int) -> bool:
    """Whether what is read out in the paragraph before goes on: its quotation is not closed."""
    if number == 0:
        return False
    before, here = (words_of(page, k).strip(MARKS) for k in (number - 1, number))
    return before[:1] in _QUOTES and before[-1:] not in _QUOTES and here[:1] in _QUOTES


def words_of(page: Page, number: int) -> str:
    """The words of a paragraph, "" where the passage has none of that number."""
    if number >= len(page.passage.paragraphs):
        return ""
    paragraph = page.passage.paragraphs[number]
    return page.passage.text[paragraph.start : paragraph.end]


def is_a_letter(page: Page, number: int) -> bool:
    """Whether a letter or a report that no mark sets off begins with a paragraph, head and all."""
    paragraph = page.passage.paragraphs[number]
    words = page.passage.text[paragraph.start : paragraph.end].strip(MARKS)
    if len(words) < NOTE:
        return False
    if words[0] in _QUOTES:  # read out, whole
        return words[-1] in _QUOTES and READ_OUT.match(words[1:]) is not None
    silent = not any(page.quoted[paragraph.start : paragraph.end])
    return silent and LETTER.match(words) is not None


def share(page: Page, number: int, mode: str) -> float:
    """How much of a paragraph is quoted in a mode, in [0, 1]."""
    paragraph = page.passage.paragraphs[number]
    quoted = sum(
        q.at.end - q.at.start
        for q in page.notes.quotations
        if q.paragraph == number and q.mode == mode and q.parent is None
    )
    return quoted / max(1, paragraph.end - paragraph.start)
