"""How old people are: "she was seventy", "aged fourteen", "a boy of twelve", "seven years old".

Numbers of two words ("sixty-one") are torn apart by the syntax, so they are found by their words;
what leads to a number and what follows it tells whether it is an age (`numbers.py`), and whose.
"""

from __future__ import annotations

import re

from fabula.reading.language.grammar import Grammar
from fabula.reading.language.nearby import before, ending, is_person
from fabula.reading.lists import set_of
from fabula.reading.states.bearers import both, is_they, of_clause, people, predicate, subject
from fabula.reading.states.describing import described
from fabula.reading.states.fragments import spoken_of
from fabula.reading.states.held_states import Held
from fabula.reading.states.numbers import Number, numbers
from fabula.story.text import Span

_DECADE = re.compile(
    r"\bin\s+(?P<whose>his|her|their|my|your)\s+(?P<age>(?:early\s+|mid[-‐ ]?|middle\s+|late\s+)?"
    r"(?:teens|twenties|thirties|forties|fifties|sixties|seventies|eighties|nineties)"
    r"|[a-z]+(?:[-‐ ][a-z]+)?(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth"
    r"|tieth|tenth|teenth|elfth)"
    r"\s+year)\b",
    re.IGNORECASE,
)
_THEN = frozenset(("when", "since", "until", "till", "as"))
_PARENTS = set_of("mother father parent grandmother grandfather leader head captain master chief")
_SEVERAL = set_of("party family gang crew group band team company crowd pair room total staff")
_ANY = set_of("any every each no")
_YET = set_of("will 'll ’ll wo shall would 'd ’d if were")
_CHILDREN = 20  # a mother of fewer has so many


def ages(grammar: Grammar, held: Held) -> None:
    """Emits the ages that a passage tells."""
    text = grammar.page.passage.text
    if "ties" in text or "teens" in text or " year" in text:
        _decades(grammar, held, text)
    if any(word.upos == "NUM" for word in grammar.words):
        for number in numbers(grammar):
            who, passing = _whose(grammar, number)
            held.add(who, "age", number.at, lasting=not passing, said=number.said)


def _decades(grammar: Grammar, held: Held, text: str) -> None:
    """ "In her early forties", "in her eightieth year"."""
    for found in _DECADE.finditer(text):
        whose = grammar.word_at(found.start("whose"))
        at = Span(found.start("age"), found.end())
        held.add(people(grammar, whose), "age", at, lasting=True)


def _whose(grammar: Grammar, number: Number) -> tuple[list[str], bool]:
    """Whose age a number is, and whether it is told as past: by the words that lead to it."""
    lead = number.lead
    if (answers := _answer(grammar, number)) is not None:
        return answers, False
    if lead < 0 or grammar.is_question(number.first):
        return [], False
    word = grammar.text(lead).lower()
    if grammar.lemma(lead) in ("be", "turn", "look", "seem") and number.is_free:
        return _is(grammar, lead, number)
    if number.is_measured:
        return _measured(grammar, number), word in ("at", ":")
    if word == "of" and lead > 0 and number.is_free:
        aged = grammar.text(lead - 1).lower() == "age"
        return (_clause(grammar, lead), True) if aged else (_of(grammar, lead - 1, number), False)
    if word == "at" and number.is_free and not number.is_hour:
        return _clause(grammar, number.first), True
    if word in ("aged", "age"):
        return people(grammar, _beside(grammar, lead) or before(grammar, lead)), False
    if word in (",", "(") and number.is_apart:
        return _told(grammar, ending(grammar, lead - 1)), False
    return [], False


