"""LitBank's annotated documents (Bamman et al. 2019, 2020; Sims et al. 2019; Sims and Bamman 2020).

Two layouts are read: LitBank's own repository, and one folder with all files of a document side by
side (`158_emma.coref.conll`, `.coref.ann`, `.quotes.ann`, `.events.tsv`), which may be in `train/`,
`dev/` and `test/`. Places are numbers of tokens from the document's first, spans name their first
and last token, as the files do.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path
from typing import NamedTuple, TypeVar

from fabula.errors import FabulaError

TYPES = ("PER", "FAC", "GPE", "LOC", "VEH", "ORG")
KINDS = ("PROP", "NOM", "PRON")

T = TypeVar("T")
TokenSpan = tuple[int, int]  # first and last token

_BESIDE = ("coref.ann", "quotes.ann", "events.tsv")
_IN_REPOSITORY = ("coref/tsv/{}.ann", "quotations/tsv/{}.ann", "events/tsv/{}.tsv")
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
    """Where a document's parts lie; what need not be there may be None."""

    name: str
    conll: Path
    mentions: Path
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
    mentions, *others = (conll.with_name(f"{name}.{end}") for end in _BESIDE)
    return Files(name, conll, mentions, *map(_if_there, others))


def _of_repository(root: Path, conll: Path) -> Files:
    mentions, *others = (root / folder.format(conll.stem) for folder in _IN_REPOSITORY)
    return Files(conll.stem.removesuffix("_brat"), conll, mentions, *map(_if_there, others))


def _if_there(path: Path) -> Path | None:
    return path if path.exists() else None


def load(files: Files) -> Document:
    """Reads a document. Raises FabulaError where a file is not as LitBank's are."""
    sentences, clusters = _parsed(files.conll, _conll)
    starts = [0, *accumulate(map(len, sentences))]
    mentions, labels = _parsed(files.mentions, lambda lines: _mentions(lines, starts, clusters))
    quotations: list[Said] = []
    if files.quotations:
        quotations = _parsed(files.quotations, lambda lines: _quotations(lines, starts, labels))
    events = _parsed(files.events, lambda lines: _events(lines, starts)) if files.events else None
    return Document(files.name, sentences, mentions, events, quotations)


def _parsed(path: Path, parse: Callable[[list[str]], T]) -> T:
    try:
        return parse(path.read_text("utf-8").split("\n"))
    except (ValueError, KeyError, IndexError) as error:
        raise FabulaError(f"{path}: not a file of LitBank's form ({error}).") from error


def _rows(lines: list[str], kind: str) -> Iterator[list[str]]:
    """The columns of the lines of one kind, which stands first."""
    return (line.split("\t")[1:] for line in lines if line.startswith(kind + "\t"))


def _span(columns: list[str], starts: list[int]) -> TokenSpan:
    """Sentence and token of the first and of the last token."""
    one, first, other, last = map(int, columns)
    return starts[one] + first, starts[other] + last


def _mentions(
    lines: list[str], starts: list[int], clusters: dict[TokenSpan, int]
) -> tuple[dict[TokenSpan, Named], dict[str, int]]:
    """Each mention, and each label's cluster: speakers are named by labels."""
    places: dict[str, TokenSpan] = {}
    mentions: dict[TokenSpan, Named] = {}
    for number, *columns in _rows(lines, "MENTION"):
        at = places[number] = _span(columns[:4], starts)
        mentions[at] = Named(columns[5], columns[6], clusters[at])
    labels = {label: clusters[places[number]] for number, label in _rows(lines, "COREF")}
    return mentions, labels


def _quotations(lines: list[str], starts: list[int], labels: dict[str, int]) -> list[Said]:
    speakers = dict(_rows(lines, "ATTRIB"))
    return [
        Said(_span(columns[:4], starts), labels.get(speakers.get(number, "")))
        for number, *columns in _rows(lines, "QUOTE")
    ]


def _events(lines: list[str], starts: list[int]) -> list[bool]:
    found = [line.split("\t")[1] == "EVENT" for line in lines if line.strip()]
    if len(found) != starts[-1]:
        raise ValueError("not one line for each token")
    return found


def _conll(lines: list[str]) -> tuple[list[list[str]], dict[TokenSpan, int]]:
    """The sentences, and each mention's cluster."""
    sentences: list[list[str]] = [[]]
    clusters: dict[TokenSpan, int] = {}
    open_: list[TokenSpan] = []  # cluster and first token of the mentions that are open
    place = 0
    for line in lines:
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
