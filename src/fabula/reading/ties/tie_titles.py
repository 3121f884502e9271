"""Ties told by how people are named and how they order: Mr. and Mrs. Gale are a couple; who says
"That's an order" may give one."""

from __future__ import annotations

import re

from fabula.reading.lists import words_of
from fabula.reading.page import Page
from fabula.reading.ties.told_ties import Told
from fabula.story.memory import Cast, Memory
from fabula.story.text import Span

_WIVES = words_of("mrs. mrs lady countess baroness duchess queen frau madame señora signora")
_HUSBANDS = words_of(
    "mr. mr dr. dr sir lord count baron duke king herr monsieur señor signor captain major colonel"
    " general professor reverend judge"
)
_ORDER = re.compile(
    r"\b(?:that(?:['’]s| is) (?:an|a direct) order|you(?:['’]re| are) (?:fired|sacked|dismissed)"
    r"|i(?:['’]m| am) ordering you|i order you|stand easy|stand down|at ease|as you were)\b"
    r"|(?:^|[.!?] )dismissed[.!]",
    re.IGNORECASE,
)


def by_titles(memory: Memory, page: Page, told: Told) -> None:
    """A Mrs. and a Mr. of one name, where there is one of each."""
    for called in page.called:
        if called is None:
            continue
        entity = memory.cast.root(called.entity)
        for surname in _surnames(memory.cast, entity):
            wives, husbands = (_titled(memory.cast, surname, t) for t in (_WIVES, _HUSBANDS))
            if len(wives) == len(husbands) == 1 and entity in wives | husbands:
                told.suppose(min(husbands), "spouse", min(wives), called.at)


def _surnames(cast: Cast, entity: str) -> set[str]:
    """The last words of the names that somebody has with such a title."""
    known = cast.known.get(entity)
    forms = known.forms if known is not None else ()
    return {form[-1] for form in forms if len(form) > 1 and form[0].lower() in _WIVES | _HUSBANDS}


def _titled(cast: Cast, surname: str, titles: frozenset[str]) -> set[str]:
    """Those who have been named with one of some titles and a surname."""
    bearers = {cast.root(e) for e in cast.words.get(surname, ())}
    return {
        e
        for e in bearers
        if e in cast.known
        and any(f[0].lower() in titles and f[-1] == surname for f in cast.known[e].forms if f)
    }


def by_orders(page: Page, told: Told) -> None:
    """Who tells another that it is an order, that they are dismissed."""
    for number, quotation in enumerate(page.notes.quotations):
        speaker, to = page.spoken.get(number, (None, ()))
        if speaker is None or len(to) != 1:
            continue
        at = quotation.at
        found = _ORDER.search(page.passage.text[at.start : at.end].strip("“”\"'‘’ "))
        if found:
            told.add(speaker, "superior", to[0], Span(*at), basis="inferred", confidence=0.5)
