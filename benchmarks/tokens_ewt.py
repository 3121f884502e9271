"""How well tokens and sentences are found: UD English EWT, its development part, from raw text.

    python benchmarks/tokens_ewt.py [PART]

For `$FABULA_SHARED/data/ewt/en_ewt-ud-dev.conllu` (default `../shared`; PART may be `train`) it
prints precision, recall and F1 of the exact spans. Each paragraph of the treebank is put together
again from its forms and `SpaceAfter`; words of a multi-word token are found in its letters.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from fabula.reading.tokens import sentence_spans, words
from fabula.story.text import Span


class Paragraph(NamedTuple):
    """A paragraph's text with its annotated tokens and sentences."""

    text: str
    tokens: set[Span]
    sentences: set[Span]


def paragraphs(conllu: str) -> Iterator[Paragraph]:
    """The paragraphs of a treebank file."""
    text, tokens, spans = "", set[Span](), set[Span]()
    for block in conllu.strip().split("\n\n"):
        if text and ("\n# newpar" in f"\n{block}" or "\n# newdoc" in f"\n{block}"):
            yield Paragraph(text.rstrip(), tokens, spans)
            text, tokens, spans = "", set(), set()
        start = len(text)
        text = _add_sentence(text, [r for r in block.split("\n") if r[0] != "#"], tokens)
        spans.add(Span(start, len(text.rstrip())))
    yield Paragraph(text.rstrip(), tokens, spans)


def _add_sentence(text: str, rows: list[str], tokens: set[Span]) -> str:
    inside = 0  # the last word of the multi-word token being read
    position = 0
    for number, form, *_, misc in (row.split("\t") for row in rows):
        if "." in number:
            continue  # an empty word of the enhanced graph
        if "-" not in number and int(number) <= inside:
            tokens.add(Span(position, position + len(form)))
            position += len(form)
            continue
        position = len(text)
        if "-" in number:
            inside = int(number.split("-")[1])
        else:
            tokens.add(Span(position, position + len(form)))
        text += form if "SpaceAfter=No" in misc else form + " "
    return text


def scores(gold: int, found: int, both: int) -> str:
    precision, recall = both / found, both / gold
    f1 = 2 * precision * recall / (precision + recall)
    return f"precision {precision:.2%}  recall {recall:.2%}  F1 {f1:.2%}"


def main() -> None:
    part = sys.argv[1] if len(sys.argv) > 1 else "dev"
    folder = Path(os.environ.get("FABULA_SHARED", "../shared")) / "data" / "ewt"
    made = list(paragraphs((folder / f"en_ewt-ud-{part}.conllu").read_text(encoding="utf-8")))
    for name, gold, found in (
        ("tokens", [p.tokens for p in made], [set(words(p.text)) for p in made]),
        ("sentences", [p.sentences for p in made], [set(sentence_spans(p.text)) for p in made]),
    ):
        both = sum(len(g & f) for g, f in zip(gold, found, strict=True))
        print(f"{name:10}", scores(sum(map(len, gold)), sum(map(len, found)), both))


if __name__ == "__main__":
    main()
