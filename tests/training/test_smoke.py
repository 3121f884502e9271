"""The training of the reader on a made-up story: a few steps, an export, and that it runs."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from contextlib import redirect_stdout
from dataclasses import dataclass
from io import StringIO
from pathlib import Path

import numpy as np
import pytest

pytest.importorskip("torch", reason="training is a group of its own: pip install '.[train]'")
pytest.importorskip("onnx", reason="training is a group of its own: pip install '.[train]'")
sys.path.insert(0, str(Path(__file__).parent.parent.parent))  # training is not installed

import torch

from fabula.model.folder import Model, load, packaged
from fabula.model.session import Array
from fabula.model.wordpieces import WordPieces
from fabula.reading.people.profiles import FEATURES
from training import export, start, train
from training.decode import Found, find
from training.documents import Document, align, read, save
from training.documents import load as load_documents
from training.graphs import WordsGraph
from training.labels import labelled
from training.net import Encoder, Size
from training.parity import shipped
from training.point import TRAINED

TINY = Size(layers=2, width=36, heads=2, inner=64)
STORY = (
    "Ada came in. She carried the lamp.\n\n“Where is the key?” asked Ada. Tom laughed.\n\n"
    "“Tom, you know it,” she said. He ran to the house.\n\n“I do not know,” said Tom.\n\n"
)
ADA, TOM, HOUSE = 0, 1, 2
# Words, type (PER, FAC), kind (PROP, NOM, PRON), cluster; found one after the other.
MENTIONS = (
    ("Ada", 0, 0, ADA), ("She", 0, 2, ADA), ("Ada", 0, 0, ADA), ("Tom", 0, 0, TOM),
    ("Tom", 0, 0, TOM), ("you", 0, 2, TOM), ("she", 0, 2, ADA), ("He", 0, 2, TOM),
    ("the house", 1, 1, HOUSE), ("I", 0, 2, TOM), ("Tom", 0, 0, TOM),
)  # fmt: skip
TAGS = {"upos": ["NOUN", "VERB"], "xpos": ["NN", "VB"], "deprel": ["root", "dep"], "lemma": ["0"]}


def vocabulary() -> list[str]:
    """The word pieces, by number."""
    return (packaged() / "vocab.txt").read_text("utf-8").split("\n")[:-1]


def story(vocabulary: WordPieces) -> Document:
    """The story three times over, with its labels."""
    document = read(STORY * 3, "ada", vocabulary)
    document.mentions = {}
    at = 0
    for words, type_, kind, cluster in MENTIONS * 3:
        at = (STORY * 3).index(words, at)
        span = align(document, [(at, at + len(words))])[at, at + len(words)]
        document.mentions[span] = (type_, kind, cluster)
        at += len(words)
    document.events = [int(word in ("came", "ran")) for word in document.words]
    for quote, speaker in zip(document.quotes, (ADA, ADA, TOM) * 3, strict=True):
        quote.speaker = speaker
    return document


def sentences(vocabulary: WordPieces) -> Document:
    """The same words with syntax alone, as EWT has it."""
    made = read(STORY, "ewt", vocabulary)
    n = len(made.words)
    made.quotes, made.names = [], []
    made.upos, made.xpos, made.lemma = ([i % 2 for i in range(n)] for _ in range(3))
    made.lemma = [0] * n
    first = {s: made.sentence.index(s) for s in made.sentence}
    made.head = [first[s] for s in made.sentence]
    made.deprel = [int(h != i) for i, h in enumerate(made.head)]
    return made


@dataclass
class Trained:
    """What the commands left, and what they printed."""

    work: Path
    said: dict[str, str]
    model: Model
    document: Document


@pytest.fixture(scope="module")
def trained(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Trained]:
    """A folder of documents, and every command run on it in the order of the README."""
    work = tmp_path_factory.mktemp("training")
    pieces = WordPieces(vocabulary())
    document, syntax = story(pieces), sentences(pieces)
    for name in ("train_natural", "train_spaced", "dev_natural", "dev_spaced"):
        save([document], work / f"litbank_{name}.docs")
    for name in ("train", "dev"):
        save([syntax] * 9, work / f"ewt_{name}.docs")
    save([read(STORY * 2, "novel", pieces)] * 2, work / "novels.docs")
    (work / "tags.json").write_text(json.dumps(TAGS))
    patch = pytest.MonkeyPatch()
    patch.setitem(start.SIZES, "minilm", TINY)
    threads = torch.get_num_threads()
    torch.set_num_threads(1)  # so small a net is slower with more
    torch.manual_seed(1)
    start.pack(Encoder(TINY).state_dict(), work / "minilm.pt")
    said = {}

    def run(what: str, *options: str) -> None:
        said[what] = _said(lambda: train.main([what, "--work", str(work), *options]))

    quick = ("--steps", "30", "--every", "20", "--head-rate", "5e-3", "--device", "cpu")
    run("adapt", *quick, "--batch", "2", "--out", "fiction.pt")
    run("fit", *quick, "--start", "fiction.pt", "--check", "25", "--out", "first.pt")
    run("label", "--nets", "first.pt", "--out", "seen.docs", "--device", "cpu")
    again = ("--start", "fiction.pt", "--out", "first.pt", "--extra", "seen.docs", "--quiet")
    said["again"] = _said(lambda: train.main(["fit", "--work", str(work), *quick, *again]))
    more = ("--steps", "3", "--every", "3", "--head-rate", "5e-3", "--device", "cpu", "--quiet")
    said["on"] = _said(
        lambda: train.main(
            ["fit", "--work", str(work), *more, "--start", "first.pt", "--out", "on.pt"]
        )
    )
    run("mean", "--nets", "first.pt,on.pt", "--out", "mean.pt")
    run("point", "--nets", "first.pt", "--epochs", "2", "--out", "net.pt", "--device", "cpu")
    run("check", "--nets", "net.pt,first.pt", "--device", "cpu")
    to = work / "model"
    _said(lambda: export.main(["--work", str(work), "--net", "net.pt", "--out", str(to)]))
    yield Trained(work, said, load(to), document)
    patch.undo()
    torch.set_num_threads(threads)


def _said(command: Callable[[], None]) -> str:
    with redirect_stdout(StringIO()) as said:
        command()
    return said.getvalue()


def test_each_command_says_what_it_did(trained: Trained) -> None:
    """Every command prints itself, its time, and its curve or its scores."""
    for what, said in trained.said.items():
        assert said.startswith("command: python -m training.train ")
        assert " took " in said.splitlines()[-1], what
    assert "step 20 loss" in trained.said["adapt"]
    assert "coref " in trained.said["fit"]
    assert "speaker " in trained.said["fit"]
    assert "first.pt averaged spaced: span " in trained.said["fit"]
    assert "together: span " in trained.said["label"]
    assert "net.pt,first.pt natural: span " in trained.said["check"]


def test_fit_goes_on_from_its_checkpoint(trained: Trained) -> None:
    """A training that was cut off goes on where it last kept itself."""
    assert "going on from step 25" in trained.said["again"]


def test_a_net_goes_on_from_what_it_has_learnt(trained: Trained) -> None:
    """`fit` begins with the heads of the net it is given; the mean lies between the two."""
    first, on, mean = (start.unpack(trained.work / f"{n}.pt") for n in ("first", "on", "mean"))
    for name, weight in first.items():
        if weight.dim() == 2:
            assert (on[name] - weight).abs().max() <= 0.5 * weight.abs().max(), name
        assert torch.allclose(mean[name], (weight + on[name]) / 2, atol=1e-3), name


def test_a_cue_tells_whom_first_and_second_person_mean() -> None:
    """In a novel that is labelled, "I" is whoever the cue says that speaks, "you" who is called."""
    document = read(STORY, "ada", WordPieces(vocabulary()))
    spans = [(k, k) for k, w in enumerate(document.words) if w in ("Ada", "Tom", "you", "I")]
    found = Found(np.zeros(len(document.words), np.float32), {}, spans)
    found.types = found.kinds = [0] * len(spans)
    found.clusters = list(range(len(spans)))
    labelled(document, found)
    mentions = document.mentions or {}
    who = [(document.words[a], mentions[a, b][2]) for a, b in spans]
    assert who[-2][0] == "I"
    assert who[-2][1] == who[-1][1]  # “I do not know,” said Tom.
    assert [c for w, c in who if w == "you"] == [[c for w, c in who if w == "Tom"][1]]


def test_pointing_alone_changes_nothing_else(trained: Trained) -> None:
    """Learning once more who speaks leaves people, places, events and syntax as they were."""
    before, after = (start.unpack(trained.work / name) for name in ("first.pt", "net.pt"))
    changed = {name for name in before if not torch.equal(before[name], after[name])}
    assert changed
    assert changed <= {n for n in before if n.removeprefix("spans.").startswith(TRAINED)}


def test_a_labelled_novel_is_a_document_to_learn_from(trained: Trained) -> None:
    """What nets see in a novel is written as labels for every word."""
    novel = load_documents(trained.work / "seen.docs")[0]
    assert novel.mentions is not None
    for labels in (novel.events, novel.upos, novel.head, novel.deprel):
        assert labels is not None
        assert len(labels) == len(novel.words)


def test_the_exported_nets_find_what_the_net_finds(trained: Trained, tmp_path: Path) -> None:
    """Without integers the exported nets give the net's own findings, and its arrays to 0.001."""
    net = start.net_of(trained.work, "net.pt", TAGS)
    export.export(net, [trained.document], tmp_path, weight=None)
    document = trained.document
    ours, theirs = find([net], torch.device("cpu"), document), shipped(tmp_path)(document)
    assert (ours.spans, ours.types, ours.kinds) == (theirs.spans, theirs.types, theirs.kinds)
    assert ours.clusters == theirs.clusters
    assert ours.tags == theirs.tags
    assert ours.spans
    np.testing.assert_allclose(ours.events, theirs.events, atol=1e-3)


