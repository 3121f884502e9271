"""Clauses that set a task: "You must take this to York", "Find out who sent it", "I have to warn
him"."""

from __future__ import annotations

import re

from fabula.reading.language.grammar import Grammar
from fabula.reading.threads.clauses import FUTURE, ME, concerns, is_order, is_turned, subject_of
from fabula.reading.threads.thread_words import DEADLINE, INSTRUCTS, MISSIONS, ORDERS

_NEEDS = frozenset(("have", "need", "get", "want", "require", "expect", "order"))
_DUE = frozenset(("find", "stop", "reach", "escape", "hide", "warn", "save"))
"""What somebody has to do, whomever it concerns."""
_DIRE = frozenset(("kill", "save", "rescue", "protect", "destroy", "avenge", "follow"))
_AT_ONCE = frozenset(("wait", "see", "look", "sit", "hold", "say", "think", "mind", "be"))
_ASKED = frozenset(("would", "could", "can", "will"))
_MATTERS = re.compile(
    r"\b(?:find\sout|make\ssure|see\s(?:that|to\sit)|find\s(?:him|her|them|my|the|that|this)\b)"
)


def sets_task(grammar: Grammar, i: int, said: str) -> bool:
    """Whether a clause gives whoever hears it something to do that outlasts the moment."""
    lemma = grammar.lemma(i)
    if grammar.is_question(i):
        return is_request(grammar, i)
    if is_order(grammar, i) and lemma in MISSIONS | {"have"}:
        return _is_weighty(grammar, i, said)
    if lemma not in MISSIONS:
        return False
    subject, needed = grammar.subject(i), set(grammar.auxiliaries(i))
    if subject is None or grammar.text(subject).lower() != "you" or grammar.is_negated(i):
        return False
    if lemma == "find" and needed & FUTURE:
        return False  # "You will find it quite dry"
    told = bool(needed & (FUTURE | {"must"})) or _is_bound(grammar, i)
    firm = lemma in INSTRUCTS and grammar.child(i, "mark") is None
    return told and (firm or _is_bound(grammar, i) or _is_weighty(grammar, i, said))


def is_request(grammar: Grammar, i: int) -> bool:
    """Whether a clause asks somebody to do something for a third: "Would you give her this?"."""
    asked = _ASKED & set(grammar.auxiliaries(i)) and is_turned(grammar, i)
    if not asked or subject_of(grammar, i) != "you" or grammar.lemma(i) not in ORDERS:
        return False
    return concerns(grammar, i, you=False) and _is_afar(grammar, i)


def is_duty(grammar: Grammar, i: int, _: str) -> bool:
    """Whether a clause tells what whoever speaks is bound to: "We must warn him"."""
    subject, lemma = grammar.subject(i), grammar.lemma(i)
    if subject is None or grammar.is_negated(i) or lemma not in ORDERS | _DUE:
        return False
    if grammar.text(subject).lower() not in ME or grammar.is_question(i):
        return False
    head = grammar.words[i].head
    wished = head is not None and grammar.lemma(head) in ("want", "expect", "order")
    must = "must" in grammar.auxiliaries(i) or grammar.lemma(i - 1) == "better"
    bound = must or (_is_bound(grammar, i) and not wished)
    return bound and (lemma in _DUE or concerns(grammar, i, you=False))


def _is_bound(grammar: Grammar, i: int) -> bool:
    """Whether an infinitive hangs on "have", "need", "be" or "want you"."""
    word = grammar.words[i]
    if word.xpos != "VB":
        return False
    marks = {grammar.text(k).lower() for k in grammar.below(i, "mark")}
    if "to" in marks and {"are", "'re", "’re", "am", "is"} & set(grammar.auxiliaries(i)):
        return True
    hangs = word.deprel in ("xcomp", "ccomp") and word.head is not None
    now = hangs and grammar.words[word.head or 0].xpos not in ("VBD", "VBN")
    return now and grammar.lemma(word.head or 0) in _NEEDS


def _is_weighty(grammar: Grammar, i: int, said: str) -> bool:
    """Whether an order is more than one for the moment: about somebody else, with a time, or to
    find out something."""
    lemma = grammar.lemma(i)
    if lemma in ("find", "make", "see") and _MATTERS.search(said):
        return True
    if DEADLINE.search(said):
        return lemma not in _AT_ONCE
    if lemma not in ORDERS | _DIRE or not concerns(grammar, i, you=False):
        return False
    return lemma in _DIRE | {"fetch"} or _is_afar(grammar, i)


def _is_afar(grammar: Grammar, i: int) -> bool:
    """Whether something is said or brought to somebody: not "Ask him in", "Give her room"."""
    return grammar.child(i, "ccomp", "xcomp", "obl", "iobj", "advcl") is not None
