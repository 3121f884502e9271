"""Which language each block of a story is in: by its script, then by its commonest words.

A block with too few words to tell is taken together with the words right before it, and what even
they do not tell stays in the language that the text was in. So each block's language follows from
the text up to its end. English is None, and so is what nobody can tell.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from msgspec.structs import replace

from fabula.formats.common_words import COMMON, NAMES
from fabula.story.plainly import plain
from fabula.story.text import Block, Notice, Span, Text

HEAD = 400  # code points of a block that are looked at
OWN = 12  # different words (or letters, of a script) that a block needs to speak for itself
LAST = 40  # words right before it that a shorter one is taken together with
SHARE = 0.2  # of words that are common ones in any language: less is no language's running text
LEAST = 4  # of them, at that
FIRST, FIRST_SHARE = 5, 0.5  # as OWN and SHARE, for a story's very first words
AHEAD = 1.5  # how many times more of them than English has, or the language so far

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_LATIN = re.compile("[A-Za-z\u00c0-\u024f\u1e00-\u1eff]")
_SCRIPTS = {
    "cyrillic": "\u0400-\u052f", "arabic": "\u0600-\u06ff\u0750-\u077f", "el": "\u0370-\u03ff",
    "he": "\u0590-\u05ff", "hi": "\u0900-\u097f", "bn": "\u0980-\u09ff", "ta": "\u0b80-\u0bff",
    "th": "\u0e00-\u0e7f", "ka": "\u10a0-\u10ff", "hy": "\u0530-\u058f",
    "ko": "\uac00-\ud7af\u1100-\u11ff", "ja": "\u3040-\u30ff\u31f0-\u31ff",
    "zh": "\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U0002ffff",
}  # fmt: skip
_OF_SCRIPT = {name: re.compile(f"[{letters}]") for name, letters in _SCRIPTS.items()}
_FOREIGN = re.compile(f"[{''.join(_SCRIPTS.values())}]")
_SHARED = Counter(w for words in COMMON.values() for w in words)
# Words that are English and nothing else: with enough of them no other language is asked.
_ONLY_ENGLISH = frozenset(w for w in COMMON["en"] if _SHARED[w] == 1)
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


def with_languages(text: Text) -> Text:
    """`text` with the language of every block of prose, and a notice if there are others than
    English."""
    so_far = _declared(text)
    before: list[str] = []  # the last words
    blocks: list[Block] = []
    for block in text.blocks:
        if block.kind == "prose":
            head = text.text[block.start : min(block.end, block.start + HEAD)]
            so_far, before = _next(head, so_far, before)
        blocks.append(replace(block, language=so_far) if so_far and block.is_story else block)
    if not any(block.language for block in blocks):
        return text
    found = replace(text, blocks=tuple(blocks))
    return replace(found, notices=(*text.notices, _notice(found)))


def _next(words: str, so_far: str | None, before: list[str]) -> tuple[str | None, list[str]]:
    """The language of the next words, and what the ones after it are taken together with."""
    own = words.lower().split()
    after = own[-LAST:] if len(own) >= LAST else [*before, *own][-LAST:]
    listed = own if len(own) >= OWN else after
    if not so_far and 8 * len(_ONLY_ENGLISH.intersection(listed)) >= len(listed):
        return None, after  # as nearly all stories go on, and the quick way to tell
    words = plain(words)
    told = _told(words, so_far)
    if told.size < OWN:
        told = _told(" ".join([*before, words]), so_far)
    if len(before) < OWN and told.size < OWN:
        return _language(told, so_far, FIRST, FIRST_SHARE * told.size), after
    return _language(told, so_far, OWN, max(LEAST, SHARE * told.size)), after


def _language(told: Told, so_far: str | None, enough: int, least: float) -> str | None:
    """The language that words tell, if they are enough and at least so many of them are common in
    it; with what they say for the one so far."""
    ranked = sorted(told.votes, key=lambda code: (-told.votes[code], code))
    if told.size < enough or not ranked:
        return so_far
    best = ranked[0]
    most, kept = told.votes[best], told.votes.get(so_far or "en", 0.0)
    if best == (so_far or "en"):
        return so_far
    if most < least or most < AHEAD * kept:
        return so_far
    return None if best == "en" else best


def _told(words: str, so_far: str | None) -> Told:
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


def _declared(text: Text) -> str | None:
    """The language that the file itself names, until its words tell another. A plain text's own
    lines may come after the first words of the story, so nothing is taken from them."""
    if not text.meta.language or any(s.format in ("text", "markdown") for s in text.sources):
        return None
    said = text.meta.language.strip().lower()
    by_name = {name.lower(): code for code, name in NAMES.items()}
    code = by_name.get(said) or _OWN_NAMES.get(said) or re.split("[-_]", said)[0]
    return code if code in NAMES and code != "en" else None


_OWN_NAMES = {
    "deutsch": "de", "français": "fr", "español": "es", "português brasileiro": "pt",
    "português europeu": "pt", "italiano": "it", "nederlands": "nl", "svenska": "sv",
    "dansk": "da", "norsk": "no", "suomi": "fi", "polski": "pl", "čeština": "cs",
    "slovenčina": "sk", "magyar": "hu", "română": "ro", "türkçe": "tr", "bahasa indonesia": "id",
    "tiếng việt": "vi", "català": "ca", "hrvatski": "hr", "русский": "ru", "українська": "uk",
    "български": "bg", "ελληνικά": "el", "עברית": "he", "العربية": "ar", "فارسی": "fa",
    "हिन्दी": "hi", "ไทย": "th", "한국어": "ko", "日本語": "ja", "中文-普通话 國語": "zh",
}  # fmt: skip
"""What the archive and others call languages in themselves."""


def shares(text: Text) -> dict[str, float]:
    """How much of the prose is in each other language than English, the most first."""
    sizes = Counter[str]()
    for code, size in _sizes(text.blocks):
        sizes[code] += size
    whole = sum(sizes.values())
    return {code: size / whole for code, size in sizes.most_common() if code != "en"}


def _sizes(blocks: tuple[Block, ...]) -> Iterator[tuple[str, int]]:
    for block in blocks:
        if block.kind == "prose":
            yield block.language or "en", block.end - block.start


def _notice(text: Text) -> Notice:
    found = shares(text)
    first = next(b for b in text.blocks if b.language)
    main = next(iter(found), "en")
    if found and found[main] >= 0.9:
        what = f"The story looks {NAMES[main]}"
    else:
        listed = ", ".join(f"{NAMES[code]} {_percent(share)}" for code, share in found.items())
        what = f"Some of the story is not in English ({listed})"
    message = (
        f"{what}; Fabula reads English, so there it finds chapters, scenes and quotations, but"
        " neither people nor events."
    )
    return Notice("not-english", message, Span(first.start, first.end))


def _percent(share: float) -> str:
    return "under 1 %" if share < 0.01 else f"{share:.0%}".replace("%", " %")
