"""LitBank (CC BY 4.0; Bamman et al. 2019, 2020; Sims et al. 2019): people and places, who is who,
events, and who speaks. Each document is read twice: as print would have it, and as it is kept, with
blanks between all words, so that the net stands both."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from fabula.evaluation.detokenise import natural
from training.pieces_tmp import WordPieces
from fabula.reading.profiles import KINDS, TYPES
from training.documents import Document, align, read

_CLUSTER = re.compile(r"(\()?(\d+)(\))?")
Spans = dict[tuple[int, int], tuple[int, int, int]]


def documents(folder: Path, vocabulary: WordPieces, spaced: bool) -> Iterator[Document]:
    """The documents of a folder, `spaced` as they are kept or as print would have them."""
    for path in sorted(folder.glob("*.coref.conll")):
        name = path.name.removesuffix(".coref.conll")
        yield _document(folder / name, vocabulary, spaced)


def _document(stem: Path, vocabulary: WordPieces, spaced: bool) -> Document:
    sentences, mentions = _conll(Path(f"{stem}.coref.conll"))
    offset = [0]
    for sentence in sentences:
        offset.append(offset[-1] + len(sentence))
    kinds = _kinds(Path(f"{stem}.coref.ann"), offset)
    if spaced:
        text = "\n".join(" ".join(sentence) for sentence in sentences) + "\n"
        spans, at = [], 0
        for sentence in sentences:
            for word in sentence:
                spans.append((at, at + len(word)))
                at += len(word) + 1
    else:
        text, parts = natural(sentences)
        spans = [(s.start, s.end) for part in parts for s in part]
    document = read(text, stem.name, vocabulary)
    chars = {m: (spans[m[0]][0], spans[m[1]][1]) for m in mentions}
    found = align(document, list(chars.values()))
    document.mentions = {
        found[c]: (*kinds[m], mentions[m]) for m, c in chars.items() if c in found and m in kinds
    }
    starts = {s: i for i, s in enumerate(document.starts)}
    document.events = _events(Path(f"{stem}.events.tsv"), spans, starts, len(document.words))
    _speakers(document, Path(f"{stem}.quotes.ann"), offset, spans)
    return document


def _conll(path: Path) -> tuple[list[list[str]], dict[tuple[int, int], int]]:
    """Sentences of words, and the cluster of each span of words."""
    sentences: list[list[str]] = [[]]
    mentions: dict[tuple[int, int], int] = {}
    opened: list[tuple[int, int]] = []
    n = 0
    for line in path.read_text("utf-8").splitlines():
        cells = line.split("\t")
        if line.startswith("#") or len(cells) < 5:
            if sentences[-1]:
                sentences.append([])
            continue
        sentences[-1].append(cells[3])
        for mark in cells[-1].strip().split("|"):
            match = _CLUSTER.fullmatch(mark)
            if not match:
                continue
            cluster = int(match[2])
            if match[1]:
                opened.append((cluster, n))
            if match[3]:
                last = max(i for i, (c, _) in enumerate(opened) if c == cluster)
                mentions[opened.pop(last)[1], n] = cluster
        n += 1
    return [s for s in sentences if s], mentions


def _kinds(path: Path, offset: list[int]) -> dict[tuple[int, int], tuple[int, int]]:
    found = {}
    for line in path.read_text("utf-8").splitlines():
        cells = line.split("\t")
        if cells[0] == "MENTION":
            first = offset[int(cells[2])] + int(cells[3])
            last = offset[int(cells[4])] + int(cells[5])
            found[first, last] = (TYPES.index(cells[7]), KINDS.index(cells[8]))
    return found


def _events(
    path: Path, spans: list[tuple[int, int]], starts: dict[int, int], size: int
) -> list[int] | None:
    if not path.exists():  # the labels of the published event test set are held out
        return None
    found = [0] * size
    n = 0
    for line in path.read_text("utf-8").splitlines():
        cells = line.split("\t")
        if len(cells) < 2 or not cells[0]:
            continue
        if cells[1] != "O" and spans[n][0] in starts:
            found[starts[spans[n][0]]] = 1
        n += 1
    return found


def _speakers(
    document: Document, path: Path, offset: list[int], spans: list[tuple[int, int]]
) -> None:
    """Give the quotations that were found the speakers of those that overlap them most."""
    said: dict[str, int] = {}
    gold: list[tuple[int, int, str]] = []
    for line in path.read_text("utf-8").splitlines():
        cells = line.split("\t")
        if cells[0] == "QUOTE":
            a = spans[offset[int(cells[2])] + int(cells[3])][0]
            b = spans[offset[int(cells[4])] + int(cells[5])][1]
            gold.append((a, b, cells[1]))
        elif cells[0] == "ATTRIB":
            said[cells[1]] = int(cells[2].rsplit("-", 1)[1])
    for quote in document.quotes:
        start, end = document.starts[quote.first], document.ends[quote.last]
        over = [(min(b, end) - max(a, start), said.get(q)) for a, b, q in gold if a < end and start < b]
        best = max(over, default=(0, None), key=lambda x: x[0])
        if best[1] is not None:
            quote.speaker = best[1]
