"""How old people are: "she was seventy", "aged fourteen", "a boy of twelve", "seven years old".

Numbers of two words ("sixty-one") are torn apart by the syntax, so ages are found by their words,
and only whose they are is asked of the syntax.
"""

from __future__ import annotations

import re

from fabula.reading.language.grammar import Grammar
from fabula.reading.language.nearby import before, ending, is_person
from fabula.reading.states.bearers import both, is_they, members, of_clause, people
from fabula.reading.states.held_states import Held
from fabula.story.text import Span

_UNITS = "one|two|three|four|five|six|seven|eight|nine"
_TENS = "twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"
_TEENS = "ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|a hundred"
_FROM_FOUR = "four|five|six|seven|eight|nine"
_COMPOUND = rf"(?:{_UNITS})[-‐‑ ]and[-‐‑ ](?:{_TENS})|(?:{_TENS})(?:[-‐‑ ](?:{_UNITS}))?"
_NUMBER = rf"(?:{_COMPOUND}|{_TEENS}|\d{{1,3}}"
_AGE = rf"(?P<age>{_NUMBER}|{_FROM_FOUR}))"
_ANY = rf"(?P<age>{_NUMBER}|{_UNITS}))"
_ABOUT = r"(?:(?:only|just|barely|almost|nearly|about|over|past|now|still|already|not yet)\s+)?"
_ENDS = (
    r"(?=\s*(?:[,.;:!?…”\"’')—–]|$)"
    r"|\s+(?:and|but|or|when|then|now|this|last|next|before|if|by|come|years?\s+old)\b)"
)
_IS = re.compile(
    rf"(?:\b(?:am|are|is|was|were|been|be|turned|turning)|(?<=\w)['’](?:m|s|re))\s+{_ABOUT}{_AGE}{_ENDS}",
    re.IGNORECASE,
)
_YEARS_OLD = re.compile(rf"\b{_ANY}[-‐‑ ]years?[-‐‑ ](?:old\b|of\s+age\b)", re.IGNORECASE)
_TURNED = re.compile(rf"\bturned\s+{_ABOUT}{_AGE}\b(?!\s+o)", re.IGNORECASE)
_AGED = re.compile(rf"\baged\s+{_ABOUT}{_ANY}\b", re.IGNORECASE)
_SEVERAL = "party|family|gang|crew|group|band|team|company|table|crowd|pair|room|total"
_OF = re.compile(
    rf"\b(?!(?:{_SEVERAL})\s)(?P<noun>[a-z]+)"
    rf"\s+of\s+{_ABOUT}(?:some\s+)?{_AGE}(?:{_ENDS}|(?=\s+(?:with|in|who|whose)\b))",
    re.IGNORECASE,
)
_BESIDE = re.compile(rf"(?<=\w),\s+{_AGE}(?=,)", re.IGNORECASE)
_AT = re.compile(
    rf"\bat\s+(?:the\s+age\s+of\s+{_ANY}\b|(?P<grown>{_NUMBER})){_ENDS}|(?P<then>{_NUMBER}))(?=\s+(?:he|she|I)\b))",
    re.IGNORECASE,
)
_DECADE = re.compile(
    r"\bin\s+(?P<whose>his|her|their|my|your)\s+(?P<age>(?:early\s+|mid[- ]?|middle\s+|late\s+)?"
    r"(?:teens|twenties|thirties|forties|fifties|sixties|seventies|eighties|nineties))\b",
    re.IGNORECASE,
)
_HOURS = 12  # at more than so many it is no time of the day
_CLOCK = frozenset(("ten", "eleven", "twelve", "a hundred"))
_THEN = frozenset(("when", "since", "until", "till", "as"))


