"""What a word is without its ending: "stopp-ed" is of "stop", "star-ing" of "stare", "roll-ing" of
"roll". English spelling tells most of it; `lists/stems.txt` and the common words tell the rest."""

from __future__ import annotations

import re
from functools import cache

from fabula.reading.lists import lines, word_list

# First parts that leave a word inflected as it is without them.
PREFIX = re.compile("^(?:under|over|out|up|with|fore|mis|dis|pre|re|un|be|inter|in|for|par)(?=...)")
# One vowel and one consonant that was not doubled: "hop-ing" is of "hope".
_SHORT = r"^(?:y|(?:[^aeiouy]|(?<=q)u)*)[aeiouy][^aeiouywx]$"
# Endings that no word has without an "e" after them.
_SURE = re.compile(rf"{_SHORT}|[cuv]$|[bcdfgkpstz]l$|[bctv]r$|(?<!s)s$|(?<![tz])z$|[dlr]g$")
# Endings after which longer words mostly have an "e".
_LIKELY = re.compile(
    r"(?:[^aeiou]|qu|[iu](?=a))"
    r"(?:[aou]t|[aiou]d|[iu]n|[iu]r|ar|[aeiou]g|[aeiou]k|[aeiou]b|[au]m|ap|ul)$"
)
_SYLLABLE = re.compile(r"(?:(?<!q)[aeiou]|(?<=.)y|(?<=q)u)+")


@cache
def _group(name: str) -> frozenset[str]:
    parts = (line.partition(": ") for line in lines("stems"))
    return frozenset(w for group, _, words in parts if group == name for w in words.split())


def known(word: str) -> bool:
    """Whether a word in small letters is a common one."""
    return word in word_list("common")


def base(stem: str) -> str:
    """The word whose form in "-ed", "-ing", "-er" or "-est" leaves this stem, in small letters."""
    rest = PREFIX.sub("", stem)
    prefix = stem.removesuffix(rest)
    for first, last in (("", stem), (prefix, rest)):
        if listed := _listed(last):
            return first + listed
    if re.search(r"([^aeiou])\1$", stem):
        return _doubled(stem)
    if _SURE.search(stem):
        return stem + "e"
    if known(stem) != known(stem + "e"):
        return stem if known(stem) else stem + "e"
    likely = _LIKELY.search(stem) or (known(rest + "e") and not known(rest))
    return stem + "e" if likely else stem


def _listed(stem: str) -> str | None:
    """The word, where the list knows it."""
    one = stem[:-1]
    if stem + "e" in _group("silent"):
        return stem + "e"
    if stem in _group("plain") or stem in _group("double"):
        return stem
    doubled = stem[-1:] == one[-1:] and one in _group("single")
    picnicked = stem.endswith("ck") and one in _group("plain")
    return one if doubled or picnicked else None


def _doubled(stem: str) -> str:
    """ "stopp-", "travell-", "roll-"."""
    if stem[-1] == "l":
        longer = len(_SYLLABLE.findall(stem)) > 1
        return stem[:-1] if longer and stem[-3] == "e" and not known(stem) else stem
    return stem if stem[-1] in "sfz" else stem[:-1]
