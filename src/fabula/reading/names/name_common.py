"""Whether a word is one of everyday English, so that a capital on it says little by itself.

The list holds base forms; endings and prefixes do the rest. No ending that makes family names
("Parker", "Hardy") makes a common word here.
"""

from __future__ import annotations

from collections.abc import Iterator

from fabula.reading.lists import word_list

_COMMON = word_list("common")
_ALWAYS = (
    "tion", "tions", "ness", "ment", "ments", "less", "ously", "fully", "ingly", "edly", "ically",
    "ility", "ities", "ology", "ably", "ibly", "ively",
)  # fmt: skip
_PREFIXES = ("un", "re", "dis", "mis", "over", "under", "out", "in", "im", "non", "fore", "inter")
# An ending, and what the base may have had in its place.
_ENDINGS = (
    ("'s", ""), ("s", ""), ("es", ""), ("ies", "y"), ("ves", "f"), ("ves", "fe"), ("ed", "e"),
    ("ed", ""), ("ied", "y"), ("ing", ""), ("ing", "e"), ("in", ""), ("ly", ""), ("ily", "y"),
    ("ly", "le"), ("est", ""), ("iest", "y"), ("ier", "y"), ("able", ""), ("able", "e"),
    ("ful", ""), ("ers", ""), ("ers", "e"), ("ish", ""), ("al", ""), ("ance", ""), ("ence", ""),
    ("ion", ""), ("ions", ""), ("ion", "e"), ("ions", "e"), ("ive", ""), ("ive", "e"),
    ("ous", ""), ("ward", ""), ("wards", ""), ("like", ""),
)  # fmt: skip
_DOUBLED = frozenset(("ed", "ing", "est"))  # "stopped", "running", "biggest"
_LEAST = 3  # letters of a base
_LONG = 7


def common(word: str) -> bool:
    """Whether a small word is a common one, in any of its forms."""
    if word in _COMMON or (len(word) >= _LONG and word.endswith(_ALWAYS)):
        return True
    if len(word) > _LONG and word[-1] == "s" and _compound(word[:-1]):
        return True
    bases = list(_bases(word))
    if any(base in _COMMON for base in bases):
        return True
    if len(word) > _LONG and any(deeper in _COMMON for base in bases for deeper in _bases(base)):
        return True
    for prefix in _PREFIXES:
        rest = word.removeprefix(prefix)
        if rest != word and len(rest) > _LEAST:
            return rest in _COMMON or any(base in _COMMON for base in _bases(rest))
    return False


def _compound(word: str) -> bool:
    """Whether a word is put together of two: "snowflake". (Many a family name is, too: only a
    plural is sure to be none.)"""
    return any(
        word[:i] in _COMMON and word[i:] in _COMMON for i in range(_LEAST, len(word) - _LEAST + 1)
    )


def _bases(word: str) -> Iterator[str]:
    """What a word may be a form of."""
    for ending, instead in _ENDINGS:
        if not word.endswith(ending):
            continue
        base = word[: -len(ending)]
        if len(base) + len(instead) < _LEAST:
            continue
        yield base + instead
        if ending in _DOUBLED and base[-1] == base[-2]:
            yield base[:-1]
