"""Ties of feeling told by an adjective or a noun ("afraid of him", "in love with her"), or by what
one says that one will not do ("I won't leave her").
"""

from __future__ import annotations

from fabula.reading.language.grammar import Grammar
from fabula.reading.language.nearby import is_person, led_to, object_of
from fabula.reading.states.bearers import is_real, is_they, members, people, subject
from fabula.reading.ties.tie_words import FEELING_ADJECTIVES
from fabula.reading.ties.told_ties import Told
from fabula.story.text import Span

WEAK = 0.5


def by_feeling(grammar: Grammar, told: Told, i: int) -> None:
    """ "She was afraid of him", "in love with her": what an adjective or noun says of a feeling."""
    noun = grammar.lemma(i) == "love"
    if noun and (grammar.words[i].upos != "NOUN" or grammar.preposition(i) != "in"):
        return
    feeling = "love" if noun else FEELING_ADJECTIVES[grammar.lemma(i)]
    hold = i if not noun or grammar.child(i, "cop") is not None else grammar.words[i].head
    if hold is None or not is_real(grammar, hold):
        return
    target = led_to(grammar, i, "of", "with", "to", "at")
    if (
        target is None
        and grammar.words[hold].deprel == "acl:relcl"
        and grammar.text(min(i + 1, len(grammar.words) - 1)) == "of"
    ):
        target = grammar.words[hold].head  # "a grandmother whom he was afraid of"
    does = subject(grammar, hold)
    if does is None or is_they(grammar, does) or target is None or not is_person(grammar, target):
        return
    at = between(grammar, does, target, i)
    for one in people(grammar, does):
        for other in members(grammar, target):
            told.add(one, "feels", other, at, feeling)


def stays(grammar: Grammar, told: Told, i: int) -> None:
    """ "I won't leave her": said of one who is dear."""
    auxiliaries = set(grammar.auxiliaries(i))
    target = object_of(grammar, i)
    does = grammar.subject(i)
    if not auxiliaries & {"wo", "will", "not", "never", "'ll", "’ll"} or does is None:
        return
    if grammar.lemma(does) == "i" and is_person(grammar, target) and target is not None:
        for one in members(grammar, does):
            for other in members(grammar, target):
                at = between(grammar, does, target, i)
                told.add(one, "feels", other, at, "love", basis="inferred", confidence=WEAK)


def between(grammar: Grammar, *words: int) -> Span:
    """The words from the first to the last of some."""
    spans = [grammar.words[k].at for k in words]
    return Span(min(s.start for s in spans), max(s.end for s in spans))
