"""Ties told by how people are named and how they order: Mr. and Mrs. Gale are a couple; who says
"That's an order" may give one."""

from __future__ import annotations

import re

from fabula.reading.lists import set_of
from fabula.reading.page import Page
from fabula.reading.ties.told_ties import Told
from fabula.story.memory import Cast, Memory
from fabula.story.text import Span

_PLAIN = set_of("mr. mr dr. dr captain major colonel professor reverend judge m. monsieur herr")
_COUPLES: dict[str, frozenset[str]] = {
    "mrs.": _PLAIN, "mrs": _PLAIN, "madame": _PLAIN, "frau": _PLAIN,
    "lady": set_of("lord sir"), "countess": set_of("count earl"), "baroness": set_of("baron"),
    "duchess": set_of("duke"), "queen": set_of("king"), "princess": set_of("prince"),
}  # fmt: skip
_ORDER = re.compile(
    r"\b(?:that(?:['’]s| is) (?:an|a direct) order|you(?:['’]re| are) (?:fired|sacked|dismissed)"
    r"|i(?:['’]m| am) ordering you|i order you|stand easy|stand down|at ease|as you were)\b"
    r"|(?:^|[.!?] )dismissed[.!]",
    re.IGNORECASE,
)


def by_titles(memory: Memory, page: Page, told: Told) -> None:
    """A Mrs. and a Mr. of one name, where there is one of each."""
    for called in page.called:
        entity = memory.cast.root(called.entity) if called is not None else None
        if called is None or entity not in memory.cast.known:
            continue
        for title, *_, surname in _titled(memory.cast, entity):
            for wife, husband in _COUPLES.items():
                if title == wife or title in husband:
                    wives = _bearing(memory.cast, surname, frozenset((wife,)))
                    husbands = _bearing(memory.cast, surname, husband)
                    if len(wives) == len(husbands) == 1:
                        told.suppose(min(husbands), "spouse", min(wives), called.at)


def _titled(cast: Cast, entity: str) -> set[tuple[str, ...]]:
    """The names with a title that somebody has, the title in small letters."""
    forms = cast.known[entity].forms
    return {(form[0].lower(), *form[1:]) for form in forms if len(form) > 1 and form[0]}


def _bearing(cast: Cast, surname: str, titles: frozenset[str]) -> set[str]:
    """Those who have been named with one of some titles and a surname."""
    bearers = {cast.root(e) for e in cast.words.get(surname, ())} & cast.known.keys()
    return {
        e for e in bearers if any(f[0] in titles and f[-1] == surname for f in _titled(cast, e))
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
