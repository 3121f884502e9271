"""Which language each block of a story is in: by its script, then by its commonest words.

A block with too few words to tell is taken together with the words right before it, and what even
they do not tell stays in the language that the text was in. So each block's language follows from
the text up to its end. English is None, and so is what nobody can tell.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from msgspec.structs import replace

from fabula.formats.common_words import NAMES
from fabula.formats.language_votes import ONLY_ENGLISH, Told, told
from fabula.story.plainly import plain
from fabula.story.text import Block, Notice, Span, Text

HEAD = 400  # code points of a block that are looked at
OWN = 12  # different words (or letters, of a script) that a block needs to speak for itself
LAST = 40  # words right before it that a shorter one is taken together with
SHARE = 0.2  # of words that are common ones in any language: less is no language's running text
LEAST = 4  # of them, at that
FIRST, FIRST_SHARE = 5, 0.5  # as OWN and SHARE, for a story's very first words
AHEAD = 1.5  # how many times more of them than English has, or the language so far


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
    if not so_far and 8 * len(ONLY_ENGLISH.intersection(listed)) >= len(listed):
        return None, after  # as nearly all stories go on, and the quick way to tell
    words = plain(words)
    said = told(words, so_far)
    if said.size < OWN:
        said = told(" ".join([*before, words]), so_far)
    if len(before) < OWN and said.size < OWN:
        return _language(said, so_far, FIRST, FIRST_SHARE * said.size), after
    return _language(said, so_far, OWN, max(LEAST, SHARE * said.size)), after


def _language(said: Told, so_far: str | None, enough: int, least: float) -> str | None:
    """The language that words tell, if they are enough and at least so many of them are common in
    it; with what they say for the one so far."""
    ranked = sorted(said.votes, key=lambda code: (-said.votes[code], code))
    if said.size < enough or not ranked:
        return so_far
    best = ranked[0]
    most, kept = said.votes[best], said.votes.get(so_far or "en", 0.0)
    if best == (so_far or "en"):
        return so_far
    if most < least or most < AHEAD * kept:
        return so_far
    return None if best == "en" else best


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
