"""Parts of speech, lemmas and dependencies, as the model tells them (UD English)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from fabula.model.folder import Model, load
from fabula.reading.language.lemmas import lemma
from fabula.reading.language.windows import MOST_PIECES, case_of, windows, words_of
from fabula.story.annotations import Annotations, Syntax
from fabula.story.passage import Passage
from fabula.story.text import Span

Ints = NDArray[np.int64]
Arrays = dict[str, NDArray[np.generic]]


class Parsed(NamedTuple):
    """A word's tags; `head` is the index of its head in the sentence, -1 for a root."""

    upos: str
    xpos: str
    lemma: str
    head: int
    deprel: str


class Parse(NamedTuple):
    """N words' numbers in the model's tag lists, and their heads' numbers (a root's is its own)."""

    upos: Ints
    xpos: Ints
    lemma: Ints
    head: Ints
    deprel: Ints


def look(
    model: Model, texts: Sequence[str], shape: Ints, sentence: Ints
) -> Iterator[tuple[int, Arrays]]:
    """What the net says of words, window by window: (the first word's number, its arrays)."""
    pieces = [model.wordpieces.pieces(word) for word in texts]
    sizes = [len(p) for p in pieces]
    for first, end in windows(sizes, sentence, MOST_PIECES):
        own = sizes[first:end]
        row = [x for p in pieces[first:end] for x in p]
        spread = np.zeros((end - first, len(row) + 2), np.float32)
        at = np.repeat(np.arange(end - first), own)
        spread[at, np.arange(1, len(row) + 1)] = np.repeat(1 / np.array(own), own)
        inputs: dict[str, NDArray[Any]] = {
            "pieces": np.array([model.wordpieces.start, *row, model.wordpieces.end], np.int64),
            "shapes": np.array([0, *np.repeat(shape[first:end], own), 0], np.int64),
            "spread": spread,
            "sentence": sentence[first:end],
        }
        yield first, model.words.run(inputs)


def parse_of(found: Sequence[tuple[int, Arrays]], sentence: Ints) -> Parse:
    """The syntax of all windows together, every sentence a tree (one in two windows is two)."""

    def joined(name: str) -> Ints:
        return np.concatenate([arrays[name].astype(np.int64) for _, arrays in found])

    heads = [
        _trees(arrays["head"].astype(np.int64), arrays["arcs"], sentence[first:]) + first
        for first, arrays in found
    ]
    return Parse(
        joined("upos"), joined("xpos"), joined("lemma"), np.concatenate(heads), joined("deprel")
    )


def _trees(head: Ints, arcs: NDArray[np.generic], sentence: Ints) -> Ints:
    """Heads that make a tree of each sentence: one root, no circle. The likeliest heads are kept
    where they do; else the likeliest root stands, and each circle is opened at the word that loses
    least by another head."""
    n = len(head)
    head = head.copy()
    cuts = [0, *(np.flatnonzero(np.diff(sentence[:n])) + 1).tolist(), n]
    for a, b in pairwise(cuts):
        if not _is_tree(head[a:b] - a):
            head[a:b] = _repaired(head[a:b] - a, np.asarray(arcs)[a:b, a:b]) + a
    return head


def _is_tree(head: Ints) -> bool:
    own = np.arange(len(head))
    if (head == own).sum() != 1:
        return False
    reached = head
    for _ in range(max(1, len(head).bit_length())):
        reached = reached[reached]
    return bool((head[reached] == reached).all())


def _repaired(head: Ints, arcs: NDArray[np.generic]) -> Ints:
    scores = arcs.astype(np.float64)
    root = int(scores.diagonal().argmax())
    np.fill_diagonal(scores, -np.inf)
    head = head.copy()
    roots = np.flatnonzero(head == np.arange(len(head)))
    for word in roots[roots != root].tolist():
        head[word] = int(scores[word].argmax())
    head[root] = root
    while not (led := _led_to(head, root)).all():
        circle = _circle(head, int(np.flatnonzero(~led)[0]))
        # Only heads that lead to the root: each round leads more words there.
        gains = {w: scores[w][led].max() - scores[w, head[w]] for w in circle}
        word = max(circle, key=lambda w: gains[w])
        head[word] = int(np.where(led, scores[word], -np.inf).argmax())
    return head


