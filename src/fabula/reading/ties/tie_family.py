"""Ties told by what people call their family: "Mum" as a name, "Uncle Owen", "Well, Granny?"."""

from __future__ import annotations

from fabula.reading.language.grammar import Grammar
from fabula.reading.language.nearby import addressee, is_called, is_person
from fabula.reading.ties.tie_owners import whose_eyes
from fabula.reading.ties.tie_words import GRANDPARENT_NAMES, GRAVE_NAMES, PARENT_NAMES
from fabula.reading.ties.told_ties import Told
from fabula.story.memory import Known, Memory
from fabula.story.records import RelationType

_ELDERS = frozenset(("uncle", "aunt", "auntie", "cousin"))


def by_family_name(memory: Memory, grammar: Grammar, told: Told, i: int) -> bool:
    """Whether a word is what somebody calls their family; tells whom, and of whom."""
    text = grammar.text(i).lower()
    grave = text in GRAVE_NAMES and grammar.text(i)[0].isupper() and not _is_holy(memory, text)
    if text in PARENT_NAMES or text in GRANDPARENT_NAMES or grave:
        _family(memory, grammar, told, i)
    elif grammar.lemma(i) in _ELDERS:
        _elder(memory, grammar, told, i)
    else:
        return False
    return True


def _family(memory: Memory, grammar: Grammar, told: Told, i: int) -> None:
    """ "Mum", "Da" as a name: the mother, the father of whoever says it, or tells it."""
    if grammar.child(i, "nmod:poss", "det") is not None or not is_person(grammar, i):
        return
    parent, text = addressee(grammar, i) or grammar.entity(i), grammar.text(i)
    number, child = grammar.quotation(i), _who_says(memory, grammar, i)
    known = memory.cast.known.get(memory.cast.root(parent)) if parent else None
    other = (
        not is_called(grammar, i)
        and known is not None
        and text.lower() not in {w.lower() for f in known.forms for w in f}
    )
    if parent is None or child is None or other or not (text[0].isupper() or number is not None):
        return
    if text.lower() in GRANDPARENT_NAMES and (
        text[0].islower() or _is_otherwise_named(known, text)
    ):
        return  # anybody old is called so: "Granny Tamsin", "I'll give you granny!"
    type_: RelationType = "kin" if text.lower() in GRANDPARENT_NAMES else "parent"
    told.add(parent, type_, child, grammar.words[i].at, confidence=0.7)


def _elder(memory: Memory, grammar: Grammar, told: Told, i: int) -> None:
    """ "Uncle Owen", said or told by one of his family."""
    named = i + 1 < len(grammar.words) and grammar.words[i + 1].upos == "PROPN"
    speaker = _who_says(memory, grammar, i)
    elder = grammar.entity(i) or (grammar.entity(i + 1) if named else None)
    if named and speaker is not None and elder is not None and grammar.text(i)[0].isupper():
        told.add(elder, "kin", speaker, grammar.words[i].at, confidence=0.6)


def _who_says(memory: Memory, grammar: Grammar, i: int) -> str | None:
    """Who says a word, or tells it where a story has a teller, or through whose eyes it is told."""
    number = grammar.quotation(i)
    if number is not None:
        return grammar.page.spoken.get(number, (None, ()))[0]
    return whose_eyes(memory, grammar, i) or next(iter(memory.links.tellers[-1:]), None)


def _is_holy(memory: Memory, text: str) -> bool:
    """Whether somebody bears "Father" or "Mother" as a title: a priest, a nun."""
    return bool(memory.cast.words.get(f"^{text.capitalize()}"))


def _is_otherwise_named(known: Known | None, text: str) -> bool:
    """Whether somebody has a name beside what the family call them."""
    words = {w.lower() for form in (known.forms if known else ()) for w in form if w}
    return bool(words - {text.lower()})
