"""Words that only look like names, or like other names: keysmash (`Asdkjfhs`), laughter
(`Hahaha`), stretched and stammered words (`Maraaaa`, `M-Mara`, `Mara-a-a`)."""

from __future__ import annotations

import re
from itertools import islice, product

from fabula.reading.names.name_common import common
from fabula.reading.names.name_lists import ADDRESS, GIVEN, NOT_NAMES

_STRETCHED = re.compile(r"([^\W\d_])\1{2,}", re.IGNORECASE)
_TRAILED = re.compile(r"([^\W\d_])(?:-\1+)+\Z", re.IGNORECASE)
_LAUGHTER = re.compile(r"[bm]?w?[aeiou]?(?:h+[aeiou]+){2,}h*|[aeiou]?(?:ks|sk){2,}s?k?|(?:lo)+l+z*")
# A sound that counts as one: what English writes with several consonants.
_SOUND = re.compile(
    r"sch|tch|ght|[cpst]h|[bcdfgkp][lr]|[tw]r|[kw][hn]|s[cklmnptqw]|ck|n[dgkt]|[lr]d|."
)
_UNVOICED = re.compile(r"[bcdfghjklmnpqrstvwxz]{5,}")
_SOUNDS = 5  # consonants that no word has in a row
_LEAST = 4  # letters of a word without any vowel that is no name
_MOST_TRIED = 8


def is_noise(word: str) -> bool:
    """Whether a word was hit rather than written, or laughed."""
    small = word.lower()
    if not small.isascii() or not small.isalpha() or word in GIVEN:
        return False
    if _LAUGHTER.fullmatch(small):
        return True
    if len(small) >= _LEAST and not re.search(r"[aeiouy]", small):
        return True
    return any(len(_SOUND.findall(run[0])) >= _SOUNDS for run in _UNVOICED.finditer(small))


def unstretched(word: str) -> str:
    """The word that was stretched: `Mara` for `Maraaaa`, `Hello` for `Helllloooo`; of each
    stretched letter one or two are left, whichever make a word."""
    word = _TRAILED.sub(r"\1", word)
    found = list(_STRETCHED.finditer(word))
    if not found:
        return word
    for counts in islice(product((1, 2), repeat=len(found)), _MOST_TRIED):
        made = _with(word, found, counts)
        titled = made.capitalize()
        if titled in GIVEN or titled in NOT_NAMES or titled in ADDRESS or common(made.lower()):
            return made
    return _with(word, found, (1,) * len(found))


def _with(word: str, found: list[re.Match[str]], counts: tuple[int, ...]) -> str:
    """The word with so many of each stretched letter."""
    made, at = "", 0
    for run, count in zip(found, counts, strict=True):
        made += word[at : run.start()] + run[0][:count]
        at = run.end()
    return made + word[at:]
