"""Lemmas: the form of a word that a dictionary lists, on the conventions of UD English (EWT).

The tag says which ending a word bears ("stopped", VBD), spelling says what stands without it
("stop"), and `lists/irregular.txt` knows the rest ("held", "feet", "'ll").
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from fabula.reading.language.lemma_stems import PREFIX, base, known
from fabula.reading.lists import lines, word_list

# Tags that share the forms of another in the list.
_SAME = {"VBN": "VBD", "NNPS": "NNS", "JJS": "JJR", "RBS": "RBR"}
_IES = 4  # letters of a word whose "-ies" is no "-y": "dies"
_AT_HAND = 1 << 14  # words whose lemmas are kept: most of a page are the same ones


@cache
def _irregular() -> dict[tuple[str, str], str]:
    """(Tag, form in small letters) -> lemma; the first line with a form counts."""
    found: dict[tuple[str, str], str] = {}
    for line in lines("irregular"):
        tag, _, rest = line.partition(": ")
        made, *forms = rest.split()
        for form in forms or [made]:
            found.setdefault((tag, form), made)
    return found


@lru_cache(maxsize=_AT_HAND)
def lemma(word: str, upos: str, xpos: str, script: str = "") -> str:
    """The lemma of a word (not empty) with its tags. Names keep their capitals. `script`, what the
    model says of the lemma (see `training/ewt.py`), decides what the tags leave open: whether
    another word keeps its capitals (`=`), and whether "'s" is "have"."""
    text = word.replace("’", "'")
    small = text.lower()
    if upos == "PUNCT":
        return _irregular().get((xpos, word), word)
    if upos == "PROPN" and xpos != "NNPS":
        return text
    if small == "'s" and script.endswith("have"):
        return "have"
    made = _irregular().get((_SAME.get(xpos, xpos), small)) or _of_parts(small, xpos)
    return _capitals(text, made) if _keeps(text, upos, xpos, script) else made


def _keeps(text: str, upos: str, xpos: str, script: str) -> bool:
    """Whether the capitals of a word are part of it: "French", "TV"."""
    if upos == "PROPN" or xpos == "NNP" or script.startswith("="):
        return True
    return upos in ("ADJ", "NOUN") and text in word_list("not_names") and not known(text.lower())


def _capitals(text: str, made: str) -> str:
    """A lemma in small letters with the capitals of its word."""
    if text.isupper() and len(text) > 1:
        return made.upper()
    same = 0
    while same < min(len(text), len(made)) and text[same].lower() == made[same]:
        same += 1
    return text[:same] + made[same:]


def _of_parts(small: str, xpos: str) -> str:
    """The last part of a compound alone is inflected: "half-opened"."""
    first, hyphen, last = small.rpartition("-")
    return first + hyphen + _of(last, xpos) if first and last else _of(small, xpos)


def _of(small: str, xpos: str) -> str:
    tag = _SAME.get(xpos, xpos)
    listed = _irregular().get((tag, small))
    if listed:
        return listed
    rule = _RULES.get(tag)
    return rule(small) if rule else small


def _past(word: str) -> str:
    """ "stopped", "overheard", "accus'd"."""
    prefix = PREFIX.match(word)
    if prefix and (listed := _irregular().get(("VBD", word[prefix.end() :]))):
        return prefix[0] + listed
    return _without(re.sub("'d$", "ed", word), "ed")


def _progressive(word: str) -> str:
    """ "staring", "talkin'"."""
    word = re.sub("in'?$", "ing", word)
    stem = word.removesuffix("ing")
    return stem if stem.endswith("e") else _without(word, "ing")


def _compared(word: str) -> str:
    return _without(word, "est" if word.endswith("est") else "er")


def _without(word: str, ending: str) -> str:
    """A word without an ending that may have cost it a letter, or given it one."""
    stem = word.removesuffix(ending)
    if stem == word or not re.search("[aeiouy]", stem):
        return word
    if stem.endswith("e"):  # "agreed", "freer"
        return stem + "e"
    if stem.endswith("i") and ending != "ing":  # "cried", "happier"
        return stem[:-1] + "y"
    return base(stem)


def _present(word: str) -> str:
    """ "cries", "passes", "speaketh"."""
    if word.endswith("eth"):
        return _without(word, "eth")
    return _without_s(word)


def _archaic(word: str) -> str:
    """ "knowest", of thou; "rest" is itself."""
    stem = word.removesuffix("est")
    return word if stem == word or known(word) or not known(base(stem)) else base(stem)


def _singular(word: str) -> str:
    """ "ladies", "viruses", "housewives", "1970's"."""
    for i in range(len(word) - 2):
        if listed := _irregular().get(("NNS", "-" + word[i:])):
            return word[:i] + listed[1:]
    if word[0].isdigit():
        return word.replace("'", "")
    if word.endswith("ses") and not known(word[:-1]) and re.search("[^ao]uses$", word):
        return word[:-2]
    return _without_s(word)


def _without_s(word: str) -> str:
    if word.endswith("ies") and len(word) > _IES:
        return word[:-3] + "y"
    if re.search("(?:ss|sh|ch|x|zz|o)es$", word):
        return word[:-2]
    return word.removesuffix("s") if len(word) > 1 and not word.endswith("ss") else word


def _number(word: str) -> str:
    """ "1,200" without its comma."""
    return re.sub(r"(?<=\d),(?=\d)", "", word)


_RULES = {
    "VBD": _past,
    "VBG": _progressive,
    "VBZ": _present,
    "VBP": _archaic,
    "NNS": _singular,
    "JJR": _compared,
    "RBR": _compared,
    "CD": _number,
}
