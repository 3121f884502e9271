"""Ties told by what people call each other: "No, sir", "Well, Colonel", "Mum", "little brother"."""

from __future__ import annotations

from fabula.reading.language.grammar import Grammar
from fabula.reading.language.nearby import addressee, is_called
from fabula.reading.lists import set_of
from fabula.reading.states.state_words import RANKS
from fabula.reading.ties.tie_family import by_family_name
from fabula.reading.ties.told_ties import Told
from fabula.story.memory import Memory

_HONOURS = frozenset(("sir", "ma'am", "ma’am"))
_ABOVE = set_of("boss master chief skipper guv'nor commander majesty highness")
_OFFICERS = set_of("inspector sergeant corporal lieutenant")  # whom anybody calls so
_SIBLINGS = frozenset(("brother", "sister", "bro", "sis"))
_OWN = set_of("little big baby older elder younger dear")
_LADDER: tuple[str, ...] = (
    "private", "trooper", "gunner", "constable", "corporal", "sergeant", "ensign", "lieutenant",
    "captain", "major", "commander", "colonel", "commodore", "brigadier", "general", "admiral",
)  # each commands those before  # fmt: skip
_PEERS = set_of("lady lord sir dame duke duchess count countess baron baroness")
_MY = frozenset(("my", "your", "m'", "m"))
_LORDS = set_of("lord lady liege ladyship lordship majesty highness grace")
_CALLS = _LORDS | _HONOURS | _ABOVE | _SIBLINGS | RANKS


def by_address(memory: Memory, grammar: Grammar, told: Told, i: int) -> None:
    """What a form of address says of who uses it and who is called so."""
    text, lemma = grammar.text(i).lower(), grammar.lemma(i)
    if by_family_name(memory, grammar, told, i):
        return
    if text not in _CALLS and lemma not in _CALLS:
        return
    number = grammar.quotation(i)
    speaker = grammar.page.spoken.get(number, (None, ()))[0] if number is not None else None
    titled = _titled(memory, grammar, i) if is_called(grammar, i) else None
    if text in _LORDS and not (titled or _after(grammar, i, _MY)):
        return
    called = titled or addressee(grammar, i) or _named_so(grammar, i)
    called = called or _after(grammar, i, _OWN | _MY)
    if speaker is None or called is None or speaker == called:
        return
    at = grammar.words[i].at
    if lemma in _SIBLINGS and _is_own(grammar, i):
        told.add(called, "sibling", speaker, at, basis="inferred", confidence=0.6)
        return
    hostile = told.has(called, "enemy", speaker) or told.has(speaker, "captor", called)
    honoured = _is_honoured(memory, speaker)
    if text in _LORDS and _after(grammar, i, _MY):
        told.add(called, "superior", speaker, at, basis="inferred", confidence=0.5)
        return
    if _rank(memory, speaker) > max(_rank(memory, called), 0):
        told.add(speaker, "superior", called, at, basis="inferred", confidence=0.5)
        return
    ranked = text in (RANKS - _OFFICERS) | _ABOVE or (
        text in _HONOURS and _is_ranked(memory, called)
    )
    if ranked and not hostile and not honoured:
        told.add(called, "superior", speaker, at, basis="inferred", confidence=0.5)


def _titled(memory: Memory, grammar: Grammar, i: int) -> str | None:
    """The only one who has been named with a title."""
    bearers = {memory.cast.root(e) for e in memory.cast.words.get(f"^{grammar.text(i)}", ())}
    return bearers.pop() if len(bearers) == 1 else None


def _named_so(grammar: Grammar, i: int) -> str | None:
    """Whom a title and a name between marks call in speech ("Take the left, Sergeant Cobb.")."""
    seen, words = grammar.page.notes.seen, grammar.words
    for n, entity in grammar.page.meant.items():
        if seen[n].first == i and grammar.quotation(i) is not None and seen[n].last > i:
            around = (i - 1, seen[n].last + 1)
            marks = all(0 <= k < len(words) and words[k].upos == "PUNCT" for k in around)
            return entity if marks else None
    return None


def _is_own(grammar: Grammar, i: int) -> bool:
    """Whether "brother" means one's own: monks and friends say it too."""
    before = grammar.text(i - 1).lower() if i else ""
    return before in _OWN or grammar.lemma(i) in ("bro", "sis")


def _after(grammar: Grammar, i: int, words: frozenset[str]) -> str | None:
    """Whom "little brother", "my lady" between marks is said to."""
    if i == 0 or grammar.text(i - 1).lower() not in words:
        return None
    number = grammar.quotation(i)
    marks = all(
        0 <= k < len(grammar.words) and grammar.words[k].upos == "PUNCT" for k in (i - 2, i + 1)
    )
    to = grammar.page.spoken.get(number, (None, ()))[1] if number is not None else ()
    return to[0] if marks and len(to) == 1 else None


def _is_honoured(memory: Memory, entity: str) -> bool:
    """Whether somebody is called Lady, Lord or Sir, who may call a captain by his rank."""
    known = memory.cast.known.get(memory.cast.root(entity))
    return known is not None and any(f[0].lower() in _PEERS for f in known.forms if f and f[0])


def _rank(memory: Memory, entity: str) -> int:
    """How high the rank is that somebody has been named with, 0 for none."""
    known = memory.cast.known.get(memory.cast.root(entity))
    titles = {form[0].lower() for form in (known.forms if known else ()) if form and form[0]}
    return max((_LADDER.index(title) + 1 for title in titles if title in _LADDER), default=0)


def _is_ranked(memory: Memory, entity: str) -> bool:
    """Whether somebody has been named with a rank ("Captain Bredon")."""
    known = memory.cast.known.get(memory.cast.root(entity))
    return known is not None and any(
        form[0].lower() in RANKS for form in known.forms if form and form[0]
    )
