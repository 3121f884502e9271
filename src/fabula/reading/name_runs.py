"""Runs of capitalised words in a passage, and the names that can be carved out of them."""

from __future__ import annotations

from typing import NamedTuple

from fabula.reading.name_lists import NOT_NAMES, PARTICLES
from fabula.reading.name_words import (
    CAPITALISED,
    COMMON_WORD,
    FORM_OF_ADDRESS,
    GIVEN_NAME,
    INITIAL,
    NOT_NAME,
    ODD,
    SHOUTED,
    Look,
    look,
)
from fabula.story.passage import Passage

_MARKS = "\"“”„‘’'«»‹›「」『』([—–-…"  # what a sentence or a stretch of speech may begin after
_EMPHASIS = "_*"
_STOPS = ".!?…:;\"”’»」』)]—–"
_QUOTES = {' "': '" ', " “": "” ", " '": "' ", " ‘": "’ ", " (": ") "}
_ADJECTIVES = frozenset("Old Young Poor Little Dear Dearest Big Good Sweet Beloved Late".split())
_AUXILIARIES = frozenset("Will May Can Might Must Should Shall Did Does Do Is Was Has Had".split())
_DIVINE = frozenset("Lord Lady Saint St. Father Mother Sister Brother King Queen Master".split())
_AFTER_SUFFIX = frozenset(("Sensei", "Senpai", "Sempai", "Sama", "San", "Chan", "Kun"))
_MOST_WORDS = 6


class Word(NamedTuple):
    """A capitalised word in its place: `end` is without a possessive; `opens` if it may owe its
    capital to where it stands (the start of a sentence or of speech)."""

    start: int
    end: int
    look: Look
    opens: bool


class Candidate(NamedTuple):
    """Words that may be a name: with a title before, an honorific after."""

    start: int
    end: int
    words: tuple[str, ...]
    title: str
    suffix: str
    opens: bool
    possessive: bool
    looks: tuple[Look, ...]


def candidates(passage: Passage) -> list[Candidate]:
    """All that may be names in a passage, in order."""
    found = []
    for run in _runs(passage.text, _words(passage)):
        candidate = _carve(run)
        if candidate is not None:
            found.append(candidate)
    return found


def _words(passage: Passage) -> list[Word]:
    text = passage.text
    starts = {paragraph.start for paragraph in passage.paragraphs}
    out: list[Word] = []
    shut = [p for p in passage.paragraphs if p.kind != "prose"]
    holes = [hole for p in passage.paragraphs for hole in p.holes] + [(p.start, p.end) for p in shut]
    for match in CAPITALISED.finditer(text):
        start = match.start()
        if holes and any(a <= start < b for a, b in holes):
            continue
        seen = look(match.group())
        out.append(Word(start, start + seen.length, seen, start in starts or _opens(text, start)))
    return out


def _opens(text: str, start: int) -> bool:
    """Whether a sentence or a stretch of speech may begin at `start`."""
    i = start - 1
    while i >= 0 and text[i] in _EMPHASIS:
        i -= 1
    if i < 0 or text[i] in _MARKS:
        return True
    while i >= 0 and text[i].isspace():
        i -= 1
    while i >= 0 and text[i] in _EMPHASIS:
        i -= 1
    return i < 0 or text[i] in _STOPS


def _runs(text: str, words: list[Word]) -> list[list[Word]]:
    """Words that stand together, as far as blanks, initials' stops, particles and a nickname in
    quotation marks allow."""
    runs: list[list[Word]] = []
    for i, word in enumerate(words):
        if runs and _joined(text, words, i):
            runs[-1].append(word)
        else:
            runs.append([word])
    return runs


