"""Clauses that plan: "We're going to cross", "I mean to have it", "We leave at dawn"."""

from __future__ import annotations

import re

from fabula.reading.language.grammar import Grammar
from fabula.reading.language.nearby import is_person
from fabula.reading.minds.heads import NOBODY
from fabula.reading.threads.aims import aimed_at, is_aimed
from fabula.reading.threads.clauses import MAIN, ME, is_future
from fabula.reading.threads.promises import is_journey
from fabula.reading.threads.thread_words import AHEAD, ARRANGED, UNWILLED

_THE_MINUTE = re.compile(
    r"\b(?:the\s(?:minute|moment|day)|as\ssoon\sas|once)\s(?:i|we|he|she|they|the\s\w+)\b"
)
_AT_HAND = re.compile(
    r"\bto\s(?:the\s)?(?:shops?|bed|sleep|bathroom|toilet|loo|work|school|lunch|dinner|pub)\b"
    r"|\bin\sa\s(?:minute|moment|second)\b"
)


def plans(grammar: Grammar, i: int, said: str) -> bool:
    """Whether a clause tells what somebody is set on doing, more than at once."""
    who = _who(grammar, i)
    if not who or grammar.is_question(i) or grammar.is_negated(i) or _AT_HAND.search(said):
        return False
    if aimed_at(grammar, i):
        return _is_meant(grammar, i)
    if is_aimed(grammar, i):
        return True
    return _is_timed(grammar, i, said) or _is_arranged(grammar, i, who, said)


def _who(grammar: Grammar, i: int) -> str:
    """Who is to do it, in small letters; "" for nobody, and for "you" and "it"."""
    subject = grammar.subject(i)
    if subject is None:
        return ""
    who = grammar.text(subject).lower()
    if NOBODY.match(who):
        return ""
    somebody = who in ME or who in ("he", "she", "they")
    return who if somebody or (who != "you" and is_person(grammar, subject)) else ""


def _is_meant(grammar: Grammar, i: int) -> bool:
    """Whether what is aimed at is something to do: "I mean to have it", "going to sell it"."""
    if grammar.lemma(i) == "have":
        mean = grammar.lemma(grammar.words[i].head or 0) == "mean"
        return mean and grammar.child(i, "obj") is not None
    told = grammar.below(i, "obj", "obl", "advmod", "xcomp", "iobj")
    return grammar.lemma(i) not in UNWILLED and bool(told)


def _is_now(grammar: Grammar, i: int) -> bool:
    """Whether a clause is in the present: "we leave", "we are leaving"."""
    past = {"have", "has", "been", "was", "were"} & set(grammar.auxiliaries(i))
    return grammar.words[i].xpos in ("VBP", "VBZ", "VBG") and not past


def _is_timed(grammar: Grammar, i: int, said: str) -> bool:
    """Whether a clause in the present is of a time to come."""
    if not _is_now(grammar, i) or grammar.lemma(i) in UNWILLED:
        return False
    if grammar.child(i, "mark") is not None or grammar.words[i].deprel not in MAIN:
        return False
    return AHEAD.search(said) is not None or _THE_MINUTE.search(said) is not None


def _is_arranged(grammar: Grammar, i: int, who: str, said: str) -> bool:
    """ "I'm taking her to London", "We'll start with the top field", "I shall go to sea"."""
    lemma = grammar.lemma(i)
    if _is_now(grammar, i) and grammar.words[i].xpos == "VBG" and lemma in ARRANGED:
        return who in ME and bool(grammar.below(i, "obj", "obl"))
    if not is_future(grammar, i) or lemma in UNWILLED | {"see"}:
        return False
    return who == "we" or (who == "i" and is_journey(grammar, i, said))
