"""How letters and other papers begin: a place and a date, a greeting, what it is, alone on short
lines."""

from __future__ import annotations

import re

from fabula.reading.lists import word_list
from fabula.reading.page import Page
from fabula.reading.scenes.clues import GREETING, HEADED
from fabula.reading.scenes.documents import NOTE, is_document, words_of
from fabula.reading.scenes.papers import (
    is_capital,
)
from fabula.story.records import Level
from fabula.story.text import Span

HEAD = 2  # short lines at most before a letter begins
_WRITES = re.compile(r"\b(?:I|my|me|we|our)\b")
_TO_YOU = re.compile(r"\b(?:you|your|yours)\b", re.IGNORECASE)


def is_headed(page: Page, number: int, before: Level | None) -> bool:
    """Whether a letter, a telegram or a diary's entry begins with a paragraph that no mark sets
    off: by its head; after a document, by a head whose greeting is in the next passage too."""
    for k in _heads(page, number):
        words = words_of(page, k).strip()
        if GREETING.fullmatch(words) or HEADED.match(words):
            return True
        if is_head(page, k) and is_capital(words) and _names_paper(words):
            return True
    last = next(reversed(_heads(page, number)))
    silent = not any(page.quoted[page.passage.paragraphs[number].start :])
    at_end = last + 1 == len(page.passage.paragraphs) and is_head(page, last)
    return before == "document" and silent and at_end


def _names_paper(words: str) -> bool:
    """Whether a line says what paper it stands over ("STATEMENT OF WILFRED TATE")."""
    return bool(word_list("papers") & {*words.lower().split()})


def is_letter(page: Page, number: int) -> bool:
    """Whether a document begins with a paragraph, or after short lines at its head (a place and a
    date, a greeting)."""
    return any(is_document(page, k) for k in _heads(page, number))


def _heads(page: Page, number: int) -> range:
    """A paragraph, and those after it up to the first that is no short line before a letter."""
    last = number
    while last < min(number + HEAD, len(page.passage.paragraphs) - 1) and is_head(page, last):
        last += 1
    return range(number, last + 1)


def is_head(page: Page, number: int) -> bool:
    """Whether a paragraph is a short line in which nobody does anything: a place and a date, a
    greeting."""
    paragraph, grammar = page.passage.paragraphs[number], page.grammar
    told = (grammar.words[i].xpos for i in grammar.words_in(Span(paragraph.start, paragraph.end)))
    return paragraph.end - paragraph.start < NOTE and not {"VBD", "VBZ", "VBP"} & set(told)


def is_still_written(page: Page, number: int) -> bool:
    """Whether a letter goes on with a paragraph though its ends are in other passages: nobody
    speaks in it, and somebody writes to somebody."""
    paragraph = page.passage.paragraphs[number]
    words = page.passage.text[paragraph.start : paragraph.end]
    quoted = any(page.quoted[paragraph.start : paragraph.end])
    return not quoted and _WRITES.search(words) is not None and _TO_YOU.search(words) is not None