def ages(grammar: Grammar, held: Held) -> None:
    """Emits the ages that a passage tells."""
    text = grammar.page.passage.text
    if "ties" in text or "teens" in text:
        _decades(grammar, held, text)
    if not any(word.upos == "NUM" for word in grammar.words):
        return  # most passages: the searches take their time
    for found in (*_IS.finditer(text), *_TURNED.finditer(text)):
        verb = grammar.word_at(found.start())
        if verb is not None:
            _add(grammar, held, before(grammar, verb), found)
    for found in _YEARS_OLD.finditer(text):
        _add(grammar, held, _with_years(grammar, found), found)
    for found in _AGED.finditer(text):
        _add(grammar, held, _beside(grammar, found), found)
    for found in _OF.finditer(text):
        _of(grammar, held, found)
    for found in _BESIDE.finditer(text):
        named = _beside(grammar, found)
        if named is not None and grammar.words[named].upos == "PROPN":
            _add(grammar, held, named, found)
    for found in _AT.finditer(text):
        _at(grammar, held, found)


def _decades(grammar: Grammar, held: Held, text: str) -> None:
    """ "In her early forties"."""
    for found in _DECADE.finditer(text):
        whose = grammar.word_at(found.start("whose"))
        at = Span(found.start("age"), found.end())
        held.add(people(grammar, whose), "age", at, lasting=True)


def _add(grammar: Grammar, held: Held, who: int | None, found: re.Match[str]) -> None:
    if who is None or not is_person(grammar, who) or grammar.is_question(who):
        return
    k = who - 1
    passing = k >= 0 and grammar.text(k).lower() in _THEN
    at = Span(found.start("age"), found.end())
    together = grammar.words[who].head if grammar.words[who].deprel == "conj" else None
    first = together if together is not None and is_person(grammar, together) else who
    them = both(grammar, who) if is_they(grammar, who) else people(grammar, first)
    held.add(them, "age", at, lasting=not passing, said=found["age"].lower())


def _at(grammar: Grammar, held: Held, found: re.Match[str]) -> None:
    """ "At the age of ten", "surprised at forty-five": not "at ten", which may be the hour."""
    group = next(name for name in ("age", "grown", "then") if found[name])
    hour = group != "age" and found[group].lower() in _CLOCK
    first = grammar.word_at(found.start(group))
    if first is None or hour or (found[group].isdigit() and int(found[group]) <= _HOURS):
        return
    who = people(grammar, of_clause(grammar, first))
    held.add(who, "age", Span(*found.span(group)), lasting=False, said=found[group].lower())


def _beside(grammar: Grammar, found: re.Match[str]) -> int | None:
    """Who stands right before the words, a comma between."""
    k = (grammar.word_at(found.start()) or 0) - (grammar.page.passage.text[found.start()] != ",")
    while k > 0 and grammar.words[k].upos == "PUNCT":
        k -= 1
    return ending(grammar, k)


def _with_years(grammar: Grammar, found: re.Match[str]) -> int | None:
    """Whose "seven years old" or "ten-year-old" it is: the subject of its copula, the noun after
    it, the noun itself, who stands before a comma."""
    first, last = grammar.word_at(found.start()), grammar.word_at(found.end() - 1)
    if first is None or last is None:
        return None
    if grammar.lemma(first - 1) == "be" if first else False:
        return before(grammar, first - 1)
    for k in range(last, min(last + 4, len(grammar.words))):
        if is_person(grammar, k):
            return k
        if grammar.words[k].upos not in ("ADJ", "NOUN", "NUM", "PUNCT") or grammar.text(k) == ",":
            break
    return _beside(grammar, found) or of_clause(grammar, last)


def _of(grammar: Grammar, held: Held, found: re.Match[str]) -> None:
    noun = grammar.word_at(found.start("noun"))
    if noun is None:
        return
    at = Span(found.start("age"), found.end("age"))
    cop = grammar.child(noun, "cop")
    if cop is not None:
        who = people(grammar, before(grammar, cop) if cop < noun else None)
    else:
        who = list(members(grammar, noun)) if is_person(grammar, noun) else []
    held.add(who, "age", at, lasting=True, said=found["age"].lower())
