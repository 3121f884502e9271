"""The words next to a name in its passage."""

from __future__ import annotations

import re
from typing import Final

from fabula.reading.names.name_carve import Candidate

_STRIPPED: Final = ".,;:!?\"'“”‘’…—–-_*()[]«»"
_REACH = 32  # code points on each side
_EMPHASIS = re.compile(r"[_*]{1,3}(?=\W|\Z)")
_AND_ANOTHER = re.compile(r"[\s_*]+(?:and|or|&)\s+[_*]*[^\W\d_][^\W_]*[_*]*\s+(\w+(?:\s+\w+){0,2})")
_HIS = re.compile(r"[^.;:!?\n\"“”A-Z]{1,70}?\b(?:his|her|him|himself|herself|he|she)\b")


class Around:
    """The words next to a candidate: the last two before it, the first three after, with nothing
    between but emphasis; `sign` is the character after it.

    `possessive`: what follows is said to be its own. `shared`: the words after it are those after
    it and another with `and` between. `his`: the clause goes on with a he or a she. `spoken`:
    quoted words end before it.
    """

    __slots__ = (
        "after",
        "after2",
        "after3",
        "before",
        "before2",
        "glued",
        "his",
        "possessive",
        "shared",
        "sign",
        "spoken",
    )

    def __init__(self, text: str, candidate: Candidate) -> None:
        end = candidate.end + 2 * candidate.possessive
        if emphasis := _EMPHASIS.match(text, end):
            end = emphasis.end()
        self.possessive = candidate.possessive
        if not self.possessive and text[end : end + 1] in ("'", "’"):
            if text[end + 1 : end + 3] == "s ":
                self.possessive, end = True, end + 2
            elif text[end - 1] == "s" and text[end + 1 : end + 2] == " ":
                self.possessive, end = True, end + 1  # James' hat
        left = text[max(0, candidate.start - _REACH) : candidate.start].split()
        right = text[end : end + _REACH].split()
        self.spoken = bool(left) and left[-1][-1] in "\"”’'»」』"
        self.sign = text[end : end + 1]
        self.glued = bool(right) and not self.sign.isspace()
        one = left[-1].strip("_*") if left else ""
        two = left[-2] if len(left) > 1 else ""
        # A stop, a comma or a mark between parts the words.
        self.before = one if one[-1:].isalpha() else ""
        self.before2 = two.strip(_STRIPPED) if self.before else ""
        self.shared = self.his = False
        after = [word.rstrip(_STRIPPED) for word in right[:3]] if not self.glued else []
        if after and after[0] in ("and", "or", "&"):
            other = _AND_ANOTHER.match(text, end)
            if other:
                after, end, self.shared = other[1].split(), other.end(), True
        self.after, self.after2, self.after3 = (*after, "", "", "")[:3]
        if self.after.islower() and not self.possessive:
            self.his = _HIS.match(text, end) is not None
