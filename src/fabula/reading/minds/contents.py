"""What the words about a verb say that somebody knows: its clause, or the thing that it is about.

The syntax is not always right about long sentences, so a "that", "who" or "about" near the verb is
believed before it.
"""

from __future__ import annotations

from fabula.reading.language.grammar import Grammar
from fabula.reading.minds.knowing_words import LEADS, NO_CONTENT, PERCEIVES
from fabula.story.text import Span

NEAR = 3  # words between a verb and the word that leads to its clause
_STOPS = frozenset((";", ":", ".", "!", "?", "—", "–", "--", '"', "”", "“", "(", ")"))


def content_of(grammar: Grammar, i: int, thing: bool) -> Span | None:
    """What is known: the clause, whatever the syntax makes of it, or the thing it is about."""
    led = led_to(grammar, i)
    if led is not None:
        return led
    clause = grammar.child(i, "ccomp")
    seen = grammar.lemma(i) in PERCEIVES
    if clause is not None and not seen and _stands_apart(grammar, i, clause):
        return grammar.clause(clause)
    if not thing:
        return None
    about = about_what(grammar, i)
    if about is not None:
        return about
    target = grammar.object(i)
    if target is not None and target > i and grammar.words[target].upos == "NOUN":
        return grammar.clause(target)
    return None


def about_what(grammar: Grammar, i: int) -> Span | None:
    """What follows a word and an "about" near it."""
    end = grammar.words_in(grammar.sentence(i)).stop
    for k in range(i + 1, min(i + 1 + NEAR, end)):
        if grammar.text(k).lower() in ("about", "of"):
            return _up_to_a_stop(grammar, k, end)
    return None


def _stands_apart(grammar: Grammar, i: int, clause: int) -> bool:
    """Whether a clause follows its verb and tells of something: no reason, no time, no order."""
    words = [k for k in grammar.subtree(clause) if grammar.words[k].upos != "PUNCT"] or [clause]
    return words[0] > i and grammar.text(words[0]).lower() not in NO_CONTENT


def led_to(grammar: Grammar, i: int) -> Span | None:
    """What follows a word and a "that" or "who" near it, up to the end of that clause."""
    sentence = grammar.words_in(grammar.sentence(i))
    for k in range(i + 1, min(i + 1 + NEAR, sentence.stop)):
        if grammar.text(k) in _STOPS or grammar.text(k) == ",":
            return None
        that = grammar.text(k).lower() == "that"
        if grammar.text(k).lower() in LEADS and (not that or grammar.words[k].upos == "SCONJ"):
            return _up_to_a_stop(grammar, k, sentence.stop)
    return None


def sentence_about(grammar: Grammar, i: int) -> Span | None:
    """The sentence about a denied verb, where nothing else says what was not told."""
    sentence = grammar.words_in(grammar.sentence(i))
    return _up_to_a_stop(grammar, sentence.start, sentence.stop)


def _up_to_a_stop(grammar: Grammar, first: int, end: int) -> Span:
    last = first
    for k in range(first, end):
        if grammar.text(k) in _STOPS:
            break
        last = k
    return Span(grammar.words[first].at.start, grammar.words[last].at.end)
