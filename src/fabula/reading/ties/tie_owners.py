"""Whose mother, friend or captain somebody can be, whatever a pronoun was taken for: nobody is
their own brother, "his" is no woman's, and whoever speaks of "your mother" means nobody of those
who talk."""

from __future__ import annotations

from collections.abc import Collection

from fabula.reading.language.grammar import Grammar
from fabula.reading.language.nearby import owner
from fabula.reading.people.genders import gender
from fabula.story.memory import Memory
from fabula.story.records import Entity, PointOfView

_NOT = {"his": "f", "her": "m"}  # whom a word cannot stand for
_NEAR = 8  # words from what is said to who says it


def whose(
    memory: Memory, grammar: Grammar, i: int, owners: list[str], bearers: Collection[str]
) -> list[str]:  # fmt: skip
    """The owners of a noun, without its bearers and those whom their pronoun cannot mean; where
    none is left, whom it was said to ("said Ida, his wife"), or through whose eyes it is told."""
    said = owner(grammar, i)
    pronoun = grammar.text(said).lower() if said is not None else ""
    fitting = [o for o in owners if o not in bearers and gender(memory, o) != _NOT.get(pronoun)]
    if fitting or not owners or not bearers or pronoun not in _NOT:
        return fitting
    others = (_hearer(grammar, i, bearers), whose_eyes(memory, grammar, i))
    return [
        one
        for one in others
        if one is not None and one not in bearers and gender(memory, one) != _NOT[pronoun]
    ][:1]


def _hearer(grammar: Grammar, i: int, bearers: Collection[str]) -> str | None:
    """To whom the one whom a noun stands for has just said something."""
    for k in range(i - 1, max(-1, i - _NEAR), -1):
        number = grammar.quotation(k)
        if number is not None and number != grammar.quotation(i):
            speaker, to = grammar.page.spoken.get(number, (None, ()))
            return to[0] if speaker in bearers and len(to) == 1 else None
    return None


def whose_eyes(memory: Memory, grammar: Grammar, i: int) -> str | None:
    """Through whose eyes the scene that a word stands in is told."""
    at, page = grammar.words[i].at.start, grammar.page
    scene = next((p.scene for p in page.played if p.at.start <= at < p.at.end), None)
    told = [r.entity for r in page.records if isinstance(r, PointOfView) and r.scene == scene]
    open_ = [p.seen_by for p in memory.staging.open if p.id == scene]
    return next(iter(told[-1:] or open_), None)


def is_barred(memory: Memory, grammar: Grammar, i: int, entity: str) -> bool:
    """Whether a noun with an owner cannot stand for somebody: for who says it, or hears it, or
    tells the story."""
    number = grammar.quotation(i)
    if number is None:
        return entity in memory.links.tellers[-1:]
    speaker, to = grammar.page.spoken.get(number, (None, ()))
    return entity == speaker or entity in to


def is_in_passing(grammar: Grammar, i: int) -> bool:
    """Whether somebody without a name is met only as the owner of something ("his grandfather's
    knife")."""
    return grammar.owns(i) and is_new(grammar, i)


def is_new(grammar: Grammar, i: int) -> bool:
    """Whether a word is the first that stands for its entity."""
    entity, page = grammar.entity(i), grammar.page
    first = next((n for n in sorted(page.meant) if page.meant[n] == entity), None)
    return first == grammar.mention(i) and any(
        isinstance(r, Entity) and r.id == entity for r in page.records
    )