def _led_to(head: Ints, root: int) -> NDArray[np.bool_]:
    """Which words lead to the root."""
    reached = head
    for _ in range(len(head).bit_length()):
        reached = reached[reached]
    led: NDArray[np.bool_] = reached == root
    return led


def _circle(head: Ints, word: int) -> list[int]:
    """The circle that a word leads to."""
    way: list[int] = []
    while word not in way:
        way.append(word)
        word = int(head[word])
    return way[way.index(word) :]


def tagged(word: str, tags: dict[str, list[str]], found: Parse, i: int) -> tuple[str, str, str]:
    """Part of speech, Penn tag and lemma of a word, which is the i-th of those parsed."""
    upos, xpos = tags["upos"][found.upos[i]], tags["xpos"][found.xpos[i]]
    return upos, xpos, lemma(word, upos, xpos, tags["lemma"][found.lemma[i]])


def parse(sentences: Sequence[Sequence[str]]) -> list[list[Parsed]]:
    """The syntax of sentences whose words are given, read in their order, so that each has the
    others about it. ModelDamaged or ModelUnusable if the model cannot be used."""
    words = [word for sentence in sentences for word in sentence]
    if not words:
        return [[] for _ in sentences]
    model = load()
    shape = np.array([case_of(word) for word in words], np.int64)
    number = np.repeat(np.arange(len(sentences)), [len(s) for s in sentences])
    found = parse_of(list(look(model, words, shape, number)), number)
    tags = model.config["tags"]
    made: list[list[Parsed]] = []
    first = 0
    for sentence in sentences:
        numbers = range(first, first + len(sentence))
        first += len(sentence)
        made.append(
            [
                Parsed(
                    *tagged(words[i], tags, found, i),
                    -1 if found.head[i] == i else int(found.head[i]) - numbers.start,
                    "root" if found.head[i] == i else tags["deprel"][found.deprel[i]],
                )
                for i in numbers
            ]
        )
    return made


def packed(
    spans: Sequence[Span], sentence: Ints, found: Parse, happens: NDArray[np.float32]
) -> Syntax:
    """Syntax as it is kept with a passage, and how much speaks for each word telling of something
    that happens (logits)."""
    return Syntax(
        np.array([s.start for s in spans], "<u4").tobytes(),
        np.array([s.end for s in spans], "<u4").tobytes(),
        sentence.astype("<u4").tobytes(),
        found.upos.astype(np.uint8).tobytes(),
        found.xpos.astype(np.uint8).tobytes(),
        found.deprel.astype(np.uint8).tobytes(),
        found.lemma.astype("<u2").tobytes(),
        found.head.astype("<u4").tobytes(),
        happens.clip(-127, 127).astype(np.int8).tobytes(),
    )


class Token(NamedTuple):
    """A word of a passage: its place in it, the number of its sentence, its tags, the number of its
    head in the passage (None for a root, or where nothing is known), and how much speaks for it
    telling of something that happens (a logit, rounded to 0)."""

    at: Span
    sentence: int
    upos: str | None = None
    xpos: str | None = None
    lemma: str | None = None
    head: int | None = None
    deprel: str | None = None
    happens: int = 0


def tokens(passage: Passage, notes: Annotations) -> Iterator[Token]:
    """The words of a passage with what the model told of them, where it did."""
    syntax = notes.syntax
    if not syntax.starts:
        found = words_of(passage, notes)
        yield from map(Token, found.spans, found.sentence.tolist())
        return
    tags: dict[str, list[str]] = load().config["tags"]

    def numbers(data: bytes, kind: str) -> list[int]:
        values: list[int] = np.frombuffer(data, kind).tolist()
        return values

    def told(data: bytes, kind: str, tag: str) -> list[str]:
        return [tags[tag][n] for n in numbers(data, kind)]

    spans = list(map(Span, numbers(syntax.starts, "<u4"), numbers(syntax.ends, "<u4")))
    upos, xpos = told(syntax.upos, "u1", "upos"), told(syntax.xpos, "u1", "xpos")
    words = (passage.text[start:end] for start, end in spans)
    heads = enumerate(numbers(syntax.heads, "<u4"))
    yield from map(
        Token,
        spans,
        numbers(syntax.sentences, "<u4"),
        upos,
        xpos,
        map(lemma, words, upos, xpos, told(syntax.lemma, "<u2", "lemma")),
        (None if head == i else head for i, head in heads),
        told(syntax.deprel, "u1", "deprel"),
        numbers(syntax.happens, "i1"),
    )