def _joined(text: str, words: list[Word], i: int) -> bool:
    before, word = words[i - 1], words[i]
    if word.start - before.end > 12 or before.look.possessive:
        return False
    gap = text[before.end : word.start]
    if gap in (" ", "\n"):
        return True
    if gap in (". ", ".\n", ".") and (before.look.title or before.look.kinds & INITIAL):
        return before.look.word != "I"
    opening = gap.replace("\n", " ")
    if opening in _QUOTES and i + 1 < len(words):
        after = text[word.end : words[i + 1].start].replace("\n", " ")
        return after == _QUOTES[opening] and bool(before.look.kinds & GIVEN_NAME)
    if i > 1 and opening in _QUOTES.values():
        earlier = text[words[i - 2].end : before.start].replace("\n", " ")
        return _QUOTES.get(earlier) == opening and bool(words[i - 2].look.kinds & GIVEN_NAME)
    small = opening.split()
    return (
        opening[:1] == " "
        and 0 < len(small) < 3
        and all(p in PARTICLES for p in small)
        and not (before.opens and before.look.kinds & COMMON_WORD)
        and not word.look.kinds & (NOT_NAME | COMMON_WORD)
    )


def _carve(run: list[Word]) -> Candidate | None:
    """The name in a run: what does not belong to it is cut off both ends."""
    i, n = 0, len(run)
    while i < n and _leads(run, i):
        i += 1
    opens = i < n and run[i].opens
    first = i
    title = ""
    while i < n - 1 and run[i].look.title and not _bears(run[i], run[i + 1]):
        title = title or run[i].look.title
        i += 1
    suffix = ""
    while n > i and _trails(run, n - 1, i, title):
        if run[n - 1].look.word in _AFTER_SUFFIX and n - 1 > i:
            suffix = run[n - 1].look.word.lower()
            n -= 1
            break
        n -= 1
    body = run[i:n]
    if not body or len(body) > _MOST_WORDS or any(w.look.kinds & ODD for w in body):
        return None
    last = body[-1]
    return Candidate(
        start=run[first].start,
        end=run[n].end if suffix and n < len(run) else last.end,
        words=_spelt(body),
        title=title,
        suffix=last.look.suffix or suffix,
        opens=opens,
        possessive=last.look.possessive,
        looks=tuple(w.look for w in body),
    )


def _leads(run: list[Word], i: int) -> bool:
    """Whether word `i`, the first one left, does not belong to a name."""
    word = run[i]
    kinds = word.look.kinds
    if i + 1 == len(run):
        return bool(kinds & (NOT_NAME | ODD)) or _addresses(word.look)
    if word.look.title:
        return False
    if kinds & (NOT_NAME | ODD) or (kinds & FORM_OF_ADDRESS and not kinds & GIVEN_NAME):
        return True
    if word.look.word in _ADJECTIVES:
        return True
    if not word.opens or not kinds & COMMON_WORD:
        return False
    return not kinds & GIVEN_NAME or word.look.word in _AUXILIARIES


def _addresses(seen: Look) -> bool:
    """Whether a word alone is a title or a form of address ("Captain", "Onii-chan")."""
    if seen.suffix and not seen.kinds & FORM_OF_ADDRESS:
        return False
    return bool(seen.title) or (
        bool(seen.kinds & FORM_OF_ADDRESS) and not seen.kinds & GIVEN_NAME
    )


def _bears(word: Word, following: Word) -> bool:
    """Whether a word that could be a title is a given name here ("Major" is never; "Basil" is)."""
    kinds = word.look.kinds
    return bool(kinds & GIVEN_NAME) and not following.look.kinds & GIVEN_NAME


def _trails(run: list[Word], last: int, first: int, title: str) -> bool:
    """Whether the last word left does not belong to the name."""
    seen = run[last].look
    if seen.kinds & ODD:
        return True
    if last > first:
        given = run[first].look.kinds & GIVEN_NAME and not seen.word.isupper()
        return seen.word in _AFTER_SUFFIX or bool(
            seen.kinds & (NOT_NAME | FORM_OF_ADDRESS) and not seen.kinds & GIVEN_NAME and not given
        )
    if seen.kinds & NOT_NAME or seen.word in NOT_NAMES:
        return not title or title in _DIVINE
    if title:
        return bool(seen.title) and not seen.kinds & GIVEN_NAME
    return _addresses(seen)


def _spelt(body: list[Word]) -> tuple[str, ...]:
    """The words' clean forms: initials with their stop; shouted ones small again."""
    return tuple(
        f"{w.look.word}."
        if w.look.kinds & INITIAL
        else w.look.word.capitalize()
        if w.look.kinds & SHOUTED and w.look.word.isupper() and len(body) > 1
        else w.look.word
        for w in body
    )
