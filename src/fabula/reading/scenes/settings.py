"""Where a scene is set: the places that its first words speak of, and how much they set the scene.

A place sets it where somebody is at it ("in the kitchen"), or where it is itself spoken of ("The
cell had been a larder"); one that somebody goes to, less; one that is only part of a phrase, least.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from fabula.reading.language.grammar import SUBJECTS
from fabula.reading.language.tenses import Sentence
from fabula.reading.lists import word_list
from fabula.reading.page import Page
from fabula.story.text import Span

_AT = frozenset(
    ("in", "at", "on", "inside", "outside", "by", "beside", "under", "beneath", "behind", "above",
    "near", "aboard", "within", "among", "through", "across", "along", "down", "up", "from")
)  # fmt: skip
_BESIDE = frozenset(("by", "beside", "under", "behind", "above", "near", "from", "among"))
_INTO = frozenset(("into", "onto", "to", "toward", "towards"))
_PARTS = frozenset(
    ("floor", "door", "end", "back", "middle", "corner", "edge", "front", "top", "side", "bottom",
    "mouth", "foot", "head", "heart", "centre", "center", "rest", "entrance", "gate", "roof")
)  # fmt: skip
_REACHED = frozenset(("find", "reach", "enter", "leave", "cross", "approach", "share"))
_ELSEWHERE = frozenset(("next", "other", "adjoining", "opposite", "neighbouring", "distant"))
_KINDS = ("FAC", "GPE", "LOC", "VEH")
_SMALL = frozenset(
    ("bench", "window", "tree", "stair", "stairs", "step", "bank", "box", "track", "path", "pass",
    "court", "bar", "gate", "gateway", "bed", "table", "hearth", "fireside", "street", "road")
)  # fmt: skip
_BUILT = ("room", "house", "yard")
_UNBUILT = ("groom", "broom", "mushroom")
LOOKED_AT = 4  # sentences of a paragraph
_BY_KIND = {"FAC": 0.5, "VEH": 0.25, "LOC": 0.25, "GPE": -0.5}
ENOUGH = 2.0  # how much a place has to set a scene


class Place(NamedTuple):
    """Words for a place: how much they set the scene, the word at their head, the whole phrase."""

    weight: float
    word: int
    at: Span


def setting(page: Page, sentences: Sequence[Sentence]) -> Place | None:
    """The place that sets a scene which begins with (or goes on with) some sentences."""
    found = list(places(page, [s for s in sentences if not s.speech or s.verbs][:LOOKED_AT]))
    best = max(found, key=lambda p: (p.weight, -p.at.start), default=None)
    return best if best is not None and best.weight >= ENOUGH else None


def places(page: Page, sentences: Sequence[Sentence]) -> Iterator[Place]:
    """The places that the narration of some sentences speaks of, in order."""
    grammar = page.grammar
    for number, sentence in enumerate(sentences):
        for i in grammar.words_in(sentence.at):
            word = grammar.words[i]
            if page.quoted[word.at.start]:
                continue
            kind = _kind(page, i)
            if kind == "VEH" and not is_scenery(page, i) and not grammar.preposition(i):
                continue
            if word.upos not in ("NOUN", "PROPN") or not (kind or is_scenery(page, i)):
                continue
            if any(grammar.lemma(k) in _ELSEWHERE for k in grammar.below(i, "amod")):
                continue
            weight = _weight(page, i) - 0.25 * number - 0.5 * is_small(page, i)
            yield Place(weight + _BY_KIND.get(kind, 0.0), i, _phrase(page, i))


def _phrase(page: Page, i: int) -> Span:
    """The words for a place: up to its noun, and whose or at what it is ("the chamber at Saint
    Anne's")."""
    grammar, words = page.grammar, page.grammar.words
    start, end = min(grammar.phrase(i).start, words[i].at.start), words[i].at.end
    while start and page.passage.text[start - 1] == "-" and (k := grammar.word_at(start - 2)):
        start = words[k].at.start
    for k in grammar.below(i, "nmod"):
        first = min([k, *grammar.below(k, "case")])
        named = words[k].upos == "PROPN" or grammar.preposition(k) == "of"
        if named and words[first].at.start == end + 1:
            end = grammar.phrase(k).end
    return Span(start, end)


def _kind(page: Page, i: int) -> str:
    """The type of place that the model sees in a word, "" for none."""
    mention = page.grammar.mention(i)
    seen = page.notes.seen[mention] if mention is not None else None
    return seen.type if seen is not None and seen.type in _KINDS and seen.kind != "PRON" else ""


def is_scenery(page: Page, i: int) -> bool:
    """Whether a word is a noun of rooms, vehicles, land or water."""
    grammar, scenery = page.grammar, word_list("scenery")
    one = grammar.words[i].xpos in ("NN", "NNP")
    built = grammar.lemma(i).endswith(_BUILT) and not grammar.lemma(i).endswith(_UNBUILT)
    return grammar.text(i).lower() in scenery or (one and (built or grammar.lemma(i) in scenery))


def is_small(page: Page, i: int) -> bool:
    """Whether a place is no more than a piece of a room or a road."""
    return page.grammar.lemma(i) in _SMALL


def _weight(page: Page, i: int) -> float:
    grammar = page.grammar
    word = grammar.words[i]
    if word.deprel in SUBJECTS:
        definite = grammar.child(i, "det", "nmod:poss") is not None
        if not definite or _kind(page, i) == "GPE":
            return 1.0
        return 2.75 if is_scenery(page, i) else 2.25
    before = [k for k in grammar.below(i, "case") if k < i]
    preposition = grammar.text(before[-1]).lower() if before else ""
    if preposition == "of" and word.head is not None:
        inside = grammar.lemma(word.head) in _PARTS or grammar.preposition(word.head) in _AT
        return (
            max(2.0, _weight(page, word.head) - 0.25)
            if inside
            else (1.75 if word.xpos in ("NN", "NNP") else 1.0)
        )
    if preposition in _AT:
        return _at(page, i, preposition)
    if preposition in _INTO:
        return 2.25
    if word.deprel == "obj":
        reached = word.head is not None and grammar.lemma(word.head) in _REACHED
        return 2.0 if reached else 0.0
    return 2.0 if word.deprel in ("compound", "root") and not preposition else 0.0


def _at(page: Page, i: int, preposition: str) -> float:
    word = page.grammar.words[i]
    if preposition in _BESIDE:
        near = 1.0 if word.upos == "PROPN" or preposition == "from" else 2.0
        return near if word.deprel == "nmod" else 2.25
    return 2.5 if word.deprel == "nmod" else 3.0
