"""What the model makes of the story's world, weighed with what the rules say."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from fabula import formats
from fabula.reading import reader
from fabula.reading.annotate import annotate
from fabula.reading.glimpses import AROUND, LEVELS, ROLES, THREADS, TRAITS, Views, gathered, runs
from fabula.reading.language.windows import Words
from fabula.stories import read
from fabula.story.annotations import Glimpses, Opens, Part, Seen, Trait, Turn
from fabula.story.passage import Passage, passages
from fabula.story.text import Span
from fabula.story.world import World

STORY = (
    "{} Pell sat on the wall beside Tom Hale, old brick in the sun, and he gave her the oar.\n\n"
    "“The boat leaves at six,” she said. “Nobody is to hear of it.”\n"
)
ASKED = "“Who took the key from the hook?” said {} Pell to Tom Hale. He said nothing.\n"
Look = Callable[[Passage, Words, Sequence[Seen]], Glimpses]


@pytest.fixture
def seeing(monkeypatch: pytest.MonkeyPatch) -> Callable[[Look, str], World]:
    """Reads a story with a model that makes of it what a test says."""

    def read_so(look: Look, who: str, story: str = STORY) -> World:
        # Each test has somebody of its own: what is read once is kept.
        def glimpsed(
            _model: object,
            _h: object,
            words: Words,
            passage: Passage,
            seen: Sequence[Seen],
            _e: object,
        ) -> Glimpses:
            return look(passage, words, seen)

        monkeypatch.setattr(reader, "glimpsed", glimpsed)
        return read(story.format(who)).hindsight()

    return read_so


def at(passage: Passage, words: str) -> Span:
    """Where some words stand in a passage."""
    start = passage.text.index(words)
    return Span(start, start + len(words))


def number(words: Words, word: str) -> int:
    """The number of a word's first place in a passage."""
    return words.texts.index(word)


def test_a_trait_that_no_rule_sees_is_told_of_whom_the_model_points_at(
    seeing: Callable[..., World],
) -> None:
    """Words that only the model takes for a look are an attribute of whoever it is told of, by the
    model, inferred, resting on just these words."""

    def look(passage: Passage, words: Words, seen: Sequence[Seen]) -> Glimpses:
        if "old brick" not in passage.text:
            return Glimpses()
        her = next(n for n, s in enumerate(seen) if words.texts[s.first] == "Ines")
        return Glimpses((Trait(at(passage, "old brick"), "skin", 0.9, ((her, 0.95),)),))

    world = seeing(look, "Ines")
    found = [a for a in world.attributes() if a.name == "skin"]
    assert [(a.value, a.by, a.basis) for a in found] == [("old brick", "model", "inferred")]
    label = {e.id: e.label for e in world.entities}
    assert label[found[0].entity] == "Ines Pell"


def test_a_trait_of_nobody_is_not_told(seeing: Callable[..., World]) -> None:
    """Where neither the model nor syntax says of whom a look is told, nothing is said."""

    def look(passage: Passage, _words: Words, _seen: Sequence[Seen]) -> Glimpses:
        return Glimpses((Trait(at(passage, "old brick"), "skin", 0.9),))

    assert not list(seeing(look, "Una", "It rained on old brick. {} was not there.\n").attributes())


def test_a_part_is_added_and_another_left_out(seeing: Callable[..., World]) -> None:
    """Whom the model is sure of takes part; whom it thinks out of the question does not."""

    def look(_passage: Passage, words: Words, _seen: Sequence[Seen]) -> Glimpses:
        if "gave" not in words.texts:
            return Glimpses()
        gave = number(words, "gave")
        parts = (("agent", "he", 0.9), ("recipient", "her", 0.8), ("instrument", "wall", 0.9))
        return Glimpses(
            parts=tuple(Part(gave, role, number(words, word), share) for role, word, share in parts)
        )

    world = seeing(look, "Ada")
    event = next(e for e in world.events() if e.lemma == "give")
    text = world.text.text
    told = {(p.role, text[p.start : p.end]) for p in event.participants}
    assert ("instrument", "the wall") in told or ("instrument", "wall") in told
    assert "patient" not in {role for role, _ in told}  # no rule's "the oar": the model denies it
    assert {"agent", "recipient"} <= {role for role, _ in told}


