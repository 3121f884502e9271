"""Whom a noun describes that stands apart from them: "she was in the yard, a big girl"."""

from __future__ import annotations

from collections.abc import Iterator

from fabula.reading.language.grammar import Grammar
from fabula.reading.language.nearby import before, ending, is_person
from fabula.reading.lists import set_of
from fabula.reading.states.bearers import is_real, members, people, predicate, subject, subjects

_COMES = set_of("come go return die live leave arrive wake bear end")


def described(grammar: Grammar, i: int) -> list[str]:
    """Whom a noun with "a" describes: the subject of its copula; who stands before its comma; the
    subject of the clause that it follows ("she was in the yard, a big girl"); else whom it stands
    for, as other nouns do."""
    said = predicate(grammar, i)
    if said is not None:
        return subjects(grammar, said) if is_real(grammar, said) else []
    if _is_come(grammar, i):
        return subjects(grammar, grammar.words[i].head)
    return apart(grammar, i) or people(grammar, i)


def apart(grammar: Grammar, i: int) -> list[str]:
    """Whom a noun with "a" describes that a comma sets apart from them."""
    first = _opening(grammar, i)
    led = first > 1 and grammar.text(first - 1) in (",", "—", "–")
    if not led or grammar.text(first).lower() not in ("a", "an"):
        return []
    beside = ending(grammar, first - 2)
    if beside is None and is_person(grammar, first - 2):
        beside = first - 2
    if beside is not None:
        return list(members(grammar, beside))
    return [] if _acts(grammar, i) else list(_subject_before(grammar, first - 1))


def _is_come(grammar: Grammar, i: int) -> bool:
    """Whether a noun says as what somebody comes, goes or lives ("he came home a rich man")."""
    head, determiner = grammar.words[i].head, grammar.child(i, "det")
    new = determiner is not None and grammar.text(determiner).lower() in ("a", "an")
    after = head is not None and head < i and grammar.lemma(head) in _COMES
    return new and after and not grammar.preposition(i)


def _opening(grammar: Grammar, i: int) -> int:
    """The first word of the noun phrase that ends with a noun, "a" or "the" where it has one."""
    for k in range(i - 1, max(-1, i - 9), -1):
        if grammar.words[k].upos == "DET":
            return k
        if grammar.words[k].upos not in ("ADJ", "ADV", "NOUN", "PUNCT", "CCONJ", "NUM"):
            break
    return i


def _acts(grammar: Grammar, i: int) -> bool:
    """Whether the next word is what a noun does."""
    return i + 1 < len(grammar.words) and grammar.words[i + 1].upos in ("VERB", "AUX")


def _subject_before(grammar: Grammar, i: int) -> Iterator[str]:
    """The persons that the nearest verb before a word with a person for its subject tells of."""
    sentence, speech = grammar.words[i].sentence, grammar.quotation(i)
    for k in range(i - 1, -1, -1):
        if grammar.words[k].sentence != sentence or grammar.quotation(k) != speech:
            return
        if grammar.words[k].upos in ("VERB", "AUX"):
            own = subject(grammar, k) if grammar.words[k].upos == "VERB" else before(grammar, k)
            if is_person(grammar, own):
                yield from people(grammar, own)
                return
