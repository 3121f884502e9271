"""Quotation marks in a paragraph: which signs are marks, and what the signs around each say.

A mark is read by its *family* (all double marks are one family: writers mix `"` and `”`) and by
its surroundings: an opening mark has room before it and a word after it, a closing one has a word
or a stop before it and room after it. Marks that touch are judged together, by what stands around
them all.
"""

from __future__ import annotations

import re
from typing import NamedTuple

DOUBLE, SINGLE = '"', "'"

FAMILY = {
    **dict.fromkeys('"“”„‟＂', DOUBLE),
    **dict.fromkeys("'‘’‚‛`", SINGLE),
    **dict.fromkeys("«»", "«"),
    **dict.fromkeys("‹›", "‹"),
    **dict.fromkeys("「」", "「"),
    **dict.fromkeys("『』", "『"),
}
SIGNS = "".join(FAMILY)

# A run of touching marks, emphasis signs between them allowed (`_"Go!"_`). An apostrophe between
# letters starts none.
_RUN = re.compile(
    r"(?:[\"“”„‟＂‘‚‛`«»‹›「」『』]|(?<![^\W_])['’]|['’](?![^\W_]))(?:[_*]?[" + SIGNS + r"])*[_*]?"
)
_SPACING = "_* \t\n\u00a0\u202f"
_DASHES = frozenset("-‐‑–—―−")
_STOPS = frozenset(".,;:!?)]}…。！？、，")
_OPENERS = frozenset("([{¿¡/")

# Words that an apostrophe begins: "it is", "them", "because", years, dropped h.
_ELIDED = re.compile(
    r"(?:tis(?:n['’]t)?|twas(?:n['’]t)?|twere|twill|twould|til|till|em|im|imself|ere|er|ers|e|ee"
    r"|ave|aven['’]t|asn['’]t|adn['’]t|ow|ome|ouse|ead|eart|ell|elp|alf|igh|undred"
    r"|appen(?:ed|s)?|cos|cuz|coz|bout|cept|gainst|neath|mongst|nuff|nother"
    r"|spose|spect|scuse|tween|n|un|uns|ud|ull|s|ll|re|ve|d|m|t|o|gin|kay|sup|tater)\b"
    r"(?!['’]\w)|\d\ds?(?![\w'’])",
    re.IGNORECASE,
)
# Such as are words themselves: an apostrophe only where speech cannot begin.
_PERHAPS_ELIDED = re.compile(
    r"(?:is|as|a|ad|old|ope|low|till|course|cause|round|fore|stead|and)\b", re.IGNORECASE
)
# Words that lose their last letter to one: goin', o', an', ol'.
_CLIPPED = re.compile(
    r"(?:\w\win|(?<!['’])\b(?:an|o|ol|th|wi|t|mos|jus|las|mo|fo|han|e|de|yo|ha|i))\Z", re.I
)
_POSSESSED = re.compile(r"['’]\s[a-z]")


class Mark(NamedTuple):
    """One mark: `at` its place in the paragraph, `opens` and `closes` what its surroundings allow
    (neither: they do not tell).

    `strong`, of single marks: an opening one at a paragraph's start or after a stop or dash; a
    closing one after a stop or dash. The others may well be apostrophes. `elided`: it stands
    before what is left of a longer word ('tis), so it is an apostrophe unless a quotation needs it.
    """

    at: int
    sign: str
    family: str
    opens: bool
    closes: bool
    strong: bool = True
    elided: bool = False


def marks(text: str) -> list[Mark]:
    """The quotation marks of a paragraph, in order. Plain apostrophes are not among them."""
    found: list[Mark] = []
    size = len(text)
    for run in _RUN.finditer(text):
        start, end = run.span()
        first, last = start, end
        if text[end - 1] in "_*":
            last -= 1  # an emphasis sign after the marks is no part of them ...
        if start and text[start - 1] in "_*":
            first -= 1  # ... nor is one before them: look past it
        before = text[first - 1] if first else " "
        after = text[end] if end < size else " "
        opens, closes = _room(before, after, text, end)
        if last - start == 1 and FAMILY[text[start]] != SINGLE:
            sign = text[start]
            found.append(Mark(start, sign, FAMILY[sign], opens, closes))
            continue
        for at in range(start, last):
            family = FAMILY.get(text[at])
            if family == SINGLE:
                found.extend(_single(text, at, first, last, opens, closes))
            elif family is not None:
                found.append(Mark(at, text[at], family, opens, closes))
    return found


def _room(before: str, after: str, text: str, end: int) -> tuple[bool, bool]:
    """Whether what stands before and after a run of marks lets it open, and lets it close."""
    room_before = before.isspace() or before in _OPENERS
    room_after = after.isspace()
    if after in _STOPS:
        # `"...and so` opens though a stop follows.
        room_after = not (room_before and (after == "…" or text.startswith("..", end)))
    opens = (room_before or before in _DASHES) and not room_after
    closes = not room_before and (room_after or after in _DASHES)
    return opens, closes


def _single(
    text: str, at: int, start: int, end: int, opens: bool, closes: bool
) -> tuple[Mark, ...]:
    """The single mark at `at`, in a run of marks from `start` to `end`; none for an apostrophe."""
    sign = text[at]
    if sign in "‘‚‛`" or (opens and not closes):
        strong = _speaks(text, start)
        elided = _ELIDED.match(text, at + 1) or (not strong and _PERHAPS_ELIDED.match(text, at + 1))
        may_close = sign == "‘" and closes  # as in ‚so‘
        return (Mark(at, sign, SINGLE, True, may_close, strong, bool(elided)),)
    if closes:
        strong = start > 0 and not text[start - 1].isalnum()
        if not strong and end - start == 1 and not _may_end(text, at):
            return ()
        return (Mark(at, sign, SINGLE, opens, True, strong),)
    if at == 0 or text[at - 1].isspace():  # loose on both sides, as in `' Twas`
        return (Mark(at, sign, SINGLE, True, False, _speaks(text, start)),)
    return ()


def _speaks(text: str, start: int) -> bool:
    """Whether speech may begin at `start`: a paragraph's start, or after a stop or dash."""
    before = text[max(0, start - 4) : start].rstrip(_SPACING)
    return not before or not before[-1].isalnum()


def _may_end(text: str, at: int) -> bool:
    """Whether the apostrophe at `at`, after a letter, may close a quotation."""
    if _CLIPPED.search(text, max(0, at - 6), at):
        return False
    return text[at - 1] not in "sS" or _POSSESSED.match(text, at) is None
