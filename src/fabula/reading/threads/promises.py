"""Clauses that promise ("I'll pay you by Friday") and vow ("I'll never leave you")."""

from __future__ import annotations

import re

from fabula.reading.language.grammar import Grammar
from fabula.reading.lists import set_of
from fabula.reading.threads.clauses import ME, concerns, is_future, is_turned, subject_of
from fabula.reading.threads.thread_words import ARRANGED, HELPS, IDLE, SOON

_NEVER_MEANT = set_of("know understand guess forget be get see believe have want find hear learn")
_RESISTS = set_of(
    "leave let say tell forget forgive rest stop give go lose abandon marry run do take sell allow"
    " betray desert sign sleep eat die beg kneel surrender fail"
)
"""What somebody vows not to do, without a "never"."""
_IN_TIME = frozenset(("see", "show", "put", "call", "try", "leave", "have"))
"""Idle words that promise with a time: "I'll see you in March"."""
_FOR_YOU = re.compile(
    r"\blet\s(?:you|him|her|them)\sdown\b|\bfail\s(?:you|him|her|them)\b|\bbe\slate\b"
)
_TELLS_ALL = re.compile(
    r"\b(?:everything|all|rest|later|when|truth|story|tomorrow|as\ssoon|another|some\s?day"
    r"|one\sday)\b"
)
_YOURS = re.compile(r"\byour?\b")


def vows(grammar: Grammar, i: int, said: str) -> bool:
    """Whether a clause vows never to do something."""
    if subject_of(grammar, i) not in ME or not is_future(grammar, i):
        return False
    if not grammar.is_negated(i) or _FOR_YOU.search(said):
        return False
    if any(grammar.lemma(k) == "never" for k in grammar.below(i, "advmod")):
        return grammar.lemma(i) not in _NEVER_MEANT
    return grammar.lemma(i) in _RESISTS


def promises(grammar: Grammar, i: int, said: str) -> bool:
    """Whether a clause promises: to help, to do something for somebody, or by some time."""
    if subject_of(grammar, i) not in ME or not is_future(grammar, i) or is_turned(grammar, i):
        return False
    if grammar.child(i, "mark") is not None or _is_felt(grammar, i):
        return False  # "when I'll come"
    lemma = grammar.lemma(i)
    if grammar.is_negated(i):
        return _FOR_YOU.search(said) is not None
    if lemma in ("tell", "say", "see") and _keeps_word(grammar, i, said):
        return True
    if lemma in ("tell", "say") or is_journey(grammar, i, said):
        return False
    if lemma in HELPS or (lemma not in IDLE and concerns(grammar, i)):
        return True
    return SOON.search(said) is not None and lemma not in IDLE - _IN_TIME


def _is_felt(grammar: Grammar, i: int) -> bool:
    """ "I shall be sorry"; not "I shall be out in a minute"."""
    return grammar.child(i, "cop") is not None and grammar.words[i].upos == "ADJ"


def _keeps_word(grammar: Grammar, i: int, said: str) -> bool:
    """ "I'll tell you everything", "I'll tell him", "I'll say so to the council", "I'll see that
    he is buried"; not "I'll tell you what"."""
    lemma, target = grammar.lemma(i), grammar.object(i)
    if lemma == "see":
        return grammar.child(i, "ccomp") is not None
    if lemma == "say":
        return grammar.oblique(i, "to") is not None
    if target is None or grammar.text(target).lower() == "you":
        return _TELLS_ALL.search(said) is not None
    return concerns(grammar, i)


def is_journey(grammar: Grammar, i: int, said: str) -> bool:
    """Whether what somebody will do one day is for themselves: "I shall go to sea"."""
    own = grammar.lemma(i) in ARRANGED | {"go", "give", "buy"}
    return own and SOON.search(said) is not None and _YOURS.search(said) is None
