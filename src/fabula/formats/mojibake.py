"""Mojibake: UTF-8 that somebody once took for another encoding, so that “ became â€œ.

Found run by run, by the characters alone: the bytes that a run stands for in a code page (Windows
1252 and Latin 1, Windows 1251, Mac Roman) are UTF-8 again, and what comes out is what stories are
written with. Honest words whose letters happen to be such bytes (“CAFÉ”) are left alone; a miss is
better than a changed word. One pass, linear; a run that was garbled twice is mended twice.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple

from fabula.story.patterns import later

DEEPEST = 3  # how often a run may have been garbled


class Mended(NamedTuple):
    """Characters `start` to `end` of a text stand for `words`."""

    start: int
    end: int
    words: str


def repair(text: str) -> tuple[Mended, ...]:
    """What is garbled in `text`, in order, and what it stands for."""
    return () if text.isascii() else tuple(_found(text))


def _found(text: str) -> Iterator[Mended]:
    place = 0
    while (likely := _LIKELY.search(text, place)) and (run := _RUN.match(text, likely.start())):
        place = run.end()
        before = text[max(0, run.start() - 1) : run.start()]
        after = text[run.end() : run.end() + 1]
        words = run[0]
        for _ in range(DEEPEST):
            once = _PART.sub(_Mender(words, before, after), words)
            if once == words:
                break
            words = once
        if words != run[0]:
            yield _least(run.start(), run[0], words)


def _least(start: int, was: str, words: str) -> Mended:
    """What changed, without what is alike at both ends."""
    left = 0
    while left < min(len(was), len(words)) and was[left] == words[left]:
        left += 1
    right = 0
    while right < min(len(was), len(words)) - left and was[-1 - right] == words[-1 - right]:
        right += 1
    return Mended(start + left, start + len(was) - right, words[left : len(words) - right])


def _page(name: str) -> dict[str, int]:
    """The characters of a code page's upper half, and their bytes."""
    return {bytes([b]).decode(name): b for b in range(0x80, 0x100) if _has(name, b)}


def _has(name: str, byte: int) -> bool:
    try:
        bytes([byte]).decode(name)
    except UnicodeDecodeError:
        return False
    return True


# What Windows 1252 has no character for was kept as a control character of Latin 1.
_WEST = {chr(b): b for b in range(0x80, 0x100)} | _page("cp1252")
_EAST = {"\x98": 0x98} | _page("cp1251")
_MAC = _page("mac_roman")


def _class(page: Mapping[str, int], first: int, last: int) -> str:
    return "[" + "".join(re.escape(c) for c, b in page.items() if first <= b <= last) + "]"


def _sequences(page: Mapping[str, int], leads: tuple[tuple[int, int], ...]) -> str:
    """UTF-8's sequences of two, three and four bytes, as characters of a code page."""
    more = _class(page, 0x80, 0xBF)
    return "|".join(
        f"{_class(page, *lead)}{more}{{{length}}}" for length, lead in enumerate(leads, 1)
    )


_IN_WEST = _sequences(_WEST, ((0xC2, 0xDF), (0xE0, 0xEF), (0xF0, 0xF4)))
_IN_EAST = _sequences(_EAST, ((0xC2, 0xDF), (0xE0, 0xEF), (0xF0, 0xF4)))
_IN_MAC = _sequences(_MAC, ((0xC2, 0xC3), (0xE2, 0xE2)))
_LOST = "â€\ufffd?"  # ” lost its last byte, which no code page has
_PART = later(
    f"(?P<west>(?:{_IN_WEST})+)|(?P<east>(?:{_IN_EAST})+)|(?P<mac>(?:{_IN_MAC})+)|(?P<lost>{_LOST})"
)
_ALL = "".join(re.escape(c) for c in sorted(_WEST.keys() | _EAST.keys() | _MAC.keys()))
_RUN = later(f"[{_ALL}\ufffd]{{2,}}")
_MORE = "".join(re.escape(c) for p in (_WEST, _EAST, _MAC) for c, b in p.items() if b < 0xC0)
_LIKELY = later(f"[Â-ôВ-ф‚√¬][{_MORE}]")  # the quick way to the few runs worth a look
_QUOTES = frozenset("“”„‘’‚«»‹›…–—•·")  # what may stand after an honest letter
_PUNCTUATION = later("[\u2010-\u2027\u202f-\u205e\u20a0-\u20bf\u2100-\u214f]")
_LATIN = later("[\u00a0-\u00d6\u00d8-\u00f6\u00f8-\u017f\u01cd-\u01dc\u0218-\u021b\u1e00-\u1ef9]")
_SIGN = later(
    "[\u200b-\u200f\u2190-\u2bff\ufe0e\ufe0f\ufeff\ufffd\U0001d400-\U0001d7ff]|[\U0001f000-\U0001faff]"
)
_SCRIPT = later(
    "[\u0386-\u03ce\u0400-\u045f\u0490\u0491\u05d0-\u05ea\u0620-\u0652\u067e-\u06d2\u0900-\u097f]"
    "|[\u0e01-\u0e5b\u3001-\u30ff\u4e00-\u9fff\uac00-\ud7a3\uff01-\uff5e]"
)


