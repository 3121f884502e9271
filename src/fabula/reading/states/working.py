"""What people do for a living, told by a verb: "kept an inn", "drove a tram", "taught French"."""

from __future__ import annotations

from functools import cache

from fabula.reading.language.grammar import Grammar
from fabula.reading.language.nearby import thing_after
from fabula.reading.lists import lines, set_of, word_list
from fabula.reading.states.bearers import is_real, subjects
from fabula.reading.states.held_states import Held
from fabula.story.text import Span

_SCHOOLS = set_of(
    "school college university academy class classes children infants grade infant form"
    " kindergarten nursery pupil"
)
_SUBJECTS = set_of(
    "chemistry physics maths mathematics history geography french german latin greek english"
    " music piano violin art drawing dancing swimming singing biology literature philosophy law"
    " economics science"
)
_WORK_AT = frozenset(("at", "in", "for", "on", "down"))
_TENSES = frozenset(("VBD", "VBP", "VBZ"))


@cache
def _work() -> dict[str, frozenset[str]]:
    """What is done for a living: "sell" -> plain nouns, "drive a" -> nouns with an article."""
    said = (line.partition(": ") for line in lines("work"))
    return {verb: set_of(nouns) for verb, _, nouns in said}


def works(grammar: Grammar, held: Held, i: int) -> None:
    """ "She worked at the mill", "kept an inn", "drove a tram", "sold shoes", "taught French"."""
    lemma, target = grammar.lemma(i), grammar.object(i) or thing_after(grammar, i)
    if grammar.words[i].xpos not in _TENSES and not grammar.auxiliaries(i):
        return
    if not is_real(grammar, i) and grammar.realis(i) != "habitual":
        return
    place: int | None = None
    if lemma == "work":
        at = (k for k in grammar.below(i, "obl") if grammar.preposition(k) in _WORK_AT)
        place = next((k for k in at if _is_house(grammar, k)), None)
    elif lemma == "teach":
        place = target if target is not None and _is_taught(grammar, target) else None
        at = (k for k in grammar.below(i, "obl") if grammar.lemma(k) in _SCHOOLS)
        place = next(at, place)
    elif target is not None:
        article = grammar.child(target, "det") is not None
        kinds = _work().get(f"{lemma} a" if article else lemma, frozenset())
        named = {grammar.lemma(target), grammar.text(target).lower()} & kinds
        place = target if named and grammar.child(target, "nmod:poss") is None else None
    if place is not None:
        at_ = Span(grammar.words[i].at.start, grammar.phrase(place).end)
        held.add(subjects(grammar, i), "occupation", at_, lasting=True, said=grammar.lemma(place))


def _is_taught(grammar: Grammar, k: int) -> bool:
    return grammar.lemma(k) in _SUBJECTS | _SCHOOLS or grammar.text(k).lower() in _SUBJECTS


def _is_house(grammar: Grammar, k: int) -> bool:
    """Whether a word stands for a place or body that one works for."""
    number = grammar.mention(k)
    kind = grammar.page.notes.seen[number].type if number is not None else None
    known = {grammar.lemma(k), grammar.text(k).lower()} & word_list("workplaces")
    return kind in ("ORG", "FAC") or bool(known)
