"""By what a work is known again: its archive's own id, or the paragraphs it shares with one that is
there."""

from __future__ import annotations

import hashlib
import re
from array import array
from bisect import bisect_left
from collections.abc import Iterator
from operator import ne
from typing import NamedTuple

from fabula.story.text import Text

TELLING = 6  # words; a shorter paragraph ("Yes.") stands in many works

_ARCHIVES = (
    ("ao3", re.compile(r"(?:archiveofourown\.org|archiveofourown\.gay|ao3\.org)/.*?works/(\d+)")),
    ("ffn", re.compile(r"fanfiction\.net/s/(\d+)")),
    ("fp", re.compile(r"fictionpress\.com/s/(\d+)")),
    ("rr", re.compile(r"royalroad\.com/fiction/(\d+)")),
    ("sh", re.compile(r"scribblehub\.com/(?:series|read)/(\d+)")),
    ("sb", re.compile(r"spacebattles\.com/threads/(?:[^/]*\.)?(\d+)")),
    ("sv", re.compile(r"sufficientvelocity\.com/threads/(?:[^/]*\.)?(\d+)")),
    ("qq", re.compile(r"questionablequesting\.com/threads/(?:[^/]*\.)?(\d+)")),
    ("gutenberg", re.compile(r"gutenberg\.org/(?:ebooks|files|cache/epub)/(\d+)")),
)


def archive_key(text: Text) -> str | None:
    """The archive's own id of a work, where its source tells one: "ao3:1234"."""
    for address in (text.meta.url, text.meta.identifier):
        for archive, form in _ARCHIVES:
            if address and (found := form.search(address.casefold())):
                return f"{archive}:{found[1]}"
    return None


def text_key(text: Text) -> str:
    """The key of a work that no archive has given one."""
    return "text:" + hashlib.blake2b(_bytes(text.text), digest_size=12).hexdigest()


class Prints(NamedTuple):
    """What a story's paragraphs are known by, and how many words they have."""

    digests: bytes
    words: int


def prints(text: Text) -> Prints:
    """A digest of eight bytes for each story paragraph that is long enough to tell, in order. How
    lines are wrapped does not matter."""
    found, number = [], 0
    for words in _paragraphs(text):
        number += len(words)
        if len(words) >= TELLING:
            found.append(hashlib.blake2b(_bytes(" ".join(words)), digest_size=8).digest())
    return Prints(b"".join(found), number)


def shared(one: bytes, other: bytes) -> tuple[float, float]:
    """Which part of the paragraphs of each stands in the other too."""
    a, b = array("Q", one), array("Q", other)
    both = set(a).intersection(b)
    if not both:
        return 0.0, 0.0
    return sum(x in both for x in a) / len(a), sum(x in both for x in b) / len(b)


def alike(old: Text, new: Text) -> int:
    """How many blocks two texts begin with that are the same, at the same places."""
    most = min(len(old.blocks), len(new.blocks))
    differ = map(ne, old.blocks, new.blocks)
    most = next((i for i, other in enumerate(differ) if other), most)

    def says_otherwise(blocks: int) -> bool:
        end = old.blocks[blocks - 1].end if blocks else 0
        return old.text[:end] != new.text[:end]

    if not says_otherwise(most):
        return most
    return bisect_left(range(most), True, key=says_otherwise) - 1


def _paragraphs(text: Text) -> Iterator[list[str]]:
    """The words of each paragraph of the story."""
    for block in text.blocks:
        if block.is_story:
            yield text.text[block.start : block.end].split()


def _bytes(words: str) -> bytes:
    return words.encode("utf-8", "surrogatepass")
