"""Whether somebody can be what a noun says: a wife is no he, a king no she."""

from __future__ import annotations

from fabula.reading.lists import set_of, word_list
from fabula.reading.states.state_words import RANKS
from fabula.story.memory import Gender, Memory

_EITHER = set_of("actor host hero priest vicar rector parson bishop butler nurse housekeeper heir")
_CLEAR = 3  # how many more times "she" than "he" must have stood for somebody without a name


def fits(memory: Memory, entity: str, noun: str) -> bool:
    """Whether nothing speaks against a noun (a lemma) for somebody."""
    told, own = _of_noun(noun), gender(memory, entity)
    return told == "?" or own in ("?", "n") or told == own


def _of_noun(noun: str) -> Gender:
    if noun in RANKS or noun in _EITHER:
        return "?"
    if noun in word_list("nouns_f"):
        return "f"
    return "m" if noun in word_list("nouns_m") else "?"


def gender(memory: Memory, entity: str) -> Gender:
    """Whether the text has called somebody she or he, as far as that is clear."""
    entity = memory.cast.root(entity)
    known = memory.cast.known.get(entity)
    if known is not None and known.gender != "?":
        return known.gender
    she, he = memory.links.spoken.get(entity, (0, 0))
    if abs(she - he) < _CLEAR:
        return "?"
    return "f" if she > he else "m"
