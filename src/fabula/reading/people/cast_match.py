"""Whether a name can stand for somebody already known, and how well it fits.

What a name's words tell is weighed against every form the other has been named by: sex by title,
first names that differ, `Mrs.` against `Miss`. Nothing here knows the text: forms are compared.
"""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from fabula.reading.names.name_common import common
from fabula.reading.names.name_lists import (
    GIVEN,
    NICKNAMES,
    NameGender,
    given_gender,
    group,
    title_gender,
)
from fabula.story.memory import Known

Form = tuple[str, ...]  # (title or "", words...)

# Titles that stand before a first name as gladly as before a family name; also the article of
# "the Hatter".
FIRST_NAME_TITLES = group("first-name-title")
_RANKS = group("rank")
_MARRIED = group("married")
_UNMARRIED = group("unmarried")
_FAMILY_WIFE = _MARRIED | {"Lady"}
_NOBLE = frozenset(("Sir", "Lord"))
_FORMAL = frozenset(("Sir", "Lady", "Lord", "King", "Queen"))

CLIP = 3  # letters of the shortest clipped name
_FULL = frozenset(root for roots in NICKNAMES.values() for root in roots)

SURE, GOOD, FAIR, POOR, NONE = 0.95, 0.85, 0.7, 0.55, 0.0


class Facets(NamedTuple):
    """What an entity's forms tell together: whole names, lone words that may be first or last
    names, family names after a title (with the titles), and all titles."""

    fulls: tuple[Form, ...]
    singles: frozenset[str]
    titled: tuple[tuple[str, str], ...]  # (title, word)
    titles: frozenset[str]
    gender: NameGender


@lru_cache(maxsize=1 << 14)
def facets(forms: tuple[Form, ...]) -> Facets:
    """What forms tell together."""
    fulls: list[Form] = []
    singles: set[str] = set()
    titled: list[tuple[str, str]] = []
    genders: set[str] = set()
    for title, *words in forms:
        if title:
            genders.add(title_gender(title))
        if len(words) > 1:
            fulls.append(tuple(words))
        elif title and title not in FIRST_NAME_TITLES:
            titled.append((title, words[0]))
        else:
            singles.add(words[0])
    if not genders & {"f", "m"}:
        genders = {form_gender(("", *full)) for full in fulls}
    if not genders & {"f", "m"}:
        genders = {given_gender(word) for word in singles}
    genders.discard("?")
    gender: NameGender = "?"
    if len(genders) == 1:
        gender = "f" if "f" in genders else "m"
    return Facets(
        tuple(fulls),
        frozenset(singles),
        tuple(titled),
        frozenset(title for title, *_ in forms if title),
        gender,
    )


@lru_cache(maxsize=1 << 14)
def form_gender(form: Form) -> NameGender:
    """The gender a form tells by itself, by its title, else by its first name."""
    title, *words = form
    if title:
        told = title_gender(title)
        if told != "?":
            return told
        if len(words) == 1 and title not in FIRST_NAME_TITLES:
            return "?"
    return given_gender(words[0])


def fit(form: Form, known: Known) -> float:
    """How well a name fits somebody known, in [0, 1]; 0 if it cannot be theirs."""
    have = facets(known.forms)
    told = form_gender(form)
    if len(form) == 2 and not form[0] and any(full[-1] == form[1] for full in have.fulls):
        told = "?"  # a family name may be a given name too: Captain Aldous Wren
    if told != "?" and "?" not in (have.gender, told) and told != have.gender:
        return NONE
    if told != "?" and _leaning(known) not in ("?", told):
        return NONE
    title, *words = form
    if title == "the":
        return _fit_definite(tuple(words), have)
    if _clash(title, have.titles):
        return NONE
    if len(words) > 1:
        return _fit_full(title, tuple(words), have)
    if title and title not in FIRST_NAME_TITLES:
        return _fit_titled(title, words[0], have)
    return _fit_single(title, words[0], have)


def _leaning(known: Known) -> str:
    """What the pronouns near an entity's name say clearly."""
    she, he = known.genders
    if max(she, he) < 12:
        return "?"
    return "f" if she >= 4 * he else "m" if he >= 4 * she else "?"


def _clash(title: str, titles: frozenset[str]) -> bool:
    """Whether titles tell two people apart: `Miss` from `Mrs.`, `Admiral` from either."""
    if title in _FAMILY_WIFE:
        return bool(titles & (_UNMARRIED | _RANKS))
    if title in _NOBLE or title == "Mr.":
        return bool(titles & (_NOBLE if title == "Mr." else {"Mr."}))
    if title in _RANKS:
        return bool(titles & (_MARRIED | _UNMARRIED))
    return title in _UNMARRIED and bool(titles & (_FAMILY_WIFE | _RANKS))