class _Around(NamedTuple):
    """What stands beside a sequence: the characters, how many sequences its chain has, and whether
    the one before it was mended."""

    before: str
    after: str
    size: int
    goes_on: bool


class _Mender:
    """Mends the chains of a run; `before` and `after` are the characters around it."""

    def __init__(self, run: str, before: str, after: str) -> None:
        self._run, self._before, self._after = run, before, after

    def __call__(self, chain: re.Match[str]) -> str:
        if chain.lastgroup == "lost":
            return "”"
        page, likely = _PAGES[chain.lastgroup or ""]
        before = self._run[chain.start() - 1] if chain.start() else self._before
        after = self._run[chain.end() : chain.end() + 1] or self._after
        pieces = list(_pieces(chain[0], page))
        out: list[str] = []
        goes_on = False
        for i, piece in enumerate(pieces):
            following = pieces[i + 1][0] if i + 1 < len(pieces) else after
            letter = _letter(piece, page)
            around = _Around(before, following, len(pieces), goes_on)
            goes_on = letter is not None and likely(piece, letter, around)
            out.append(letter if letter and goes_on else piece)
            before = out[-1][-1]
        return "".join(out)


def _pieces(chain: str, page: Mapping[str, int]) -> Iterator[str]:
    """The sequences of a chain, one after the other."""
    start = 0
    while start < len(chain):
        lead = page[chain[start]]
        end = start + (2 if lead < 0xE0 else 3 if lead < 0xF0 else 4)
        yield chain[start:end]
        start = end


def _letter(piece: str, page: Mapping[str, int]) -> str | None:
    """The character whose bytes in UTF-8 a sequence stands for."""
    try:
        return bytes(page[c] for c in piece).decode("utf-8")
    except UnicodeDecodeError:
        return None


def _west(piece: str, letter: str, around: _Around) -> bool:
    if piece[1] == "€" or (around.goes_on and letter in _WEST):
        return True
    honest = all(c in _QUOTES or c.isspace() for c in piece[1:])
    if not honest:
        return any(kind.match(letter) for kind in (_LATIN, _PUNCTUATION, _SIGN, _SCRIPT))
    if around.size > 2 and (_SCRIPT.match(letter) or _SIGN.match(letter)):
        return True
    # No capital stands after a small letter, nor “Ã ” or “Â«” by itself.
    odd = around.before.islower() or around.after.isalpha()
    alone = piece[0] in "ÂÃ" and (not around.before or around.before.isspace())
    return (odd or alone) and piece[0].isupper() and _LATIN.match(letter) is not None


def _east(piece: str, letter: str, around: _Around) -> bool:
    if _PUNCTUATION.match(letter) or (_SIGN.match(letter) and len(piece) > 2):
        return True
    if _LATIN.match(letter):
        after = around.after.isascii() and around.after.isalpha() and piece[1] not in _QUOTES
        return after or (around.before.isascii() and around.before.isalpha())
    return (around.size > 2 or around.goes_on) and _SCRIPT.match(letter) is not None


def _mac(piece: str, letter: str, around: _Around) -> bool:
    if _LATIN.match(letter):
        return piece[0] == "¬" or around.before.isalpha() or around.after.isalpha()
    return _PUNCTUATION.match(letter) is not None


_PAGES: dict[str, tuple[Mapping[str, int], Callable[[str, str, _Around], bool]]] = {
    "west": (_WEST, _west),
    "east": (_EAST, _east),
    "mac": (_MAC, _mac),
}
