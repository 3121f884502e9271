"""What a word is without its ending: "stopp-ed" is of "stop", "star-ing" of "stare", "roll-ing" of
"roll". English spelling tells most of it; `lists/stems.txt` and the common words tell the rest."""

from __future__ import annotations

import re
from functools import cache

from fabula.reading.lists import lines, word_list

# One vowel and one consonant that was not doubled: "hop-ing" is of "hope".
_SHORT = r"^(?:y|(?:[^aeiouy]|(?<=q)u)*)[aeiouy][^aeiouywx]$"
# Endings that no word has without an "e" after them.
_SURE = re.compile(rf"{_SHORT}|[cuv]$|[bcdfgkpstz]l$|[bct]r$|(?<!s)s$|(?<![tz])z$|[dlr]g$")
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
    silent = stem + "e"
    if silent in _group("silent"):
        return silent
    if stem in _group("plain"):
        return stem
    if stem.endswith("ck") and stem[:-1] in _group("plain"):  # "picnicked"
        return stem[:-1]
    if re.search(r"([^aeiou])\1$", stem):
        return _doubled(stem)
    if _SURE.search(stem):
        return silent
    if known(stem) != known(silent):
        return silent if known(silent) else stem
    return silent if _LIKELY.search(stem) else stem


def _doubled(stem: str) -> str:
    """ "stopp-", "travell-", "roll-"."""
    one = stem[:-1]
    if one in _group("single") or stem in _group("double"):
        return one if one in _group("single") else stem
    if stem[-1] == "l":
        longer = len(_SYLLABLE.findall(stem)) > 1
        return one if longer and stem[-3] == "e" and not known(stem) else stem
    return stem if stem[-1] in "sfz" else one
