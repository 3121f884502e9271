"""Text as it is printed, from sentences of tokens.

Corpora such as LitBank keep only tokens, parted by blanks: `“ No , papa , I did n't . ”`. Stories
come as `“No, papa, I didn't.”`; so they are put together again, by rules that add blanks and
paragraphs and alter no token. What print would show and tokens do not (whether an apostrophe is a
quotation mark) is decided by the words beside it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal

from fabula.story.text import Span

LEAST = 60  # words that a paragraph has before it may end
MOST = 400  # words after which it ends even inside a quotation: a mark may have been lost

# The neighbours that a token stands next to without a blank.
Side = Literal["after", "before", "both", "none"]

_BEFORE = re.compile(
    r"[,.;:!?)\]}%]|\.{2,}|…|__+|[nN]['’][tT]|['’](?:s|S|ll|LL|m|M|ve|VE|re|RE|d|D|n)"
)
_AFTER = re.compile(r"[(\[{$£`]|['’][tT]|[dDyY]['’]")
_DASH = re.compile(r"--+|[—–]+")
_WORD = re.compile(r".*[^\W_]")
_PLURAL = re.compile(r".*[sxzSXZ]")
_ENDINGS = {"se", "ee", "un"}  # of I'se, t'ee, a big 'un
_PARTED = {"can": "not", "gon": "na", "wan": "na", "got": "ta", "lem": "me", "gim": "me"}
_CLOSES = {"“": "”", "‘": "’", "“‘": "’”"}
_STRAIGHT = ('"', "'")
_ENDS_SPEECH = (*_STRAIGHT, *_CLOSES.values())


def natural(sentences: Sequence[Sequence[str]]) -> tuple[str, list[list[Span]]]:
    """The text as print would have it, and the span of each token in it (code points):
    `text[span.start : span.end]` is the token.

    Sentences are joined with a blank into paragraphs, these with an empty line. A paragraph ends
    once it has `LEAST` words and no quotation is open (nor has just been closed, if a cue may
    follow); and before a sentence that begins with an opening mark while a quotation is open, as
    print does where a speech goes on.
    """
    pieces: list[str] = []
    spans: list[list[Span]] = []
    open_: set[str] = set()  # the marks that wait to be closed, each as it is closed
    place = length = 0
    before: Sequence[str] = ()
    joined = True  # the last word stands next to what follows
    for words in sentences:
        gap = "" if joined or (words and _BEFORE.fullmatch(words[0])) else " "
        if gap and _may_break(before, words, length, open_):
            gap, length = "\n\n", 0
            open_.clear()
        found = []
        for i, word in enumerate(words):
            side = _side(words, i, open_)
            if i:
                gap = "" if joined or side in ("before", "both") else " "
            pieces += (gap, word)
            place += len(gap) + len(word)
            found.append(Span(place - len(word), place))
            joined = side in ("after", "both")
        length += len(words)
        before = words or before
        spans.append(found)
    return "".join(pieces), spans


def _may_break(before: Sequence[str], words: Sequence[str], length: int, open_: set[str]) -> bool:
    """Whether a paragraph of `length` words may end between these two sentences."""
    opens = bool(words) and (words[0] in _CLOSES or words[0] in _STRAIGHT)
    if open_:
        again = opens and _CLOSES.get(words[0], words[0]) in open_ - {"'"}
        return length >= MOST or again
    cue = before[-1] in _ENDS_SPEECH and not opens  # "... I asked." may belong to the speech before
    return length >= LEAST and not cue


def _side(words: Sequence[str], i: int, open_: set[str]) -> Side:
    word, before = words[i], words[i - 1] if i else ""
    if word in _CLOSES:
        open_.update(_CLOSES[word])
        return "after"
    if word in ('"', "_"):
        opens = word not in open_ or (i == 0 and word == '"')
        return _opened(word, open_) if opens else _closed(word, open_)
    if word in ("'", "’"):
        return _apostrophe(words, i, open_)
    if word in ("”", "’”"):
        open_.difference_update(word)
        return "before"
    if _DASH.fullmatch(word):
        return "both" if before else "after"
    if word == "-" and _is_word(before):
        return "both"
    if _BEFORE.fullmatch(word) or _PARTED.get(before.lower()) == word.lower():
        return "before"
    return "after" if _AFTER.fullmatch(word) else "none"


def _apostrophe(words: Sequence[str], i: int, open_: set[str]) -> Side:
    """A quotation mark, or the sign of a letter left out or of a plural's genitive."""
    mark, before, after = words[i], words[i - 1] if i else "", "".join(words[i + 1 : i + 2])
    if not _is_word(before):
        closes = mark in open_ and before and before not in _CLOSES and before != '"'
        if closes:
            return _closed(mark, open_)
        return _opened(mark, open_) if mark == "'" else "after"
    if after.lower() in _ENDINGS:
        return "both"
    genitive = _is_word(after) and _PLURAL.fullmatch(before)
    if mark in open_ and not genitive:
        return _closed(mark, open_)
    opens = mark == "'" and _is_word(after) and not genitive and mark in words[i + 1 :]
    return _opened(mark, open_) if opens else "before"


def _opened(mark: str, open_: set[str]) -> Side:
    open_.add(mark)
    return "after"


def _closed(mark: str, open_: set[str]) -> Side:
    open_.discard(mark)
    return "before"


def _is_word(token: str) -> bool:
    return bool(_WORD.match(token))
