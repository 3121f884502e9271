"""Words with a capital in the midst of a sentence that nothing else shows to be names: "with Dutch
behind me", "it took Candles eleven minutes". They sleep: only where the story has shown somebody
who is called just so do they stand for them (`cast.py`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from fabula.reading.names.name_lists import group
from fabula.reading.names.name_runs import Word
from fabula.reading.names.name_told import overlaps
from fabula.reading.names.name_words import GIVEN_NAME, INITIAL, ODD, SHOUTED
from fabula.story.annotations import Name
from fabula.story.text import Span

ASLEEP = 0.1  # how sure such a name is; what is surer is one by itself
LONE = 0.05  # how sure a mention is that is one only if a name turns out to be somebody's
_OTHERWISE = ODD | INITIAL | SHOUTED | GIVEN_NAME  # given names have rules of their own
_DETERMINERS = group("determiner")


def sleeping(text: str, runs: Iterable[list[Word]], awake: Sequence[Name]) -> list[Name]:
    """The names that sleep in a passage, in order, beside those that are awake."""
    taken = sorted(name.at for name in awake)
    return [name for name in _lone(text, runs) if not overlaps(name.at, taken)]


def _lone(text: str, runs: Iterable[list[Word]]) -> Iterator[Name]:
    for word, *others in runs:
        if others or word.opens or word.look.kinds & _OTHERWISE or word.look.title:
            continue
        before = text[max(0, word.start - 12) : word.start].split()
        if not before or before[-1].lower() not in _DETERMINERS:
            yield Name(Span(word.start, word.end), (word.look.word,), sure=ASLEEP)
