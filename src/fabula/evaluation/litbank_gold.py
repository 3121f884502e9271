"""LitBank's annotated documents (Bamman et al. 2019, 2020; Sims et al. 2019; Sims and Bamman 2020).

Two layouts are read: LitBank's own repository, and one folder with all files of a document side by
side (`158_emma.coref.conll`, `.coref.ann`, `.quotes.ann`, `.events.tsv`), which may be in `train/`,
`dev/` and `test/`. Places are numbers of tokens from the document's first, spans name their first
and last token, as the files do.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from fabula.errors import FabulaError

TYPES = ("PER", "FAC", "GPE", "LOC", "VEH", "ORG")
KINDS = ("PROP", "NOM", "PRON")

TokenSpan = tuple[int, int]  # first and last token

_PARTS = ("train", "dev", "test")
_CLUSTER = re.compile(r"(\()?(\d+)(\))?")


class Said(NamedTuple):
    """A quotation, marks included, and the cluster of its speaker (None: not annotated)."""

    at: TokenSpan
    speaker: int | None


class Named(NamedTuple):
    """What a mention is: one of `TYPES`, one of `KINDS`, and its cluster."""

    type: str
    kind: str
    cluster: int


@dataclass(frozen=True, slots=True)
class Document:
    """One annotated document; `events` says of each token whether it is an event that happens (None
    where the document has no events annotated)."""

    name: str
    sentences: list[list[str]]
    mentions: dict[TokenSpan, Named]
    events: list[bool] | None
    quotations: list[Said]

    @property
    def words(self) -> list[str]:
        return [word for sentence in self.sentences for word in sentence]


@dataclass(frozen=True, slots=True)
class Files:
    """Where a document's parts lie; those that are not there are None."""

    name: str
    conll: Path
    mentions: Path | None
    quotations: Path | None
    events: Path | None


def documents(path: Path) -> dict[str, list[Files]]:
    """The documents under `path`, by the part they are in ("" where there are no parts).

    Raises FabulaError where there are none.
    """
    own = path / "coref" / "conll"
    if own.is_dir():
        parts = {"": [_of_repository(path, p) for p in sorted(own.glob("*.conll"))]}
    else:
        folders = {"": path, **{name: path / name for name in _PARTS}}
        parts = {n: [_of_folder(p) for p in _conlls(f)] for n, f in folders.items() if _conlls(f)}
    if not parts:
        raise FabulaError(
            f"{path}: no LitBank documents here; name a folder that has files called "
            "*.coref.conll (or train and dev folders with them), or LitBank's own repository."
        )
    return parts


def _conlls(folder: Path) -> list[Path]:
    return sorted(folder.glob("*.coref.conll"))


def _of_folder(conll: Path) -> Files:
    name = conll.name.removesuffix(".coref.conll")
    beside = (conll.with_name(name + end) for end in (".coref.ann", ".quotes.ann", ".events.tsv"))
    return Files(name, conll, *(p if p.exists() else None for p in beside))


def _of_repository(root: Path, conll: Path) -> Files:
    beside = (
        root / folder / "tsv" / (conll.stem + end)
        for folder, end in (("coref", ".ann"), ("quotations", ".ann"), ("events", ".tsv"))
    )
    name = conll.stem.removesuffix("_brat")
    return Files(name, conll, *(p if p.exists() else None for p in beside))


def load(files: Files) -> Document:
    """Reads a document. Raises FabulaError where a file is not as LitBank's are."""
    path = files.conll
    try:
        sentences, clusters = _conll(path)
        starts = _starts(sentences)
        path = files.mentions or path
        rows = list(_rows(files.mentions))
        named = {row[1]: (row[7], row[8]) for row in rows if row[0] == "MENTION"}
        places = {row[1]: _span(row[2:6], starts) for row in rows if row[0] == "MENTION"}
        mentions = {
            at: Named(*named[number], clusters[at])
            for number, at in places.items()
            if at in clusters
        }
        labels = {row[2]: clusters.get(places[row[1]]) for row in rows if row[0] == "COREF"}
        path = files.quotations or path
        quotations = list(_quotations(list(_rows(files.quotations)), starts, labels))
        path = files.events or path
        events = [row[1] == "EVENT" for row in _rows(files.events)] if files.events else None
        if events is not None and len(events) != sum(map(len, sentences)):
            raise ValueError("not one line for each token")
    except (ValueError, KeyError, IndexError) as error:
        raise FabulaError(f"{path}: not a file of LitBank's form ({error}).") from error
    return Document(files.name, sentences, mentions, events, quotations)


def _rows(path: Path | None) -> Iterator[list[str]]:
    lines = path.read_text("utf-8").split("\n") if path else []
    return (line.split("\t") for line in lines if line.strip())


def _starts(sentences: list[list[str]]) -> list[int]:
    starts = [0]
    for sentence in sentences:
        starts.append(starts[-1] + len(sentence))
    return starts


def _span(columns: list[str], starts: list[int]) -> TokenSpan:
    """Sentence and token of the first and of the last token."""
    one, first, other, last = map(int, columns)
    return starts[one] + first, starts[other] + last


def _quotations(
    rows: list[list[str]], starts: list[int], labels: dict[str, int | None]
) -> Iterator[Said]:
    speakers = {row[1]: row[2] for row in rows if row[0] == "ATTRIB"}
    for row in rows:
        if row[0] == "QUOTE":
            yield Said(_span(row[2:6], starts), labels.get(speakers.get(row[1], "")))


def _conll(path: Path) -> tuple[list[list[str]], dict[TokenSpan, int]]:
    """The sentences, and each mention's cluster."""
    sentences: list[list[str]] = [[]]
    clusters: dict[TokenSpan, int] = {}
    open_: list[TokenSpan] = []  # cluster and first token of the mentions that are open
    place = 0
    for line in path.read_text("utf-8").split("\n"):
        columns = line.split("\t")
        if line.startswith("#") or len(columns) < 5:
            sentences += [[]] if sentences[-1] else []
            continue
        sentences[-1].append(columns[3])
        for begins, number, ends in _CLUSTER.findall(columns[-1]):
            if begins:
                open_.append((int(number), place))
            if ends:
                at = max(i for i, (cluster, _) in enumerate(open_) if cluster == int(number))
                clusters[open_.pop(at)[1], place] = int(number)
        place += 1
    return [sentence for sentence in sentences if sentence], clusters