def test_what_is_open_is_weighed(seeing: Callable[..., World]) -> None:
    """A secret that only the model sees is open, held by whoever says it; a question that it does
    not see at all is none."""

    def look(passage: Passage, _words: Words, _seen: Sequence[Seen]) -> Glimpses:
        if "Nobody" not in passage.text:
            return Glimpses(turns={0: Turn(0.0, (0.0,) * len(LEVELS))})
        opens = (Opens(at(passage, "Nobody is to hear of it"), "secret", 0.8),)
        return Glimpses(opens=opens, turns={0: Turn(0.0, (0.0,) * len(LEVELS))})

    world = seeing(look, "Eva")
    text = world.text.text
    assert [(t.kind, text[slice(*t.opened)]) for t in world.threads()] == [
        ("secret", "“Nobody is to hear of it.”")
    ]
    unseen = seeing(lambda *_: Glimpses(), "Ida", ASKED)
    assert [t.kind for t in unseen.threads()] == ["question"]
    blind = Glimpses(turns={0: Turn(0.0, (0.0,) * len(LEVELS))})
    assert not list(seeing(lambda *_: blind, "Olga", ASKED).threads())


@given(st.lists(st.booleans(), max_size=30), st.integers(1, 4))
def test_runs_cover_the_likely_words_and_end_with_them(likely: list[bool], gap: int) -> None:
    """Every likely word is in one run; runs begin and end with one and never cross a sentence."""
    sentence = np.arange(len(likely)) // 7
    found = runs(np.array(likely, np.bool_), sentence, gap)
    for first, last in found:
        assert likely[first]
        assert likely[last]
        assert sentence[first] == sentence[last]
    inside = {k for a, b in found for k in range(a, b + 1)}
    assert {k for k, x in enumerate(likely) if x} <= inside


def test_views_become_findings() -> None:
    """Shares above their limits are findings, with their words."""
    spans = [Span(i * 4, i * 4 + 3) for i in range(6)]
    sentence = np.zeros(6, np.int64)
    traits = np.full((6, len(TRAITS) + 1), 0.001, np.float32)
    traits[:, 0] = 0.97
    traits[2:4, 0], traits[2:4, 1 + TRAITS.index("hair")] = 0.1, 0.86
    opens = np.zeros((6, len(THREADS)), np.float32)
    opens[4, 0], opens[1, 1] = 0.9, 0.1
    roles = np.zeros((2, len(ROLES) + 1), np.float32)
    roles[1, 1] = 0.7
    views = Views(
        traits, opens, np.array([0.5], np.float32), np.zeros((1, len(LEVELS)), np.float32),
        np.zeros(1, np.float32), roles, np.array([0, 0]), np.array([1, 5]),
    )  # fmt: skip
    shares = np.array([[0.8, 0.2]], np.float32)
    found = gathered(views, spans, sentence, [3], lambda _first, _last: shares)
    assert found.traits == (Trait(Span(8, 15), "hair", 0.9, ((0, 0.8),)),)
    assert found.opens == (
        Opens(Span(16, 19), THREADS[0], 0.9), Opens(Span(4, 7), THREADS[1], 0.1),
    )  # fmt: skip
    assert found.turns == {3: Turn(0.5, (0.0,) * len(LEVELS))}
    assert found.parts == (Part(0, ROLES[0], 5, 0.7),)


def test_the_model_itself_looks_at_a_passage() -> None:
    """Of a passage with words every paragraph and every mention is looked at, and parts are near
    their event, in its sentence."""
    for passage in passages(formats.read_string(STORY.format("Vera"))):
        notes = annotate(passage)
        glimpses = notes.glimpses
        assert len(glimpses.eyes) == len(notes.seen)
        assert set(glimpses.turns) == set(range(len(passage.paragraphs)))
        for part in glimpses.parts:
            assert part.role in ROLES
            assert abs(part.last - part.event) <= AROUND
            assert 0 < part.share <= 1
