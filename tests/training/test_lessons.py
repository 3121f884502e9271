"""A net that learns from stories with their worlds, and keeps what it could do."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import msgspec
import numpy as np
import pytest

pytest.importorskip("torch", reason="training is a group of its own: pip install '.[train]'")
pytest.importorskip("onnx", reason="training is a group of its own: pip install '.[train]'")
sys.path.insert(0, str(Path(__file__).parent.parent.parent))  # training is not installed

import torch

from fabula.model.folder import packaged
from fabula.model.wordpieces import WordPieces
from fabula.reading.glimpses import LEVELS, ROLES, THREADS, TRAITS
from training import losses, start, worlds
from training.batches import whole
from training.documents import Document, save
from training.keeping import kept
from training.lessons import LEFT, Lesson, Taught, taught
from training.net import Encoder, Net, Size
from training.start import net_of
from worlds import STORIES, load

TINY = Size(layers=2, width=36, heads=2, inner=64)
TAGS = {"upos": ["NOUN", "VERB"], "xpos": ["NN", "VB"], "deprel": ["root", "dep"], "lemma": ["0"]}
STORY = """A story of a lamp
@person Ada "Ada"
@person Tom "Tom"
@place Kitchen "the kitchen"
@scene scene place="the kitchen" present=Ada,Tom pov=Ada order=2
[Ada] came into the kitchen with the lamp. [Tom], a tall man, was asleep.
@event "came" agent=Ada place="the kitchen"
@is Tom build value="tall" "a tall man"
@is Tom asleep "asleep" lasting=no

{Ada>Tom|"I'll bring the key tomorrow,"} [she=Ada] said. {Ada>Tom|"Where is it?"}
@thread promise holder=Ada to=Tom "I'll bring the key tomorrow"
@thread question holder=Ada to=Tom "Where is it?"

@scene flashback place=- present=Ada pov=Ada order=1
[She=Ada] had lost it years before, in another house, when nobody was looking.
@event "lost" agent=Ada patient="it" past=yes
@end

[Tom] woke. He gave [her=Ada] the bread.
@event "gave" agent=Tom recipient=Ada patient="the bread"

? Who was asleep?
= Tom | "was asleep"
"""


@pytest.fixture(scope="module")
def pieces() -> WordPieces:
    """The pieces of words."""
    return WordPieces((packaged() / "vocab.txt").read_text("utf-8").split("\n")[:-1])


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A story with its world."""
    found = tmp_path_factory.mktemp("stories") / "lamp.txt"
    found.write_text(STORY, "utf-8")
    return found


@pytest.fixture(scope="module")
def story(path: Path, pieces: WordPieces) -> Taught:
    """What it teaches."""
    return taught(path, pieces)


@pytest.fixture(scope="module")
def lessons(story: Taught) -> list[Lesson]:
    """What its passages teach."""
    return story.passages


def _tagged(document: Document) -> Document:
    """A document as EWT has them: with syntax alone."""
    n = len(document.words)
    return msgspec.structs.replace(
        document, upos=[0] * n, xpos=[0] * n, lemma=[0] * n, head=list(range(n)), deprel=[0] * n,
        quotes=[],
    )  # fmt: skip


def _words(lesson: Lesson, first: int, last: int) -> str:
    return " ".join(lesson.document.words[first : last + 1])


def test_a_lesson_has_what_the_marks_tell(lessons: list[Lesson]) -> None:
    """Traits and whose they are, what is open, where a memory begins, who takes part: by words."""
    traits = {
        (_words(x, a, b), TRAITS[x.traits[a] - 1], *{x.mentions[n].who for n in whose})
        for x in lessons
        for a, b, whose in x.told
    }
    assert traits == {("tall", "build", "Tom"), ("asleep", "asleep", "Tom")}
    around = [(x, k) for x in lessons for k in np.flatnonzero(x.traits == LEFT)]
    assert {_words(x, k, k) for x, k in around} == {"a", "man"}
    opens = {
        (THREADS[k], x.document.words[i])
        for x in lessons
        for i, k in zip(*np.nonzero(x.opens), strict=True)
    }
    assert {("promise", "bring"), ("question", "Where")} <= opens
    paragraphs = [p for x in lessons for p in x.paragraphs]
    assert [begins for _, _, begins, _ in paragraphs] == [None, False, True, True]
    assert [LEVELS[level] for *_, level in paragraphs] == ["scene", "scene", "flashback", "scene"]
    parts = {
        (x.document.words[event], ROLES[role - 1], x.document.words[words[0]])
        for x in lessons
        for event, _, filled in x.events
        for role, words in filled
    }
    assert {
        ("came", "agent", "Ada"),
        ("gave", "recipient", "her"),
        ("gave", "patient", "bread"),
    } <= (parts)
    eyes = {(x.mentions[n].who, eyes) for x in lessons for n, eyes in x.eyes}
    assert {("Ada", True), ("Tom", False)} <= eyes


