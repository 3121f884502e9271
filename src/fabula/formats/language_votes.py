"""What words say of the language they are in: by their script, its letters, and the words that are
common in each language.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import NamedTuple

from fabula.formats.common_words import COMMON
from fabula.story.patterns import later

_WORD = later(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_LATIN = later("[A-Za-z\u00c0-\u024f\u1e00-\u1eff]")
_SCRIPTS = {
    "cyrillic": "\u0400-\u052f", "arabic": "\u0600-\u06ff\u0750-\u077f", "el": "\u0370-\u03ff",
    "he": "\u0590-\u05ff", "hi": "\u0900-\u097f", "bn": "\u0980-\u09ff", "ta": "\u0b80-\u0bff",
    "th": "\u0e00-\u0e7f", "ka": "\u10a0-\u10ff", "hy": "\u0530-\u058f",
    "ko": "\uac00-\ud7af\u1100-\u11ff", "ja": "\u3040-\u30ff\u31f0-\u31ff",
    "zh": "\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U0002ffff",
}  # fmt: skip
_OF_SCRIPT = {name: later(f"[{letters}]") for name, letters in _SCRIPTS.items()}
_FOREIGN = later(f"[{''.join(_SCRIPTS.values())}]")
_SHARED = Counter(w for words in COMMON.values() for w in words)
# Words that are English and nothing else: with enough of them no other language is asked.
ONLY_ENGLISH = frozenset(w for w in COMMON["en"] if _SHARED[w] == 1)
_CYRILLIC = ("ru", "uk", "bg", "sr")


def _languages(codes: tuple[str, ...]) -> dict[str, tuple[str, ...]]:
    """For each common word of some languages, those that it is common in."""
    words = frozenset[str]().union(*(COMMON[code] for code in codes))
    return {word: tuple(code for code in codes if word in COMMON[code]) for word in words}


_IN_CYRILLIC = _languages(_CYRILLIC)
_IN_LATIN = _languages(tuple(code for code in COMMON if code not in _CYRILLIC))
# Letters that of the languages in one script only one has, the surest first.
_OWN_LETTERS = {
    "cyrillic": {"uk": "іїєґ", "sr": "јљњћђџ", "ru": "ыэё"},
    "arabic": {"ur": "ےٹڈڑں", "fa": "پچژگیک", "ar": ""},
}


class Told(NamedTuple):
    """What some words say: how many different ones there are (letters, where the script tells the
    language), and how many of them are common in each language."""

    size: int
    votes: Mapping[str, float]


def told(words: str, so_far: str | None) -> Told:
    """What `words` say; where that is alike for some languages, for the one so far."""
    script, letters = _script(words)
    if script == "latin":
        return _by_words(words, _IN_LATIN)
    if script not in _OWN_LETTERS:
        return Told(letters, {script: letters})
    for code, own in _OWN_LETTERS[script].items():
        if not own or any(letter in words.lower() for letter in own):
            return Told(letters, {code: letters})
    votes = _by_words(words, _IN_CYRILLIC).votes
    likely = max(_CYRILLIC, key=lambda code: (votes.get(code, 0), code == so_far))
    return Told(letters, {likely: letters})


def _by_words(words: str, languages: Mapping[str, tuple[str, ...]]) -> Told:
    found = {w.lower().replace("’", "'") for w in _WORD.findall(words)}
    votes: Counter[str] = Counter()
    for word in found:
        votes.update(languages.get(word) or _halves(word, languages))
    return Told(len(found), votes)


def _halves(word: str, languages: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    """The languages of a word's second half: "qu'elle", "dell'uomo"."""
    half = word.rpartition("'")[2]
    return languages.get(half, ()) if 3 <= len(half) < len(word) else ()


def _script(words: str) -> tuple[str, int]:
    """The script that most letters are of (or the language that alone is written in it), and how
    many are. A syllable or a Chinese sign counts like three letters."""
    if words.isascii() or not _FOREIGN.search(words):
        return "latin", len(words)
    counts = {name: len(letters.findall(words)) for name, letters in _OF_SCRIPT.items()}
    if counts["ja"] * 8 > counts["zh"]:
        counts["ja"] += counts.pop("zh")
    name = max(counts, key=lambda n: counts[n])
    weight = 3 if name in ("ja", "zh", "ko") else 1
    if weight * counts[name] < len(_LATIN.findall(words)):
        return "latin", len(words)
    return name, counts[name]
