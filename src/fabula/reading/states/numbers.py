"""The numbers of a passage that may be ages, with the words that lead to them and follow them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from fabula.reading.language.grammar import Grammar
from fabula.reading.language.nearby import is_person
from fabula.reading.lists import set_of
from fabula.story.text import Span

_UNITS = "one|two|three|four|five|six|seven|eight|nine"
_TENS = "twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"
_TEENS = "ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen"
_NUMBER = re.compile(
    rf"\b(?:(?:{_UNITS})[-‐‑ ]and[-‐‑ ](?:{_TENS})|(?:{_TENS})(?:[-‐‑ ](?:{_UNITS})\b)?|{_TEENS}"
    rf"|(?:a|{_UNITS})[ -](?:hundred|thousand)(?: and [a-z-]+)?|{_UNITS}"
    rf"|(?<![\d.,:])\d{{1,3}}(?![\d.,:]\d))(?:-and-a-half| and a half)?\b",
    re.IGNORECASE,
)
_OLD = re.compile(
    r"[-‐‑ \n](?:years?|months?|weeks?|days?)(?:[-‐‑ \n]old\b|[ \n]of[ \n]age\b)", re.IGNORECASE
)
_VALUES = {
    word: value
    for words, first, step in ((_UNITS, 1, 1), (_TEENS, 10, 1), (_TENS, 20, 10))
    for value, word in zip(range(first, 200, step), words.split("|"), strict=False)
}
_ABOUT = set_of(
    "only just barely almost nearly about over past now still already not yet hardly scarcely"
    " pushing nearing approaching rising going on getting for close to near nearer well at least"
    " most some perhaps maybe possibly probably under around roughly exactly fully all of good"
    " upwards more less than gone but wrong side no by then what another say though"
)
_MEASURES = set_of(
    "of to past hundred thousand per per-cent % o'clock o’clock am pm a.m p.m a.m. p.m."
)
_NOT_AFTER = frozenset(("NOUN", "ADJ", "NUM", "SYM"))
_HOURS, _DAY = 12, 24  # at no more than so many it may be a time of the day
_LEAST = 4  # years that are told without their unit
_BACK = 5  # words before a number that only make it less sure


class Number(NamedTuple):
    """A number: its words (`first` to `last`), and the word that leads to it (-1 for none)."""

    at: Span
    said: str
    value: int
    first: int
    last: int
    lead: int
    is_measured: bool  # "seven years old"
    is_free: bool  # nothing is counted: "seventy.", "ten when ..."
    is_apart: bool  # a mark or "and" follows

    @property
    def is_hour(self) -> bool:
        """Whether it may be a time of the day."""
        return self.value <= (_DAY if self.said[0].isdigit() else _HOURS)


def numbers(grammar: Grammar) -> Iterator[Number]:
    """The numbers of a passage, in order."""
    text = grammar.page.passage.text
    for found in _NUMBER.finditer(text):
        old = _OLD.match(text, found.end())
        end = old.end() if old is not None else found.end()
        first, last = grammar.word_at(found.start()), grammar.word_at(end - 1)
        if first is None or last is None:
            continue
        said = " ".join(found[0].lower().split())
        value = int(said) if said.isdigit() else _value(said)
        lead = _lead(grammar, first)
        free = value >= _LEAST and _is_free(grammar, last)
        apart = free and _is_apart(grammar, last)
        yield Number(
            Span(found.start(), end), said, value, first, last, lead, old is not None, free, apart
        )


def _value(said: str) -> int:
    parts = re.findall(r"[a-z]+", said)
    more = 100 if {"hundred", "thousand"} & set(parts) else 0
    return sum(_VALUES.get(part, 0) for part in parts) + more


def _lead(grammar: Grammar, first: int) -> int:
    """The word before a number and before the words that only make it less sure ("barely", "not
    yet"); "of", "at", "to" lead to it themselves."""
    k = first - 1
    least = first - _BACK
    while k > max(least, 0) and grammar.text(k).lower() in _ABOUT:
        if grammar.text(k).lower() in ("of", "at") and grammar.text(k - 1).lower() not in _ABOUT:
            break
        k -= 1
    same = k >= 0 and grammar.words[k].sentence == grammar.words[first].sentence
    return k if same else -1


def _is_free(grammar: Grammar, last: int) -> bool:
    """Whether no noun follows that is counted, and no more of a time or a price."""
    k = last + 1
    if k >= len(grammar.words) or grammar.words[k].sentence != grammar.words[last].sentence:
        return True
    word = grammar.words[k]
    joined = word.at.start == grammar.words[last].at.end and grammar.text(k) in (
        "-",
        "‐",
        "'",
        "’",
        "%",
    )
    counted = word.upos in _NOT_AFTER or (word.upos == "PROPN" and not is_person(grammar, k))
    return not counted and grammar.text(k).lower() not in _MEASURES and not joined


def _is_apart(grammar: Grammar, last: int) -> bool:
    k = last + 1
    return k >= len(grammar.words) or grammar.words[k].upos in ("PUNCT", "CCONJ")
