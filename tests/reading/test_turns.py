"""Who speaks is decided for all turns together, and how sure that is, is what it says."""

from __future__ import annotations

import math
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fabula import read
from fabula.reading.speech.turns import alone, likely_speakers, pulls
from fabula.reading.speech.weighing import UNKNOWN
from fabula.story.memory import Heard

PEOPLE = ("e1", "e2", UNKNOWN)
BEFORE = (UNKNOWN, UNKNOWN, -99)


@st.composite
def heard(draw: st.DrawFn) -> Heard:
    """A turn of which something speaks for each of a few people."""
    flags = st.booleans()
    some = st.lists(st.sampled_from(PEOPLE[:2]), max_size=1).map(tuple)
    return Heard(
        paragraph=draw(st.integers(0, 9)),
        scores={who: draw(st.floats(-4, 4)) for who in PEOPLE},
        kinds={},
        cue=draw(st.sampled_from(["explicit", "anaphoric", "implicit"])),
        junction=draw(st.sampled_from(["apart", "cut", "tagged", "touching", "told"])),
        addressed=draw(some),
        called=draw(some),
        opens=draw(flags),
        ends=draw(flags),
        asks=draw(flags),
        led=draw(flags),
    )


@given(st.lists(heard(), min_size=1, max_size=4))
def test_all_ways_count(turns: list[Heard]) -> None:
    """How likely somebody is to speak a turn is the share of all ways in which they do."""
    totals = [dict.fromkeys(PEOPLE, 0.0) for _ in turns]
    for path in product(PEOPLE, repeat=len(turns)):
        likely = _way(turns, path)
        for total, who in zip(totals, path, strict=True):
            total[who] += likely
    for total, shares in zip(totals, likely_speakers(turns, BEFORE), strict=True):
        whole = sum(total.values())
        for who in PEOPLE:
            assert shares.get(who, 0.0) == pytest.approx(total[who] / whole, abs=1e-6)


def _way(turns: list[Heard], path: tuple[str, ...]) -> float:
    """How likely one way is in which a conversation may have gone."""
    first, second, paragraph = BEFORE
    score, last = 0.0, None
    for turn, who in zip(turns, path, strict=True):
        pull = pulls(turn, turn.paragraph - paragraph, last)
        score += turn.scores[who]
        if who == second:
            score += math.log(pull.same_unknown if who == UNKNOWN else pull.same)
        else:
            score += math.log(pull.calls_back) * (second in turn.addressed)
            score += math.log(pull.answers) * (who in turn.called)
            score += math.log(pull.back) * (who == first and who != UNKNOWN)
            first, second = second, who
        paragraph, last = turn.paragraph, turn
    return math.exp(score)


@given(heard())
def test_alone_shares_are_shares(turn: Heard) -> None:
    """By itself, what speaks for whom is shares of one."""
    assert sum(alone(turn).values()) == pytest.approx(1.0)


STORY = """Mara Venn and Tom Hale stood at the ferry. It was nearly dark, and Mara had the lamp.

“You are late.”

The river was high. Something went by in it that had been a gate, and then a hen on a door.

“I was asleep,” said Tom.

“You are always asleep.”

“Who told you that?” asked Tom.
"""


def test_a_name_beside_the_words_is_surer_than_turns_alone() -> None:
    """Who says something is surer where the story says so than where only turns tell."""
    story = read(STORY)
    sure = [q.confidence for q in story.quotations]
    assert sure[1] > sure[0] > 0.3
    assert sure[3] > 0.9
    label = {e.id: e.label for e in story.hindsight().entities}
    said = [label.get(q.speaker or "") for q in story.quotations]
    assert said[1:] == ["Tom", "Mara Venn", "Tom"]