def clipped(short: str, full: str) -> bool:
    """Whether a name is the beginning of another, and no word of its own: `Tam`, `Tamsin`."""
    return begins(short, full) and short not in GIVEN and not common(short.lower())


def begins(short: str, full: str) -> bool:
    """Whether a name is the beginning of another."""
    return len(full) - 2 >= len(short) >= CLIP and full.startswith(short)


def same_first(one: str, other: str) -> bool:
    """Whether two first names can be one person's: alike, an initial, or a short form."""
    if one == other:
        return True
    if one.endswith(".") or other.endswith("."):
        return one[0] == other[0]
    roots, others = NICKNAMES.get(one), NICKNAMES.get(other)
    if roots is None or others is None:
        return False
    if one in others or other in roots:
        return True
    return bool(roots & others) and one not in _FULL and other not in _FULL


def _fit_full(title: str, words: Form, have: Facets) -> float:
    first, last = words[0], words[-1]
    best = NONE
    formal = bool((have.titles | {title}) & _FORMAL)
    if title in _MARRIED and given_gender(first) == "m":  # by her husband's name
        return SURE if words in have.fulls and title in have.titles else NONE
    if title in _MARRIED and have.fulls and not have.titles & _FAMILY_WIFE and have.gender != "f":
        return NONE
    for full in have.fulls:
        if set(full) == set(words):
            return SURE
        if full[-1] == last:
            held = full[0]
            alike = same_first(held, first) or begins(held, first) or begins(first, held)
            if held != first and (formal or not alike):
                return NONE
            best = max(best, GOOD)
        elif full[0] == first and (full[-1] in words or last in full):
            best = max(best, GOOD)
        elif full[0] == last and full[-1] != first:
            return NONE
        else:
            return NONE
    if best:
        return best
    for single in have.singles:
        short = same_first(single, first) or clipped(single, first)
        if single == first or (not formal and short):
            best = max(best, GOOD)
        elif single in words:
            best = max(best, FAIR)
        elif single in GIVEN and first in GIVEN:
            return NONE
    for held, word in have.titled:
        if word == last or (word == first and first not in GIVEN):
            best = max(best, _fit_by_family(title, first, held))
    return best


def _fit_by_family(title: str, first: str, held: str) -> float:
    """How well `First Last` fits who was called `Title Last` before."""
    if held in _FAMILY_WIFE and title not in _FAMILY_WIFE:
        return NONE
    if title and title == held:
        return FAIR
    return POOR + 0.05 if title_gender(held) != "?" and given_gender(first) == "?" else FAIR - 0.05


def _fit_titled(title: str, word: str, have: Facets) -> float:
    """`Mr. Bennet`: a family name, as a rule."""
    best = NONE
    for held, family in have.titled:
        if family == word:
            wife = held != title and {held, title} & _MARRIED
            best = max(best, SURE if held == title else NONE if wife else FAIR)
    for full in have.fulls:
        if full[-1] == word or (full[0] == word and word not in GIVEN):
            if title in _MARRIED and not have.titles & _FAMILY_WIFE:
                return max(best, NONE)
            best = max(best, GOOD if title in have.titles else FAIR)
        elif full[0] == word and title not in _RANKS:
            best = max(best, FAIR)
    if word in have.singles and not (title in _RANKS and have.gender == "f"):
        best = max(best, GOOD if title not in _MARRIED or have.gender == "f" else NONE)
    return best


def _fit_definite(words: Form, have: Facets) -> float:
    """`the Hatter`, `the Captain`: who is called so, or bears it as a title or a name."""
    if words in have.fulls or (len(words) == 1 and words[0] in have.singles):
        return SURE
    if len(words) > 1:
        return GOOD if words[-1] in have.singles and have.titles <= {"the"} else NONE
    if words[0] in have.titles:
        return FAIR
    return FAIR if any(full[-1] == words[0] for full in have.fulls) else NONE


def _fit_single(title: str, word: str, have: Facets) -> float:
    """A lone word: a first name, a family name, or a short form."""
    if word in have.singles:
        return SURE
    short = not (have.titles | {title}) & _FORMAL
    best = NONE
    for full in have.fulls:
        if full[0] == word:
            best = max(best, GOOD + 0.05)
        elif full[-1] == word:
            if title in _FAMILY_WIFE and not have.titles & _FAMILY_WIFE:
                continue
            best = max(best, POOR if have.gender == "f" and not title else FAIR)
        elif word in full:
            best = max(best, POOR)
        elif short and (same_first(full[0], word) or clipped(word, full[0])):
            best = max(best, FAIR + 0.05)
    for held, family in have.titled:
        if family == word:
            if title in _FAMILY_WIFE and held not in _FAMILY_WIFE:
                continue
            best = max(best, POOR if have.gender == "f" and not title else FAIR)
    if not best and short:
        for single in have.singles:
            if same_first(single, word) or clipped(word, single):
                best = FAIR
    return best
