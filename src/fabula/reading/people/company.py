"""Who several people are, where the words around them tell: "Mara and Tom", "the two of them" when
two have just been told of, "we" when somebody says what they and their hearer do.
"""

from __future__ import annotations

from fabula.reading.language.grammar import Grammar
from fabula.reading.page import Page

_WE = ("we", "us", "ourselves")
_PAIR = ("the two of them", "both of them", "the pair of them", "they both", "the two of us")
_PAST = ("VBD", "VBN")


def members(
    page: Page, grammar: Grammar, verb: int, word: int, others: set[str]
) -> tuple[str, ...]:
    """Those whom a word stands for, where it stands for several that are known; none else. `others`
    take part in the same event."""
    entity, number = grammar.entity(word), grammar.mention(word)
    if entity is None or number is None:
        return ()
    if entity in page.members:
        return page.members[entity]
    seen = page.notes.seen[number]
    words = page.passage.text[seen.at.start : seen.at.end].lower()
    if words in _WE:
        return _talking(page, grammar, verb)
    return _told_last(page, number, others) if words in _PAIR else ()


def _talking(page: Page, grammar: Grammar, verb: int) -> tuple[str, ...]:
    """Speaker and hearer, where what "we" do is not past: what is past was done with others."""
    quotation = grammar.quotation(verb)
    if quotation is None or grammar.words[verb].xpos in _PAST:
        return ()
    speaker, addressees = page.spoken.get(quotation, (None, ()))
    return (speaker, *addressees) if speaker is not None and len(addressees) == 1 else ()


def _told_last(page: Page, number: int, others: set[str]) -> tuple[str, ...]:
    """The last two people told of before a mention, in its paragraph and the one before."""
    paragraph = page.paragraph_of(page.notes.seen[number].at.start)
    found: dict[str, None] = {}
    for i in range(number - 1, -1, -1):
        seen, entity = page.notes.seen[i], page.meant.get(i)
        if page.paragraph_of(seen.at.start) < paragraph - 1 or len(found) == 2:
            break
        one = seen.type == "PER" and entity is not None and page.is_one(i)
        if entity is not None and one and entity not in others:
            found[entity] = None
    return tuple(reversed(found)) if len(found) == 2 else ()
