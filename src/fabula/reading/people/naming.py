"""Whose name is told beside what they were described as: "Her name was Pat", "The husband was
Conrad Bell", "the old woman, Marfa Ivanovna, widow of a deacon"."""

from __future__ import annotations

import re

from fabula.reading.page import Page
from fabula.story.annotations import Seen
from fabula.story.text import Span

REACH = 60  # code points before a name in which it is said whose it is
_NAMING = re.compile(
    r"(?:(?P<whose>\b(?:his|her))|(?P<noun>[^\W\d_]{2,})['’]s?) "
    r"(?:own |real |full |first |Christian )?name(?:['’]s| is| was| had been)\s$",
    re.IGNORECASE,
)
_IS = (" is ", " was ", "’s ", "'s ")
_BESIDE = ", "
_OF_ONE = frozenset(["a", "an", "the", "this", "that", "his", "her", "my", "your", "our", "their"])
_LIST = re.compile(r",(?: [^,.;]{1,40},){0,3} ?(?:and|or) (?:an?|the|h(?:is|er)|[A-Z])")


def told_beside(page: Page, seen: Seen) -> int | None:
    """The mention before a name (`seen`) of whoever is said to be called so, by its number."""
    text = page.passage.text
    found = _NAMING.search(text, max(0, seen.at.start - REACH), seen.at.start)
    if found is not None:
        return page.seen_at(Span(*found.span("whose" if found["whose"] else "noun")))
    for between in (*_IS, _BESIDE):
        end = seen.at.start - len(between)
        if text[end : seen.at.start] == between:
            return _described(page, seen, end, between)
    return None


def _described(page: Page, seen: Seen, end: int, between: str) -> int | None:
    """The description that ends there and means who is named."""
    for n, other in enumerate(page.notes.seen):
        if other.at.end != end or other.kind != "NOM" or other.type != "PER":
            continue
        if other.quotation != seen.quotation:
            continue
        if _goes_on(page, other, seen) if between == _BESIDE else _is(page, n, seen):
            return n
    return None


def _is(page: Page, number: int, seen: Seen) -> bool:
    """Whether grammar takes the name for what a description's bearer is."""
    grammar = page.grammar
    mine = page.seen_at(seen.at)
    subject = grammar.head_of(number)
    name = grammar.head_of(mine) if mine is not None else None
    if subject is None or name is None:
        return False
    return grammar.words[subject].deprel == "nsubj" and grammar.words[subject].head == name


def _goes_on(page: Page, other: Seen, seen: Seen) -> bool:
    """Whether a name after a description and a comma says who that is: in narration, not in a list.
    (Parsers tell the two apart badly.)"""
    text = page.passage.text
    first = text[other.at.start : other.at.end].split(maxsplit=1)[0].lower()
    after = text[seen.at.end : seen.at.end + 100]
    shown = seen.quotation is None and first in _OF_ONE
    return shown and after[:1] in ",.;:)—" and not _LIST.match(after)


def told_of(page: Page, number: int) -> int | None:
    """The mention of whoever a description says something of: "he" in "He was a good boy"."""
    grammar = page.grammar
    seen = page.notes.seen[number]
    head = grammar.head_of(number)
    if head is None or seen.kind != "NOM" or grammar.child(head, "cop") is None:
        return None
    if grammar.is_negated(head):
        return None
    subject = grammar.subject(head)
    mention = grammar.mention(subject) if subject is not None else None
    if mention is None or mention >= number or page.notes.seen[mention].quotation != seen.quotation:
        return None
    return mention if page.notes.seen[mention].type == "PER" == seen.type else None
