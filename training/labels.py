"""What nets found in a document made into its labels, mended where the text itself says better."""

from __future__ import annotations

from training.decode import Found
from training.documents import Document, Quote

SPEAKER = frozenset({"i", "me", "my", "mine", "myself"})
ADDRESSEE = frozenset({"you", "your", "yours", "yourself", "thou", "thee", "thy"})


def labelled(document: Document, found: Found) -> None:
    """Give a document the labels that were found."""
    labels = zip(found.types, found.kinds, found.clusters, strict=True)
    document.mentions = dict(zip(found.spans, labels, strict=True))
    document.events = (found.events > 0).astype(int).tolist()
    for name, values in found.tags.items():
        setattr(document, name, values)
    for quote in document.quotes:
        _mean(document, quote, SPEAKER, quote.cues)
        _mean(document, quote, ADDRESSEE, quote.called)


def _mean(
    document: Document, quote: Quote, words: frozenset[str], told: tuple[tuple[int, int], ...]
) -> None:
    """The "I" of a quotation is whoever a cue says that speaks, its "you" whoever is called by
    name in it."""
    mentions = document.mentions or {}
    who = next((mentions[span][2] for span in told if span in mentions), None)
    for k in range(quote.first, quote.last + 1):
        if who is not None and (k, k) in mentions and document.words[k].lower() in words:
            type_, kind, _ = mentions[k, k]
            mentions[k, k] = (type_, kind, who)
