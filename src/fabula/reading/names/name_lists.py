"""The word lists by which names are told from other words; each file says where it comes from."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Literal

from fabula.reading.lists import word_list

NameGender = Literal["f", "m", "?"]


def _lines(name: str) -> list[str]:
    text = files("fabula.reading.lists").joinpath(f"{name}.txt").read_text(encoding="utf-8")
    return [line for line in text.splitlines() if line and not line.startswith("#")]


def _gender(letter: str) -> NameGender:
    return "f" if letter == "f" else "m" if letter == "m" else "?"


def _titles() -> dict[str, tuple[str, NameGender]]:
    """Written form, without its stop -> (the form that is kept, the gender it tells)."""
    found: dict[str, tuple[str, NameGender]] = {}
    for line in _lines("titles"):
        written, letter, *kept = line.split()
        found.setdefault(written.rstrip("."), (kept[0] if kept else written, _gender(letter)))
    return found


def _suffixes() -> dict[str, NameGender]:
    return {word: _gender(letter) for word, letter in (line.split() for line in _lines("suffixes"))}


def _nicknames() -> dict[str, frozenset[str]]:
    """Name -> the full names it may be short for, itself among them."""
    roots: dict[str, set[str]] = {}
    for line in _lines("nicknames"):
        full, *short = line.split()
        for name in (full, *short):
            roots.setdefault(name, {name}).add(full)
    return {name: frozenset(of) for name, of in roots.items()}


@cache
def _groups() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for line in _lines("grammar"):
        group, _, words = line.partition(":")
        found.setdefault(group, set()).update(words.split())
    return {group: frozenset(words) for group, words in found.items()}


def group(name: str) -> frozenset[str]:
    """One group of small words from `grammar.txt`."""
    return _groups()[name]


GIVEN_F = word_list("given_f")
GIVEN_M = word_list("given_m")
NICKNAMES = _nicknames()
GIVEN = GIVEN_F | GIVEN_M | frozenset(NICKNAMES)
NOT_NAMES = word_list("not_names")
ADDRESS = word_list("address")
PLACES = word_list("places")
PLACE_WORDS = word_list("place_words")
PLACE_FIRST = word_list("place_first")
SPEECH = word_list("speech_verbs")
PERSON_VERBS = word_list("person_verbs")
PERSON_NOUNS = word_list("person_nouns")
OBJECT_VERBS = word_list("object_verbs")
PARTICLES = word_list("particles")
TITLES = _titles()
ABBREVIATED = frozenset(
    line.split()[0].rstrip(".") for line in _lines("titles") if line.split()[0].endswith(".")
)
SUFFIXES = _suffixes()


def given_gender(name: str) -> NameGender:
    """The gender a given name tells: "?" where it is unknown or both bear it."""
    f, m = name in GIVEN_F, name in GIVEN_M
    return "?" if f == m else "f" if f else "m"


def title_gender(title: str) -> NameGender:
    """The gender a kept title tells."""
    found = TITLES.get(title.rstrip("."))
    return found[1] if found else "?"
