"""Who takes part in what, by syntax and by what the model makes of the sentence: what the model
thinks out of the question is left out, and whom it is sure of is put in.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

from fabula.reading.language.grammar import Grammar
from fabula.reading.language.roles import Part
from fabula.story.annotations import Glimpses
from fabula.story.records import Role

SURE = 0.55  # how sure the model must be of whom syntax does not show
_SOMEBODY = ("agent", "recipient")  # roles that only a mention can fill


Seen = tuple[Role, int, float]  # a role, the last word of who or what has it, the share


def by_event(glimpses: Glimpses) -> dict[int, list[Seen]]:
    """What the model makes of each word that tells of something."""
    found: dict[int, list[Seen]] = {}
    for part in glimpses.parts:
        found.setdefault(part.event, []).append((cast(Role, part.role), part.last, part.share))
    return found


def parted(grammar: Grammar, found: list[Part], seen: Sequence[Seen]) -> list[Part]:
    """The parts that syntax shows in what a word tells, weighed with those that the model sees
    (none where it has not looked)."""
    if not seen:
        return found
    kept, covered = [], set()
    for part in found:
        words = set(grammar.words_in(grammar.phrase(part.word)))
        if any(role == part.role and last in words for role, last, _ in seen):
            kept.append(part)
            covered |= words
    taken = {_entity(grammar, part) for part in kept} - {None}
    for role, last, share in sorted(seen, key=lambda s: -s[2]):
        new = _ending(grammar, role, last, share) if share >= SURE and last not in covered else None
        if new is None or _entity(grammar, new) in taken:
            continue
        kept.append(new)
        taken |= {_entity(grammar, new)} - {None}
    return kept


def _entity(grammar: Grammar, part: Part) -> str | None:
    return grammar.entity(part.word if part.whose is None else part.whose)


def _ending(grammar: Grammar, role: Role, last: int, share: float) -> Part | None:
    """The longest mention that ends with a word, else the word itself where it is a noun."""
    seen = grammar.page.notes.seen
    ending = [n for n in grammar.page.mentions_in(grammar.sentence(last)) if seen[n].last == last]
    if ending:
        word = grammar.head_of(max(ending, key=lambda n: seen[n].last - seen[n].first))
        return Part(role, word if word is not None else last, seen=share)
    noun = grammar.words[last].upos in ("NOUN", "PROPN")
    return Part(role, last, seen=share) if noun and role not in _SOMEBODY else None
