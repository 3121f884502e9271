"""What people say that they will do, as the narration tells it: "he said that he would wait", "she
told herself that she would make them kneel"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from fabula.reading.language.grammar import SUBJECTS, Grammar
from fabula.reading.language.nearby import object_of
from fabula.reading.threads.deeds import deed_of
from fabula.reading.threads.opening import WOULD, Opening, is_had, words_of
from fabula.reading.threads.thread_words import HARMS
from fabula.story.records import ThreadKind

SAYS = frozenset(
    ("say", "tell", "shout", "call", "write", "reply", "answer", "add", "whisper", "assure",
     "repeat", "declare", "announce", "insist")
)  # fmt: skip
NEAR = 3  # words: "said that he would"
_LIGHT = frozenset(("be", "have", "like", "want", "need", "know", "rather", "think"))
_POLICE = re.compile(r"\b(?:police|magistrate|sheriff|the\slaw|the\sdogs|report)\b")
_HARM = re.compile(rf"\b(?:{'|'.join(sorted(HARMS))})\b")


def by_saying(grammar: Grammar, i: int) -> Iterator[Opening]:
    """ "He said that he would wait", "she shouted to him to go on; she would catch up"."""
    if grammar.realis(i) != "actual" or grammar.is_question(i):
        return
    speaker = grammar.entity(grammar.subject(i))
    faced = object_of(grammar, i) or grammar.oblique(i, "to")
    hearer = grammar.entity(faced)
    own = faced is not None and grammar.text(faced).lower().endswith("self")
    for clause in _clauses(grammar, i):
        if speaker is None or grammar.quotation(clause) != grammar.quotation(i):
            continue
        if not _binds(grammar, clause, speaker):
            continue
        kind: ThreadKind = "vow" if own else "promise"
        if not own and _is_no_kindness(words_of(grammar, clause)):
            kind = "threat"
        to = hearer if hearer != speaker else None
        yield Opening(grammar.clause(clause), kind, speaker, to, *deed_of(grammar, clause))


def _binds(grammar: Grammar, clause: int, speaker: str) -> bool:
    """Whether a clause tells what whoever speaks would do themselves."""
    subject, helped = grammar.child(clause, *SUBJECTS), set(grammar.auxiliaries(clause))
    if subject is None or grammar.entity(subject) != speaker or grammar.is_negated(clause):
        return False
    who = grammar.text(subject).lower()
    if who == "you" or (who == "i" and "should" in helped):
        return False
    if not WOULD & helped or is_had(grammar, clause):
        return False
    return grammar.lemma(clause) not in _LIGHT or grammar.child(clause, "obl", "cop") is not None


def _is_no_kindness(said: str) -> bool:
    """Whether what somebody said they would do was no kindness."""
    harm = " if " in f" {said}" and _HARM.search(said) is not None
    return harm or _POLICE.search(said) is not None


def _clauses(grammar: Grammar, i: int) -> Iterator[int]:
    """What a verb of saying leads to: its clause ("said that he would", whatever the syntax makes
    of it), and one that follows after a semicolon."""
    sentence = grammar.words_in(grammar.sentence(i))
    found = dict.fromkeys(grammar.below(i, "ccomp", "parataxis"))
    for k in range(i + 1, sentence.stop):
        if grammar.text(k).lower() not in WOULD:
            continue
        verb, subject = grammar.words[k].head, k - 1
        if verb is not None and (k <= i + NEAR or grammar.text(subject - 1) == ";"):
            found[verb] = None
    yield from found
