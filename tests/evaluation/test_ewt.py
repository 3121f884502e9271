"""A treebank: words, sentences, syntax."""

from __future__ import annotations

from typing import NamedTuple

import pytest

from fabula.errors import FabulaError
from fabula.evaluation.ewt import evaluate
from fabula.evaluation.ewt_gold import load


class Told(NamedTuple):
    upos: str
    lemma: str
    head: int
    deprel: str


def parse(sentences):
    """The syntax of each sentence by itself."""
    return [parse_one(words) for words in sentences]


def parse_one(words):
    """Knows the second sentence but for its subject's whole label; hangs all else on the first
    word."""
    if words[0] == "She":
        return [
            Told("PRON", "she", 1, "nsubj"),
            Told("VERB", "leave", -1, "root"),
            Told("PUNCT", ".", 1, "punct"),
        ]
    return [Told("NOUN", word, -1 if not i else 0, "dep") for i, word in enumerate(words)]


def test_the_raw_text_is_put_together(treebank) -> None:
    """Blanks follow the words; the parts of a contraction are found in its letters."""
    (document,) = load(treebank)
    assert document.text == "Mara didn't wait. She left. "
    assert [document.text[w.at.start : w.at.end] for w in document.words[:5]] == [
        "Mara",
        "did",
        "n't",
        "wait",
        ".",
    ]
    assert [w.head for w in document.words] == [3, 3, 3, 3, 3, 6, 6, 6]


def test_given_sentences_are_scored(treebank) -> None:
    """Each measure is the share of words that are as annotated; main labels forgive subtypes."""
    given, _ = evaluate(treebank, parse).tables
    f1 = {row.label: row.figures["F1"] for row in given.rows}
    assert f1 == {
        "UPOS": pytest.approx(3 / 8),
        "lemma": pytest.approx(6 / 8),
        "UAS": pytest.approx(3 / 8),
        "LAS": pytest.approx(2 / 8),
        "LAS, main labels": pytest.approx(3 / 8),
    }


def test_raw_text_is_scored(treebank) -> None:
    """From raw text words and sentences are scored by their places."""
    _, raw = evaluate(treebank, parse).tables
    figures = {row.label: row.figures for row in raw.rows}
    assert figures["words"]["F1"] == 1
    assert figures["sentences"]["F1"] == 1
    assert figures["LAS"]["gold"] == 8


@pytest.mark.parametrize("content", ["", "Once upon a time.", "1\tMara\n"])
def test_another_file_is_refused(tmp_path, content) -> None:
    """A file of another form is named."""
    path = tmp_path / "story.txt"
    path.write_text(content)
    with pytest.raises(FabulaError, match=r"story\.txt: not a CoNLL-U file"):
        evaluate(path, parse)
