"""Clauses that threaten: harm to somebody, what will befall them, and what follows if they dare."""

from __future__ import annotations

import re

from fabula.reading.language.grammar import SUBJECTS, Grammar
from fabula.reading.language.nearby import is_person
from fabula.reading.lists import word_list
from fabula.reading.threads.clauses import ME, MINE, is_future, subject_of
from fabula.reading.threads.thread_words import (
    HARMS,
    HARMS_ONLY_YOU,
    MISHAPS,
    SUFFERS,
)

_DARES = re.compile(
    r"\A\W*(?:just\s|so\smuch\sas\s|you\s)?(?:touch|lay\s(?:a|one)\s|breathe|lie\sto|betray"
    r"|cross|scream|shout|hurt|harm"
    r"|tell\s(?:a\ssoul|any|him|her|them|your|my)|move,?\s(?:and|or)|come\s(?:any|one|a|near"
    r"|within)|set\sfoot"
    r"|say\s(?:that|it|one|another)|try\s(?:that|it|any)|do\sthat|one\smore|another\s"
    r"|.*\b(?:again|once\smore)\b)"
    r".*(?:\band|,|[—–-])\s?(?:i|we|you|he|she|they|somebody)(?:'ll|'re|\swill|\sshall|\sdie"
    r"|\sare|\slose)"
)
_OR_THEY = re.compile(r"\A\W*or\s(?!it\b|we\b|you\b|else\b|what\b)")
_IF = re.compile(r"\b(?:if|unless|until|till)\s")
_OR = re.compile(r"(?:,\s|\A\W*|\s[—–-]\s)or\s|\bor\s(?:i|we|the|your|his|her|he|she|they)\b")


def threatens(grammar: Grammar, i: int, said: str) -> bool:
    """Whether a clause of a sentence (`said`, in its plain form) threatens."""
    subject, ahead = subject_of(grammar, i), is_future(grammar, i)
    if subject in ME and ahead and _harms(grammar, i):
        return True
    if subject == "you" and ahead and _befalls(grammar, i):
        return True
    dared = _DARES.search(said) or _OR.search(said)
    if not (dared or _IF.search(said)) or not subject or grammar.child(i, "mark") is not None:
        return False
    if _DARES.search(said) and ahead and _follows(grammar, i):
        return grammar.lemma(i) not in MISHAPS | {"see", "find", "love"}
    if subject in ME and dared:
        now = ahead or grammar.words[i].xpos in ("VBP", "VB")
        return now and grammar.lemma(i) not in MISHAPS and _follows(grammar, i)
    if subject in ("i", "we", "you", "it"):
        return False
    return _suffers(grammar, i) or (_OR_THEY.match(said) is not None and ahead)


def _harms(grammar: Grammar, i: int) -> bool:
    """Whether a clause tells of harm done to somebody, or to what is theirs."""
    target = grammar.object(i)
    if grammar.lemma(i) not in HARMS or target is None or grammar.is_negated(i):
        return False
    text = grammar.text(target).lower()
    if text == "you":
        return True
    owner = grammar.child(target, "nmod:poss")
    if owner is not None and grammar.text(owner).lower() in ("your", "his", "her", "their"):
        return grammar.lemma(target) in word_list("body_parts") or is_person(grammar, target)
    person = text in ("him", "her", "them") or (text not in MINE and is_person(grammar, target))
    return person and grammar.lemma(i) not in HARMS_ONLY_YOU


def _befalls(grammar: Grammar, i: int) -> bool:
    """Whether the hearer will suffer: not "you'll pay him", "you'll lose your hat"."""
    lemma = grammar.lemma(i)
    if lemma not in SUFFERS or grammar.is_negated(i):
        return False
    return lemma not in ("pay", "lose", "answer", "burn") or grammar.object(i) is None


def _suffers(grammar: Grammar, i: int) -> bool:
    """Whether somebody else comes to harm: "or the girl dies"."""
    if grammar.lemma(i) not in SUFFERS | {"hurt"} or grammar.is_past_perfect(i):
        return False
    if {"may", "might", "would", "could", "must"} & set(grammar.auxiliaries(i)):
        return False
    return grammar.words[i].xpos != "VBD" and is_person(grammar, grammar.child(i, *SUBJECTS))


def _follows(grammar: Grammar, i: int) -> bool:
    """Whether an "or" or "and" right before a clause makes it what follows from the first."""
    own = grammar.child(i, *SUBJECTS) or i
    return own > 0 and grammar.text(own - 1).lower() in ("or", "and", ",")