def _is(grammar: Grammar, verb: int, number: Number) -> tuple[list[str], bool]:
    """ "She was seventy", "when they were ten"; not "he will be ten"."""
    who = before(grammar, verb) or subject(grammar, verb)
    if who is None or not is_person(grammar, who):
        return [], False
    between = {grammar.text(k).lower() for k in range(who + 1, verb)}
    if between & _YET and "have" not in between:
        return [], False
    plural = grammar.text(verb).lower() in ("are", "were")
    joined = plural and grammar.words[who].deprel == "conj"
    first = grammar.words[who].head if joined else None
    first = first if first is not None and is_person(grammar, first) else who
    them = both(grammar, who, back=1) if is_they(grammar, who) else people(grammar, first)
    led = grammar.text(who - 1).lower() if who else ""
    if is_they(grammar, who) and grammar.following(number.last) in ("at", "in", "all", "of"):
        return [], False  # "they were four at table"
    return ([], False) if led == "if" else (them, led in _THEN)


def _clause(grammar: Grammar, i: int) -> list[str]:
    found = of_clause(grammar, i)
    if found is not None and is_they(grammar, found):
        return both(grammar, found, back=1)
    return people(grammar, found)


def _of(grammar: Grammar, noun: int, number: Number) -> list[str]:
    """ "A boy of twelve", "he was a man of sixty"; not "a mother of five"."""
    lemma = grammar.lemma(noun)
    if lemma in _SEVERAL or (lemma in _PARENTS and number.value < _CHILDREN):
        return []
    determiners = {grammar.text(k).lower() for k in grammar.below(noun, "det")}
    said = grammar.words[noun].xpos == "NN" and is_person(grammar, noun) and not determiners & _ANY
    return _told(grammar, noun) if said else []


def _told(grammar: Grammar, noun: int | None) -> list[str]:
    """Of whom a noun is told (`described`); nobody where it only compares."""
    if noun is None or grammar.words[noun].upos == "PRON":
        return []
    if predicate(grammar, noun) is None and grammar.words[noun].xpos not in ("NN", "NNP"):
        return []
    return [] if grammar.preposition(noun) in ("like", "as", "than") else described(grammar, noun)


def _measured(grammar: Grammar, number: Number) -> list[str]:
    """Whose "seven years old" or "ten-year-old" it is: the noun after it, the noun itself, who
    stands before a comma, the subject of the clause, who was told of last."""
    for k in range(number.last, min(number.last + 4, len(grammar.words))):
        if is_person(grammar, k) and grammar.words[k].upos in ("NOUN", "PROPN"):
            return _told(grammar, k)
        if grammar.words[k].upos not in ("ADJ", "NOUN", "NUM", "PUNCT") or grammar.text(k) == ",":
            break
    if grammar.text(number.lead) in (":", "—"):
        return people(grammar, _person_before(grammar, number.lead))
    if (beside := _beside(grammar, number.first)) is not None:
        return _told(grammar, beside)
    return _clause(grammar, number.last) or spoken_of(grammar, number.last)


def _beside(grammar: Grammar, first: int) -> int | None:
    """Who stands right before a word, a comma between."""
    k = first - 1
    while k > 0 and grammar.words[k].upos == "PUNCT":
        k -= 1
    return ending(grammar, k)


def _person_before(grammar: Grammar, i: int) -> int | None:
    """The nearest word before a word, in its sentence, that stands for somebody."""
    near = range(i - 1, max(-1, i - 8), -1)
    return next((k for k in near if is_person(grammar, k) and _with(grammar, k, i)), None)


def _with(grammar: Grammar, k: int, i: int) -> bool:
    return grammar.words[k].sentence == grammar.words[i].sentence


def _answer(grammar: Grammar, number: Number) -> list[str] | None:
    """ "Fourteen, sir," to "How old are you?": who says so."""
    speech = grammar.quotation(number.first)
    quotations = grammar.page.notes.quotations
    lead = number.lead
    opens = lead < 0 or grammar.quotation(lead) != speech or grammar.words[lead].upos == "PUNCT"
    if not speech or not number.is_free or not opens:
        return None
    asked = quotations[speech - 1].at
    if "how old are you" not in grammar.page.passage.text[asked.start : asked.end].lower():
        return None
    speaker = grammar.page.spoken.get(speech, (None, ()))[0]
    return [speaker] if speaker else None
