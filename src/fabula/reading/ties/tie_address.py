"""Ties told by what people call each other: "No, sir", "Well, Colonel", "Mum", "little brother"."""

from __future__ import annotations

from fabula.reading.language.grammar import Grammar
from fabula.reading.language.nearby import addressee, is_called, is_person
from fabula.reading.lists import words_of
from fabula.reading.states.state_words import RANKS
from fabula.reading.ties.tie_owners import whose_eyes
from fabula.reading.ties.tie_words import GRANDPARENT_NAMES, GRAVE_NAMES, PARENT_NAMES
from fabula.reading.ties.told_ties import Told
from fabula.story.memory import Known, Memory
from fabula.story.records import RelationType

_HONOURS = frozenset(("sir", "ma'am", "ma’am"))
_ABOVE = words_of("boss master chief skipper guv'nor commander majesty highness")
_OFFICERS = frozenset(("inspector",))  # whom anybody calls so
_SIBLINGS = frozenset(("brother", "sister", "bro", "sis"))
_OWN = words_of("little big baby older elder younger dear")
_LADDER: tuple[str, ...] = (
    "private", "trooper", "gunner", "constable", "corporal", "sergeant", "ensign", "lieutenant",
    "captain", "major", "commander", "colonel", "commodore", "brigadier", "general", "admiral",
)  # each commands those before  # fmt: skip
_PEERS = words_of("lady lord sir dame duke duchess count countess baron baroness")
_ELDERS = frozenset(("uncle", "aunt", "auntie", "cousin"))
_MY = frozenset(("my", "your", "m'", "m"))
_LORDS = words_of("lord lady liege ladyship lordship majesty highness grace")
_CALLS = _LORDS | _HONOURS | _ABOVE | _SIBLINGS | RANKS


def by_address(memory: Memory, grammar: Grammar, told: Told, i: int) -> None:
    """What a form of address says of who uses it and who is called so."""
    text, lemma = grammar.text(i).lower(), grammar.lemma(i)
    grave = text in GRAVE_NAMES and grammar.text(i)[0].isupper() and not _is_holy(memory, text)
    if text in PARENT_NAMES or text in GRANDPARENT_NAMES or grave:
        _family(memory, grammar, told, i)
        return
    if lemma in _ELDERS:
        _elder(memory, grammar, told, i)
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


def _titled(memory: Memory, grammar: Grammar, i: int) -> str | None:
    """The only one who has been named with a title."""
    bearers = {memory.cast.root(e) for e in memory.cast.words.get(f"^{grammar.text(i)}", ())}
    return bearers.pop() if len(bearers) == 1 else None


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


def _is_otherwise_named(known: Known | None, text: str) -> bool:
    """Whether somebody has a name beside what the family call them."""
    words = {w.lower() for form in (known.forms if known else ()) for w in form if w}
    return bool(words - {text.lower()})


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
