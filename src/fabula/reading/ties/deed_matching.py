"""Where a word of the text has the company that a pattern asks for, and whom it is done to."""

from __future__ import annotations

from collections.abc import Iterator

from fabula.reading.language.grammar import Grammar
from fabula.reading.language.nearby import is_person, led_to, object_of, owner
from fabula.reading.ties.deed_patterns import GROUP, SOMEBODY, Pattern, Slot
from fabula.reading.ties.tie_words import GROUPS

EACH_OTHER = -1
_NEAR = 6  # words after a word in which its particle stands, where its object may come between
_NEXT = 3  # ... else, and in which a preposition leads to somebody, whatever hangs on what
_TOLD = frozenset(("NOUN", "PROPN", "PRON", "ADJ", "ADV", "NUM"))
_CLAUSES = frozenset(
    ("nsubj", "nsubj:pass", "acl:relcl", "advcl", "conj", "parataxis", "ccomp", "appos", "csubj")
)


def has_company(grammar: Grammar, i: int, pattern: Pattern) -> bool:
    """Whether all stands by a word that a pattern asks for, but whom it is done to."""
    slots = [slot for slot in pattern.slots if not slot.who]
    return _has_beside(grammar, i, pattern) and all(
        _filling(grammar, i, slot) is not None for slot in slots
    )


def patient(grammar: Grammar, i: int, pattern: Pattern) -> int | None:
    """The word for whom a word tells a pattern's deed or feeling of; `EACH_OTHER` where they do it
    to each other; None where it tells something else."""
    if pattern.led_by and grammar.preposition(i) not in pattern.led_by:
        return None
    if not _has_beside(grammar, i, pattern):
        return None
    found = owner(grammar, i) if pattern.owned else None
    noun = grammar.words[i].upos in ("NOUN", "PROPN")
    for slot in pattern.slots:
        k = None if noun and slot.who and not slot.led_by else _filling(grammar, i, slot)
        if k is None:
            return None
        found = k if slot.who else found
    return found


def _has_beside(grammar: Grammar, i: int, pattern: Pattern) -> bool:
    """Whether a pattern's next word and particle follow a word, the particle after an
    object where it may have one."""
    if pattern.next and grammar.following(i) != pattern.next:
        return False
    if not pattern.beside:
        return True
    direct = any(not slot.led_by for slot in pattern.slots)
    return stands_beside(grammar, i, pattern.beside, _NEAR if direct else _NEXT)


def stands_beside(grammar: Grammar, i: int, words: frozenset[str], near: int = _NEAR) -> bool:
    """Whether one of some words ("up", "together") follows a word in its clause, leading to no
    noun."""
    for k in range(i + 1, min(i + near, len(grammar.words))):
        if grammar.words[k].upos in ("PUNCT", "VERB"):
            return False
        if grammar.text(k).lower() in words and grammar.words[k].deprel != "case":
            return True
    return False


def is_group(grammar: Grammar, k: int) -> bool:
    """Whether a word stands for several people, or a body of them."""
    number = grammar.mention(k)
    kind = grammar.page.notes.seen[number].type if number is not None else ""
    several = grammar.words[k].xpos in ("NNS", "NNPS", "CD") or grammar.lemma(k) in GROUPS
    return kind == "ORG" or (kind == "PER" and several and not grammar.is_pronoun(k))


def _filling(grammar: Grammar, i: int, slot: Slot) -> int | None:
    """The word for whoever fills a slot, any word that does where it is nobody's."""
    for k in _candidates(grammar, i, slot):
        if slot.nouns and grammar.lemma(k) not in slot.nouns:
            continue
        if not slot.who:
            return k
        whose = _owner(grammar, k) if slot.nouns else k
        if _is_who(grammar, whose, slot.who):
            return whose
        if not slot.nouns and _each_other(grammar, k):
            return EACH_OTHER
    return _by_place(grammar, i, slot)


def _by_place(grammar: Grammar, i: int, slot: Slot) -> int | None:
    """Who stands where a slot is filled, whatever hangs on what."""
    if slot.who != SOMEBODY or slot.nouns:
        return None
    if slot.led_by:
        if grammar.is_passive(i) and grammar.following(i) in slot.led_by:
            return grammar.subject(i)  # "was looked after"
        near = [grammar.text(k).lower() for k in range(i + 1, min(i + _NEXT, len(grammar.words)))]
        return led_to(grammar, i, *slot.led_by) if slot.led_by & {*near} else None
    return None if grammar.is_passive(i) else object_of(grammar, i)


def _candidates(grammar: Grammar, i: int, slot: Slot) -> Iterator[int]:
    """The words that hang on a word by a slot's prepositions, or by none."""
    if not slot.led_by and grammar.is_passive(i) and slot.who:
        subject = grammar.subject(i)
        yield from () if subject is None else (subject,)
        return
    if not slot.led_by and slot.who and not slot.nouns:
        yield from (k for k in (grammar.child(i, "iobj"), grammar.object(i)) if k is not None)
        return
    for k in _clause(grammar, i):
        led = grammar.preposition(k) or _of_surname(grammar, k)
        if led in slot.led_by if slot.led_by else not led and k > i:
            yield k


def _of_surname(grammar: Grammar, k: int) -> str:
    """The preposition that hangs on the second word of a name ("of Bishop Carrow")."""
    found = (grammar.preposition(c) for c in grammar.below(k, "flat"))
    return next((led for led in found if led), "")


def _clause(grammar: Grammar, i: int) -> Iterator[int]:
    """The nouns and adjectives that hang on a word in its own clause."""
    for k in grammar.below(i):
        word = grammar.words[k]
        if word.deprel not in _CLAUSES and word.upos in _TOLD:
            yield k
            yield from _clause(grammar, k)


def _is_who(grammar: Grammar, k: int | None, who: str) -> bool:
    if k is None:
        return False
    if who == GROUP:
        return is_group(grammar, k) and grammar.entity(k) is not None
    return is_person(grammar, k) or grammar.text(k).lower() == "both"


def _owner(grammar: Grammar, k: int) -> int | None:
    """Whose something is; "his", taken for another pronoun, is still right before it."""
    found = owner(grammar, k)
    beside = found is None and k > 0 and grammar.text(k - 1).lower() in ("his", "her", "my")
    return k - 1 if beside else found


def _each_other(grammar: Grammar, k: int) -> bool:
    said = f"{grammar.text(k).lower()} {grammar.following(k)}"
    return said in ("each other", "one another")