def test_every_open_story_teaches_something(pieces: WordPieces) -> None:
    """A story of the project is cut into lessons that have its words and most of its traits."""
    path = sorted((STORIES / "worlds").glob("*.txt"))[0]
    found = taught(path, pieces).passages
    told = sum(1 for r in load(path).of("is") if r.args[1] in TRAITS)
    assert sum(len(x.told) for x in found) >= 0.9 * told
    assert all(len(x.traits) == len(x.document.words) == len(x.opens) for x in found)


def test_a_story_has_who_is_who_and_who_speaks_as_its_marks_tell(story: Taught) -> None:
    """Names and pronouns that are marked are one person's, "I" is whoever speaks; of one that is
    not marked ("He gave") nobody says who it is, and it is no new person."""
    words, labels = story.document.words, story.document.mentions or {}
    who = {
        " ".join(words[a : b + 1]): cluster for (a, b), (_, _, cluster) in sorted(labels.items())
    }
    assert who == {"Ada": 0, "she": 0, "She": 0, "her": 0, "I": 0, "Tom": 1}
    assert not story.document.complete
    assert [(q.speaker, q.addressee) for q in story.document.quotes] == [(0, 1), (0, 1)]
    assert story.document.words == [w for x in story.passages for w in x.document.words]


def test_nothing_is_learnt_of_people_whom_nobody_has_labelled(story: Taught) -> None:
    """Whom "she said" goes on from is asked; "He gave her" is not, since no mark tells it."""
    here = [(k, k) for k in map(story.document.words.index, ("Ada", "Tom", "she", "He"))]
    cluster = [0, 1, 0, losses.UNKNOWN]
    net = Net(TINY, {k: len(v) for k, v in TAGS.items()}).eval()
    vector = torch.randn(4, 160, requires_grad=True)
    kinds = [0, 0, 2, 2]
    far = losses.who_is_who(net, whole(story.document), vector, here, [0] * 4, kinds, cluster)
    far.backward()  # type: ignore[no-untyped-call]
    assert vector.grad is not None
    assert [bool(row.any()) for row in vector.grad] == [True, True, True, False]


def test_a_net_is_as_far_from_itself_as_nothing(lessons: list[Lesson]) -> None:
    """What is kept is measured by how far the answers have moved: of the same net, not at all."""
    net = Net(TINY, {k: len(v) for k, v in TAGS.items()}).eval()
    h, same = kept(net, net, whole(lessons[0].document))
    assert len(h) == len(lessons[0].document.words)
    assert all(float(part.detach()) == pytest.approx(0, abs=1e-4) for part in same.values())


def test_the_command_teaches_a_net_and_keeps_it(
    path: Path, lessons: list[Lesson], tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    """After some steps the net that was kept knows the story better than the one it began from."""
    monkeypatch.setitem(start.SIZES, "minilm", TINY)
    torch.manual_seed(1)
    start.pack(Encoder(TINY).state_dict(), tmp_path / "minilm.pt")
    net = Net(TINY, {k: len(v) for k, v in TAGS.items()})
    kept_ = {k: v for k, v in net.state_dict().items() if k != "encoder.words.weight"}
    torch.save(kept_, tmp_path / "net.pt")
    (tmp_path / "tags.json").write_text(json.dumps(TAGS))
    documents = [x.document for x in lessons]
    save([_tagged(document) for document in documents], tmp_path / "ewt_train.docs")
    for name in ("novels", "litbank_train_natural", "litbank_train_spaced"):
        save(documents, tmp_path / f"{name}.docs")
    given = ["--work", str(tmp_path), "--steps", "25", "--every", "5", "--back", "3"]
    worlds.main([str(path.parent), *given])
    said = capsys.readouterr().out
    assert "step 25 of 25" in said
    assert "led back in 3 steps" in said
    lesson = lessons[0]
    far = []
    for name in ("net.pt", "told.pt"):
        read = net_of(tmp_path, name, TAGS)
        with torch.no_grad():
            h = kept(read, read, whole(lesson.document))[0]
            far.append(sum(float(x) for x in worlds.loss(read, lesson, h).values()))
    assert far[1] < far[0]
