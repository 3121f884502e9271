"""Words in a plain form, whoever wrote them: small letters, straight apostrophes, and those that
who writes in haste leaves out."""

from __future__ import annotations

import re
from functools import lru_cache

_HASTE = {
    "dont": "don't", "wont": "won't", "cant": "can't", "didnt": "didn't", "doesnt": "doesn't",
    "isnt": "isn't", "wasnt": "wasn't", "im": "i'm", "ive": "i've", "youre": "you're",
    "youll": "you'll", "whos": "who's", "whats": "what's", "wheres": "where's", "thats": "that's",
    "theyll": "they'll", "shouldnt": "shouldn't", "mustnt": "mustn't", "havent": "haven't",
    "ill": "i'll",
}  # fmt: skip
_FIRST_ONLY = ("ill", "im", "wont", "cant")  # elsewhere they may be other words
_ANYWHERE = "|".join(word for word in _HASTE if word not in _FIRST_ONLY)
_HASTY = re.compile(rf"\A(?:{'|'.join(_FIRST_ONLY)})\b|\b(?:{_ANYWHERE})\b")


@lru_cache(maxsize=1024)
def plain(words: str) -> str:
    """A sentence in its plain form."""
    told = " ".join(words.lower().replace("’", "'").split())
    return _HASTY.sub(lambda found: _HASTE[found[0]], told)
