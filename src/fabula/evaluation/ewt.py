"""How well words, sentences and syntax are told: a treebank of Universal Dependencies.

Twice: with the treebank's own sentences and words, and from raw text through the export, where
words are aligned by their places, as the CoNLL 2018 shared task does (Zeman et al. 2018): a word
that was not found is wrong, and so is one too many.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple, Protocol

from fabula.evaluation.agreement import Agreement, exact, total
from fabula.evaluation.ewt_gold import Treebank, load
from fabula.evaluation.predicted import export_of
from fabula.evaluation.report import Reached, Report, agreements, silent
from fabula.story.contract import Export, TokenItem
from fabula.story.text import Span

Agreements = dict[str, Agreement]  # by measure

_PROTOCOL = "{documents} documents, each raw text in once more; punctuation counts"
_NOTE = "LAS with whole labels, and with main labels only (nsubj of nsubj:pass)"


class Parsed(Protocol):
    """A word's syntax; `head` is the number of its head in the sentence, -1 for a root."""

    @property
    def upos(self) -> str: ...
    @property
    def lemma(self) -> str: ...
    @property
    def head(self) -> int: ...
    @property
    def deprel(self) -> str: ...


Parser = Callable[[Sequence[Sequence[str]]], Sequence[Sequence[Parsed]]]


class Syntax(NamedTuple):
    """What is compared of the word at a place; `head` is the place of its head, its own for a root.
    None is what was not told."""

    upos: str | None
    lemma: str | None
    head: Span | None
    deprel: str | None


Analysis = Mapping[Span, Syntax]


def evaluate(path: Path, parse: Parser | None = None, reached: Reached = silent) -> Report:
    """Reads and scores every document of a CoNLL-U file; `parse` tells the syntax of a sentence's
    words (by default our reading's own).

    Raises FabulaError where it is no such file.
    """
    documents = load(path)
    parse = parse or _own_parser()
    given: list[Agreements] = []
    raw: list[Agreements] = []
    for number, document in enumerate(documents, 1):
        reached(f"document {number}")
        gold = _annotated(document)
        given.append(_syntax(gold, _parsed(document, parse)))
        export = export_of(document.text, tokens=True)
        raw.append({**_cut(document, export), **_syntax(gold, _read(export.tokens or []))})
    return Report(
        path.name,
        export.fabula,
        export.model,
        _PROTOCOL.format(documents=len(documents)),
        [
            agreements("Given sentences and words", _NOTE, _summed(given)),
            agreements("Raw text", _NOTE, _summed(raw)),
        ],
    )


def _own_parser() -> Parser:
    from fabula.reading.language.syntax import parse

    return parse


def _annotated(document: Treebank) -> Analysis:
    at = [word.at for word in document.words]
    return {w.at: Syntax(w.upos, w.lemma, at[w.head], w.deprel) for w in document.words}


def _parsed(document: Treebank, parse: Parser) -> Analysis:
    """The syntax of the treebank's own sentences, as `parse` tells it."""
    found: dict[Span, Syntax] = {}
    sentences = list(document.sentences())
    parsed = parse([[word.form for word in sentence] for sentence in sentences])
    for sentence, told_of in zip(sentences, parsed, strict=True):
        for word, told in zip(sentence, told_of, strict=True):
            head = word.at if told.head < 0 else sentence[told.head].at
            found[word.at] = Syntax(told.upos, told.lemma, head, told.deprel)
    return found


def _read(tokens: Sequence[TokenItem]) -> Analysis:
    """The syntax that an export tells."""
    at = [Span(token.start, token.end) for token in tokens]
    found: dict[Span, Syntax] = {}
    for place, token in zip(at, tokens, strict=True):
        head = None if token.deprel is None else place if token.head is None else at[token.head]
        found[place] = Syntax(token.upos, token.lemma, head, token.deprel)
    return found


def _syntax(gold: Analysis, found: Analysis) -> Agreements:
    measures: dict[str, Callable[[Syntax], object]] = {
        "UPOS": lambda word: word.upos,
        "lemma": lambda word: word.lemma,
        "UAS": lambda word: word.head,
        "LAS": lambda word: (word.head, word.deprel),
        "LAS, main labels": lambda word: (word.head, (word.deprel or "").split(":")[0]),
    }
    return {
        name: exact(
            [(at, measure(word)) for at, word in gold.items()],
            [(at, measure(word)) for at, word in found.items()],
        )
        for name, measure in measures.items()
    }


def _cut(document: Treebank, export: Export) -> Agreements:
    """Whether words and sentences are cut at the same places."""
    tokens = export.tokens or []
    sentences: dict[int, list[TokenItem]] = {}
    for token in tokens:
        sentences.setdefault(token.sentence, []).append(token)
    return {
        "words": exact([w.at for w in document.words], [Span(t.start, t.end) for t in tokens]),
        "sentences": exact(
            [Span(s[0].at.start, s[-1].at.end) for s in document.sentences()],
            [Span(s[0].start, s[-1].end) for s in sentences.values()],
        ),
    }


def _summed(parts: Iterable[Agreements]) -> Agreements:
    listed = list(parts)
    return {name: total(part[name] for part in listed) for name in listed[0]}
