"""Whether a noun that names somebody by a tie says so in earnest, of what time, in which words."""

from __future__ import annotations

from fabula.reading.language.grammar import Grammar
from fabula.reading.language.nearby import before, named_beside
from fabula.reading.lists import set_of
from fabula.reading.states.bearers import copula, is_real
from fabula.story.text import Span

_PAST = frozenset(("former", "late", "ex", "erstwhile", "onetime", "dead"))
_ONCE = frozenset(("once", "formerly"))
_LIKE = frozenset(("like", "as", "than"))
_SOME = set_of("no any every each another some what which whose whatever many most")


def is_form_of_address(grammar: Grammar, i: int) -> bool:
    """Whether somebody is called so ("Well, my son?"): priests and friends say it too."""
    first = i
    while first > 0 and grammar.words[first - 1].upos in ("ADJ", "PRON", "DET"):
        first -= 1
    around = [k for k in (first - 1, i + 1) if 0 <= k < len(grammar.words)]
    marks = all(grammar.words[k].upos in ("PUNCT", "INTJ") for k in around)
    named = named_beside(grammar, i) is not None
    return grammar.quotation(i) is not None and marks and not named


def is_told(grammar: Grammar, i: int) -> bool:
    """Whether a noun is said of somebody in earnest: not denied, asked, wished, or a likeness."""
    if grammar.preposition(i) in _LIKE or _is_asked(grammar, i):
        return False
    doubted = grammar.realis(i) not in ("actual", "future", "habitual")
    if copula(grammar, i) is not None and (doubted or grammar.is_question(i)):
        return False
    head = grammar.words[i].head
    has = grammar.words[i].deprel == "obj" and head is not None and grammar.lemma(head) == "have"
    if has and not is_real(grammar, head or 0):
        return False
    determiners = {grammar.text(k).lower() for k in grammar.below(i, "det")}
    return not determiners & _SOME


def _is_asked(grammar: Grammar, i: int) -> bool:
    """Whether it is asked if somebody is it ("Is she your mother?")."""
    near = range(max(0, i - 4), i)
    asked = grammar.is_question(i) or grammar.mark_after(i).startswith("?")
    return asked and any(grammar.lemma(k) == "be" for k in near)


def is_past(grammar: Grammar, i: int) -> bool:
    adjectives = {grammar.lemma(k) for k in grammar.below(i, "amod")}
    verb = copula(grammar, i)
    used = verb is not None and verb > 1 and grammar.lemma(verb - 2) == "use"
    if adjectives & _PAST or used or _ONCE & {grammar.lemma(k) for k in grammar.below(i, "advmod")}:
        return True
    still = any(grammar.preposition(k) in ("since", "for") for k in grammar.below(i, "obl", "nmod"))
    return "had" in grammar.auxiliaries(i) and verb is not None and not still


def words_that_tell(grammar: Grammar, i: int) -> Span:
    """The words that tell a tie: the noun's phrase, from the subject of its copula on."""
    at = grammar.phrase(i)
    verb = copula(grammar, i)
    subject = before(grammar, verb) if verb is not None else None
    if subject is None or grammar.words[subject].sentence != grammar.words[i].sentence:
        return at
    return Span(min(grammar.words[subject].at.start, at.start), at.end)


def in_law(grammar: Grammar, i: int) -> bool:
    """Whether a word ends a "brother-in-law"."""
    if not 4 <= i < len(grammar.words) or grammar.text(i) != "law":
        return False
    said = [grammar.text(k).lower() for k in range(i - 4, i + 1) if 0 <= k < len(grammar.words)]
    return len(said) == 5 and said[1::2] == ["-", "-"] and said[2::2] == ["in", "law"]
