"""Words are cut into pieces as BERT cuts them, whatever stands in a book."""

from __future__ import annotations

import hashlib
import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest

import fabula.model
from fabula.model.wordpieces import LONGEST, MOST, REMEMBERED, WordPieces

VOCABULARY = Path(fabula.model.__file__).parent / "english" / "vocab.txt"
GOLDEN: dict[str, Any] = json.loads((Path(__file__).parent / "pieces.json").read_bytes())


@cache
def english() -> WordPieces:
    return WordPieces(VOCABULARY.read_text(encoding="utf-8").split("\n")[:-1])


def small() -> WordPieces:
    return WordPieces(["[UNK]", "[CLS]", "[SEP]", "un", "##able", "##a", "able", "-", "a"])


def test_the_known_answers_are_for_the_vocabulary_we_ship() -> None:
    """The words in `pieces.json` were cut with the vocabulary that is in the wheel."""
    found = hashlib.sha256(VOCABULARY.read_bytes()).hexdigest()
    assert found == GOLDEN["vocabulary_sha256"]


@pytest.mark.parametrize("kind", GOLDEN["words"])
def test_words_are_cut_as_the_net_learnt_them(kind: str) -> None:
    """Each odd word has the pieces that the `tokenizers` package gives it."""
    for word, pieces in GOLDEN["words"][kind]:
        assert english().pieces(word) == tuple(pieces), ascii(word[:40])


def test_the_longest_piece_is_taken_first() -> None:
    """A word is its longest known beginning, then the longest that goes on from there."""
    assert small().pieces("Unable") == (3, 4)
    assert small().pieces("able") == (6,)
    assert small().pieces("una") == (3, 5)
    assert small().pieces("unb") == (0,)


@pytest.mark.parametrize("word", ["", " ", "\u00ad", "\u0301\u0302", "\ufeff", "\ud800"])
def test_a_word_of_nothing_is_the_unknown_piece(word: str) -> None:
    """No word is without pieces, not even one of which nothing can be seen."""
    assert english().pieces(word) == (english().unknown,)


def test_no_word_fills_a_window() -> None:
    """A line of dashes or ideographs longer than `MOST` is one unknown piece."""
    assert len(small().pieces("-" * MOST)) == MOST
    assert small().pieces("-" * (MOST + 1)) == (0,)
    assert english().pieces("猫" * 4000) == (english().unknown,)


def test_a_word_is_the_same_after_any_other() -> None:
    """What was cut before changes nothing, and only short words are remembered."""
    words = [word for group in GOLDEN["words"].values() for word, _ in group]
    fresh = WordPieces(VOCABULARY.read_text(encoding="utf-8").split("\n")[:-1])
    assert [fresh.pieces(w) for w in reversed(words)] == [
        english().pieces(w) for w in reversed(words)
    ]
    kept = fresh._remembered.cache_info()
    assert kept.maxsize == REMEMBERED
    assert kept.currsize <= sum(len(w) <= LONGEST for w in words)


def test_the_window_has_its_ends() -> None:
    """The pieces that begin and end a window are the vocabulary's own."""
    assert (english().start, english().end, english().unknown) == (101, 102, 100)
    with pytest.raises(KeyError):
        WordPieces(["a"])
