"""What people look like and what has been done to their bodies: hair, eyes and scars, a gold tooth,
a broken arm, a hand sewn up.
"""

from __future__ import annotations

from fabula.reading.language.grammar import Grammar
from fabula.reading.lists import set_of, word_list
from fabula.reading.states.ailing import illness, injury, remains
from fabula.reading.states.held_states import Held
from fabula.reading.states.parts import is_had, part
from fabula.reading.states.state_words import (
    BODY,
    COLOURS,
    ILLNESSES,
    INJURIES,
    LOOKS,
    REMAINS,
    TELLING,
)
from fabula.reading.states.whose import bearers
from fabula.story.text import Span

_BECOMES = set_of("be go turn grow become look")
_SAID = 5  # words up to the one that tells a look


def looks(grammar: Grammar, held: Held, i: int) -> None:
    """What a noun of the body, or of what ails it, says."""
    lemma = grammar.lemma(i)
    if lemma in BODY:
        _look(grammar, held, i, BODY[lemma])
    if lemma in word_list("body_parts") and BODY.get(lemma) != "hair" and lemma != "heart":
        part(grammar, held, i)
    elif lemma in REMAINS and grammar.words[i].xpos == "NN":
        remains(grammar, held, i)
    elif lemma in INJURIES:
        injury(grammar, held, i)
    elif lemma in ILLNESSES:
        illness(grammar, held, i)


def _look(grammar: Grammar, held: Held, i: int, name: str) -> None:
    """ "Her green eyes", "his hair was red", "a boy with red hair", "she had a scar"."""
    said = _predicate(grammar, i)
    like = any(grammar.text(k).lower() in LOOKS for k in grammar.below(i, "amod", "compound"))
    if _is_struck(grammar, i):
        return  # "a black eye"
    if said is None and not like and not is_had(grammar, i) and grammar.lemma(i) not in TELLING:
        return
    held.add(bearers(grammar, i), name, said or grammar.phrase(i), lasting=True)


def _is_struck(grammar: Grammar, i: int) -> bool:
    return grammar.lemma(i) == "eye" and i > 0 and grammar.text(i - 1).lower() == "black"


def _predicate(grammar: Grammar, i: int) -> Span | None:
    """What a verb of being or becoming says of how a noun looks ("was red", "had gone white",
    "were the blue of the sea", "which was long"), or a verb of wearing ("wore her hair short")."""
    k = i + 1
    while k < len(grammar.words) and grammar.words[k].upos in ("PUNCT", "PRON", "AUX", "ADV"):
        if grammar.lemma(k) == "be" or grammar.text(k).lower() in LOOKS:
            break
        k += 1
    if k < len(grammar.words) and grammar.lemma(k) in _BECOMES and not grammar.is_question(k):
        k += 1
    elif k != i + 1:
        head = grammar.words[i].head if grammar.words[i].deprel == "nsubj" else None
        verb = grammar.child(head, "cop") if head is not None else None
        if verb is None or verb < i:  # "the eyes that she turned on him were green"
            return None
        k = verb + 1
    return _looking(grammar, k)


def _looking(grammar: Grammar, first: int) -> Span | None:
    """The words from a word on up to one that tells a look or a colour."""
    for k in range(first, min(first + _SAID, len(grammar.words))):
        if grammar.text(k).lower() in LOOKS and not _leads(grammar, k):
            return Span(grammar.words[first].at.start, grammar.words[k].at.end)
        if grammar.lemma(k) in COLOURS and grammar.words[k].upos == "NOUN":
            return Span(grammar.words[first].at.start, grammar.clause(k).end)
        if grammar.words[k].upos not in ("ADV", "DET", "ADJ", "ADP") or grammar.text(k) == "not":
            return None
    return None


def _leads(grammar: Grammar, k: int) -> bool:
    """Whether an adjective leads to a noun of its own ("her hair black cloth")."""
    last = k + 1 == len(grammar.words)
    return not last and grammar.words[k].upos == "ADJ" and grammar.words[k + 1].upos == "NOUN"
