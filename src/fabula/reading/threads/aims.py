"""What somebody is going, means or is to do, as clauses tell it: "they were going to rob the bank",
"he had decided to sell the mill", "tomorrow she would ask the captain"."""

from __future__ import annotations

from fabula.reading.language.grammar import SUBJECTS, Grammar
from fabula.reading.language.hasty import plain
from fabula.reading.language.nearby import is_person
from fabula.reading.lists import set_of
from fabula.reading.minds.heads import NOBODY
from fabula.reading.threads.thread_words import AHEAD, HABIT, HARMS, UNWILLED

_MEANS = set_of("plan intend mean propose aim plot resolve scheme conspire")
_DECIDES = set_of("decide agree arrange resolve determine settle")
_SAYS = frozenset(("ask", "tell", "say", "speak"))
_PEOPLE = frozenset(("i", "we", "he", "she", "they"))
_WOULD = frozenset(("would", "'d", "’d"))
_WAS = frozenset(("was", "were", "is", "are", "'s", "’s", "'re", "’re", "am", "'m", "’m"))


def is_aimed(grammar: Grammar, i: int) -> bool:
    """Whether the narration tells what a verb says as what somebody is set on doing."""
    if grammar.is_negated(i) or grammar.is_question(i):
        return False
    if _is_to_become(grammar, i):
        return True
    said = grammar.lemma(i) in _SAYS and _is_ahead(grammar, i)
    if (grammar.lemma(i) in UNWILLED and not said) or not _is_somebody(grammar, i):
        return False
    return (aimed_at(grammar, i) and _says_what(grammar, i)) or _is_to_be(grammar, i)


def aimed_at(grammar: Grammar, i: int) -> bool:
    """Whether somebody is going, or means, to do what a verb tells."""
    word = grammar.words[i]
    if word.deprel not in ("xcomp", "ccomp", "advcl") or word.head is None or word.xpos != "VB":
        return False
    head = word.head
    if grammar.is_negated(head) or grammar.child(i, *SUBJECTS) is not None:
        return False
    if grammar.lemma(head) == "go":
        begun = grammar.words[head].xpos == "VBG" and grammar.child(head, "aux") is not None
        return begun and grammar.lemma(i) not in HARMS
    if grammar.words[head].upos != "VERB":
        return False  # "too mean to pay"
    if grammar.lemma(head) in _DECIDES:
        has = {"have", "has", "had", "'d", "’d", "'ve", "’ve"} & set(grammar.auxiliaries(head))
        return bool(has) and not grammar.is_passive(head)
    return (
        grammar.lemma(head) in _MEANS
        and grammar.realis(head) == "actual"
        and not grammar.is_passive(head)
    )


def _is_somebody(grammar: Grammar, i: int) -> bool:
    subject = grammar.subject(i)
    if subject is None or NOBODY.match(grammar.text(subject)):
        return False
    return grammar.text(subject).lower() in _PEOPLE or is_person(grammar, subject)


def _says_what(grammar: Grammar, i: int) -> bool:
    """Whether it is told what is to be done, to whom or where: not "she was going to reply"."""
    decided = grammar.lemma(grammar.words[i].head or 0) in _DECIDES | _MEANS
    return decided or bool(grammar.below(i, "obj", "iobj", "obl", "xcomp"))


def _is_to_be(grammar: Grammar, i: int) -> bool:
    """ "On Monday she was to start at the mill", "Tomorrow she would ask the captain"."""
    helped = set(grammar.auxiliaries(i))
    if grammar.words[i].xpos != "VB" or grammar.words[i].deprel in ("acl", "advcl"):
        return False
    to = any(grammar.text(k).lower() == "to" for k in grammar.below(i, "mark"))
    if to and helped & _WAS:
        return grammar.child(i, "obj", "iobj") is not None or _is_ahead(grammar, i)
    return bool(helped & _WOULD) and _is_ahead(grammar, i)


def _is_to_become(grammar: Grammar, i: int) -> bool:
    """ "Who was to be married", "she's to be a nun"."""
    marks = [k for k in grammar.below(i, "mark") if grammar.text(k).lower() == "to"]
    if (
        not marks
        or grammar.lemma(marks[0] + 1) != "be"
        or grammar.text(marks[0] - 1).lower() not in _WAS
    ):
        return False
    person = grammar.words[i].upos == "NOUN" and is_person(grammar, i)
    return person or grammar.lemma(i) in (
        "marry",
        "married",
        "hang",
        "shoot",
        "execute",
        "crown",
        "ordain",
        "bury",
    )


def _is_ahead(grammar: Grammar, i: int) -> bool:
    """Whether the sentence of a verb names one time to come."""
    at = grammar.sentence(i)
    said = plain(grammar.page.passage.text[at.start : at.end])
    return AHEAD.search(said) is not None and HABIT.search(said) is None
