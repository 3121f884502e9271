"""LitBank (CC BY 4.0; Bamman et al. 2019, 2020; Sims et al. 2019; Sims and Bamman 2020): people and
places, who is who, events, and who speaks. Each document is read twice: as print would have it, and
as it is kept, with blanks between all words, so that the net stands both."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from fabula.evaluation import litbank_gold
from fabula.evaluation.litbank import Form, laid_out
from fabula.model.wordpieces import WordPieces
from fabula.reading.people.profiles import KINDS, TYPES
from fabula.story.text import Span
from training.documents import Document, align, read


def documents(folder: Path, vocabulary: WordPieces, form: Form) -> Iterator[Document]:
    """The documents of a folder in one of their two forms."""
    for files in litbank_gold.documents(folder)[""]:
        yield _document(litbank_gold.load(files), vocabulary, form)


def _document(gold: litbank_gold.Document, vocabulary: WordPieces, form: Form) -> Document:
    text, tokens = laid_out(gold, form)
    document = read(text, gold.name, vocabulary)
    place = {at: (tokens[at[0]].start, tokens[at[1]].end) for at in gold.mentions}
    found = align(document, list(place.values()))
    document.mentions = {
        found[place[at]]: (TYPES.index(m.type), KINDS.index(m.kind), m.cluster)
        for at, m in gold.mentions.items()
        if place[at] in found
    }
    if gold.events is not None:  # the labels of the published event test set are held out
        document.events = _events(document, gold.events, tokens)
    _speakers(document, gold.quotations, tokens)
    return document


def _events(document: Document, events: Sequence[bool], tokens: Sequence[Span]) -> list[int]:
    starts = {token.start for token, event in zip(tokens, events, strict=True) if event}
    return [int(start in starts) for start in document.starts]


def _speakers(
    document: Document, said: Sequence[litbank_gold.Said], tokens: Sequence[Span]
) -> None:
    """Give the quotations that were found the speakers of those that overlap them most."""
    places = [(tokens[s.at[0]].start, tokens[s.at[1]].end, s.speaker) for s in said]
    for quote in document.quotes:
        start, end = document.starts[quote.first], document.ends[quote.last]
        over = [(min(b, end) - max(a, start), who) for a, b, who in places if a < end and start < b]
        quote.speaker = max(over, default=(0, None), key=lambda x: x[0])[1]
