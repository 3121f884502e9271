"""A ledger cut at a place shares what stands before it."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from fabula.story.columns import pack
from fabula.story.ledger import Ledger
from fabula.story.records import AnyRecord, Mention, Omitted
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


def told(passage: int, draw: st.DrawFn) -> list[AnyRecord]:
    """A few records of a passage that begins at 100 times its number."""
    base, found = 100 * passage, list[AnyRecord]()
    for n in range(draw(st.integers(0, 4))):
        at = Span(base + 10 * n, base + 10 * n + draw(st.integers(1, 9)))
        who, number = draw(st.sampled_from(["e1", "e2"])), 10 * passage + n
        more = {"at": at, "known_at": base + 90, "by": "reader"}
        evidence = draw(st.sampled_from([(), (Span(base, base + 2),)]))
        if draw(st.booleans()):
            found.append(Omitted(id=f"n{number}", entity=who, evidence=evidence, **more))
        else:
            found.append(Mention(id=f"m{number}", entity=who, kind="PROP", **more))
    return found


@st.composite
def ledgers(draw: st.DrawFn) -> tuple[list[AnyRecord], Ledger]:
    """Records, and a ledger that has the first of them in sheaves and the last as they are."""
    ledger, records = Ledger(), list[AnyRecord]()
    passages = [told(i, draw) for i in range(6)]
    ends = sorted(draw(st.sets(st.integers(1, 6), max_size=3)))
    for first, end in pairwise([0, *ends]):
        starts = [100 * i for i in range(first, end)]
        some = [r for records in passages[first:end] for r in records]
        ledger.extend(some)
        ledger.shelve(pack(passages[first:end], starts), starts)
        records += some
    rest = [r for records in passages[ends[-1] if ends else 0 :] for r in records]
    ledger.extend(rest)
    return [*records, *rest], ledger


@settings(max_examples=40, deadline=None)
@given(ledgers(), st.integers(0, 24))
def test_a_ledger_finds_what_a_walk_through_it_finds(
    made: tuple[list[AnyRecord], Ledger], shared: int
) -> None:
    """Whatever part of it is kept as columns, and wherever it is cut: all records come back as they
    were, and those of a kind, with a word, or in a place are those that a walk would find."""
    records, whole = made
    records, ledger = records[:shared], Ledger(whole, shared)
    assert list(ledger) == records
    assert [ledger[i] for i in range(len(ledger))] == records
    for kind in (Mention, Omitted):
        of_kind = [r for r in records if isinstance(r, kind)]
        assert ledger.of(kind) == of_kind
        for who in ("e1", "e2", "e3"):
            theirs = [r for r in of_kind if r.entity == who]
            assert ledger.having(kind, "entity", who) == theirs
            assert ledger.having(kind, "entity", who, 2) == theirs[-2:]
            assert ledger.times(kind, "entity", who) == len(theirs)
        assert list(dict.fromkeys(ledger.known(kind, "entity"))) == list(
            dict.fromkeys(r.entity for r in of_kind)
        )
        assert ledger.within(kind, Span(115, 420)) == [
            r for r in of_kind if 115 <= r.at.start < 420
        ]
        assert all(ledger.called(kind, r.id) == r for r in of_kind)
