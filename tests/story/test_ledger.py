"""A ledger cut at a place shares what stands before it."""

from __future__ import annotations

from fabula.story.ledger import Ledger
from fabula.story.records import Omitted
from fabula.story.text import Span

WORDS = [
    Omitted(id=f"x{n}", at=Span(n, n + 1), known_at=n, by="reader", entity="e1") for n in range(6)
]


def test_a_cut_ledger_is_the_first_records_and_its_own() -> None:
    """What the whole story goes on to say is not in a ledger that was cut before, nor the other way
    round."""
    whole = Ledger()
    whole.extend(WORDS[:4])
    cut = Ledger(whole, 2)
    cut.extend(WORDS[5:])
    whole.extend(WORDS[4:])
    assert list(whole) == WORDS
    assert list(cut) == [*WORDS[:2], WORDS[5]]
    assert (len(cut), cut[0], cut[-1], cut[1:]) == (3, WORDS[0], WORDS[5], [WORDS[1], WORDS[5]])
    assert list(Ledger(cut, 1)) == WORDS[:1]