def test_the_model_that_is_exported_loads_and_runs(trained: Trained) -> None:
    """The folder is whole, and its integer nets stay near the net, whatever the window holds."""
    net, document = start.net_of(trained.work, "net.pt", TAGS), trained.document
    for end in (1, 5, 50, len(document.words)):
        given = export.window(document, 0, end)
        with torch.no_grad():
            exact = WordsGraph(net)(*given)[0].numpy()
        arrays = dict(zip(WordsGraph.INPUTS, (x.numpy() for x in given), strict=True))
        found = trained.model.words.run(arrays)
        assert found["spans"].shape == (end, 40)
        assert found["arcs"].shape == (end, end)
        assert np.linalg.norm(found["h"] - exact) < 0.1 * np.linalg.norm(exact)


@pytest.mark.parametrize(("quotations", "mentions"), [(0, 1), (0, 7), (3, 7), (2, 90)])
def test_quotations_may_be_absent(trained: Trained, quotations: int, mentions: int) -> None:
    """Mentions are read in a window with quotations and in one without any."""
    words = np.zeros(mentions, np.int64)
    said = np.zeros(quotations, np.int64)
    given: dict[str, Array] = {
        "h": np.ones((5, TINY.width), np.float32), "first": words, "last": words,
        "quote_first": said, "quote_last": said,
        "where": np.zeros((quotations, mentions), np.int64),
    }  # fmt: skip
    found = trained.model.spans.run(given)
    assert found["type"].shape == (mentions, 6)
    assert found["pointers"].shape == (2, quotations, mentions + 1)


@pytest.mark.parametrize(("own", "other"), [(1, 1), (3, 7), (5, 100)])
def test_a_mention_has_as_many_antecedents_as_there_are(
    trained: Trained, own: int, other: int
) -> None:
    """Few candidates or many: at most forty are weighed, and those that may not be never win."""
    given: dict[str, Array] = {
        "own": np.ones((own, 160), np.float32), "other": np.ones((other, 160), np.float32),
        "features": np.zeros((len(FEATURES), own, other), np.int64),
        "earlier": np.arange(other)[None] < np.arange(own)[:, None],
    }  # fmt: skip
    found = trained.model.pairs.run(given)
    assert found["at"].shape == found["score"].shape == (own, min(other, 40))
    assert (found["score"][0] == -1e4).all()
    assert ((found["score"] > -1e4).sum(1) == np.minimum(np.arange(own), other)).all()
