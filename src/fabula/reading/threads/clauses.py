"""The clauses of what somebody says, as a commitment sees them: who is to do it, whether it is yet
to come, whether the hearer is told to, and whom else it concerns."""

from __future__ import annotations

from collections.abc import Iterator

from fabula.reading.language.grammar import SUBJECTS, Grammar
from fabula.reading.language.nearby import is_person
from fabula.story.text import Span

ME = frozenset(("i", "we"))
FUTURE = frozenset(("will", "shall", "'ll", "’ll", "wo", "sha", "ll"))
MINE = frozenset(("me", "us", "myself", "ourselves", "it", "this", "that", "them", "i", "we", "my"))
MAIN = ("root", "conj", "parataxis", "ccomp", "dep")
_ASIDE = frozenset(("acl:relcl", "acl", "advcl:relcl"))
_APART = frozenset(("advcl", "conj", "parataxis", "acl:relcl", "punct", "vocative", "nsubj"))


def clauses(grammar: Grammar, at: Span) -> Iterator[int]:
    """The words that clauses of a sentence hang on, but for those that only describe a noun."""
    for i in grammar.words_in(at):
        word = grammar.words[i]
        told = word.upos == "VERB" or grammar.child(i, "cop") is not None
        if told and word.deprel not in _ASIDE:
            yield i


def subject_of(grammar: Grammar, i: int) -> str:
    """The subject of a clause itself in small letters, "" where it has none."""
    own = grammar.child(i, *SUBJECTS)
    return grammar.text(own).lower() if own is not None else ""


def is_future(grammar: Grammar, i: int) -> bool:
    """Whether a clause says what will be."""
    return bool(FUTURE & set(grammar.auxiliaries(i)))


def is_turned(grammar: Grammar, i: int) -> bool:
    """Whether a clause asks: "will I"."""
    own, aux = grammar.child(i, *SUBJECTS), grammar.child(i, "aux")
    return own is not None and aux is not None and aux < own


def is_order(grammar: Grammar, i: int) -> bool:
    """Whether a clause tells the hearer what to do."""
    word = grammar.words[i]
    bare = word.xpos in ("VB", "VBP") and grammar.child(i, *SUBJECTS, "mark") is None
    helped = set(grammar.auxiliaries(i)) - {"do", "please"}
    return bare and word.deprel in MAIN and not helped and not _shares(grammar, i)


def _shares(grammar: Grammar, i: int) -> bool:
    """Whether a clause is joined to one that has a subject: "he must go and tell her"."""
    word = grammar.words[i]
    if word.deprel != "conj" or word.head is None or grammar.words[word.head].upos != "VERB":
        return False
    return grammar.child(word.head, *SUBJECTS, "aux", "mark") is not None


def concerns(grammar: Grammar, i: int, you: bool = True) -> bool:
    """Whether something is done to, for or with somebody other than whoever speaks; `you`: whoever
    hears it counts."""
    for k in grammar.subtree(i, _APART):
        text = grammar.text(k).lower()
        if k <= i or grammar.words[k].xpos == "PRP$":
            continue
        if text in ("him", "her") or (text in ("you", "them") and you):
            return True
        known = text in MINE or text in ("you", "he", "she", "they")
        if not known and is_person(grammar, k):
            return True
    return False
