"""One story in every shape that stories come in is one story: the same words, the same records."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import pytest
from one_story import STORY, Story, without_emphasis
from shapes_all import CARRIES, PAGES, SHAPES, TITLED
from shapes_web import NO_EMPHASIS

from fabula.formats import read_bytes, read_files
from fabula.stories import tell
from fabula.story.text import Meta, Text


def told(name: str, folder: Path) -> Text:
    """The story read from one of its shapes; a site of pages gives a folder of them."""
    if name in SHAPES:
        return read_bytes(*SHAPES[name](STORY))
    for number in range(1, len(STORY.chapters) + 1):
        data, path = PAGES[name](STORY, number)
        (folder / f"{number} {path}").write_bytes(data)
    return read_files([folder])


def story_of(text: Text) -> list[str]:
    """Its story blocks, emphasis without the marks that plain text has for it."""
    return [
        text.text[b.start : b.end].replace("_", "").replace("\n", " ")
        for b in text.blocks
        if b.is_story
    ]


def wanted(story: Story = STORY) -> list[str]:
    return [leaf.text for chapter in story.chapters for leaf in chapter.leaves]


@pytest.mark.parametrize("name", [*SHAPES, *PAGES])
def test_the_same_words(name: str, tmp_path: Path) -> None:
    """Every shape gives the story's paragraphs and breaks, in order, and nothing else as story."""
    assert story_of(told(name, tmp_path)) == wanted()


EXPECTED: dict[str, object] = {
    "title": STORY.title,
    "authors": (STORY.author,),
    "language": STORY.language,
    "fandom": (STORY.fandom,),
    "character": STORY.characters,
    "rating": (STORY.rating,),
    "words": str(STORY.words),
}


def of_meta(meta: Meta, name: str) -> object:
    """A member of a work's meta, one of its tags, or one of its stats."""
    if name in meta.tags:
        return meta.tags[name]
    return meta.stats[name] if name in meta.stats else getattr(meta, name, None)


@pytest.mark.parametrize("name", [*SHAPES, *PAGES])
def test_the_same_meta(name: str, tmp_path: Path) -> None:
    """What a shape says of the work is what every other says of it, in the same words."""
    meta = told(name, tmp_path).meta
    for member in CARRIES.get(name, TITLED):
        if member == "url":
            assert (meta.url or "").partition("://")[2] == STORY.url.partition("://")[2]
        else:
            assert of_meta(meta, member) == EXPECTED[member], member


@pytest.mark.parametrize("name", [*SHAPES, *PAGES])
def test_the_same_chapters(name: str, tmp_path: Path) -> None:
    """Two chapters open, each with a heading that has its title; the notes are set aside."""
    text = told(name, tmp_path)
    heads = [text.text[b.start : b.end] for b in text.blocks if b.opens_chapter]
    assert len(heads) == len(STORY.chapters)
    for head, chapter in zip(heads, STORY.chapters, strict=True):
        assert chapter.title in head
    notes = [text.text[b.start : b.end] for b in text.blocks if b.kind in ("note", "end-note")]
    for chapter in STORY.chapters:
        for note in filter(None, (chapter.above, chapter.below)):
            assert any(note in " ".join(words.split()) for words in notes)


class Record(NamedTuple):
    """What the ledger holds of one stretch, by its words."""

    kind: str
    words: str
    of: str | None


def records(text: Text) -> list[Record]:
    """Quotations with their speakers, mentions with whom they are of, scenes by their first words,
    in reading order; without the tags, which not every shape carries."""
    world = tell(text, tags=False).hindsight()
    names = {entity.id: entity.label for entity in world.entities}

    def words(start: int, end: int) -> str:
        return " ".join(text.text[start:end].replace("_", "").split())

    quoted = (Record("quotation", words(q.start, q.end), q.speaker) for q in world.quotations())
    meant = (Record("mention", words(m.start, m.end), m.entity) for m in world.mentions())
    return [
        *(r._replace(of=names.get(r.of or "")) for r in (*quoted, *meant)),
        *(Record("scene", words(s.start, s.end)[:30], s.level) for s in world.scenes),
    ]


@pytest.fixture(scope="module")
def plainest() -> list[Record]:
    """The records of the story as a page of nothing but paragraphs and headings tells it."""
    return records(read_bytes(*SHAPES["HTML"](STORY)))


@pytest.fixture(scope="module")
def unemphatic() -> list[Record]:
    """The same of the story without its italics, which some shapes do not keep."""
    return records(read_bytes(*SHAPES["HTML"](without_emphasis(STORY))))


@pytest.mark.parametrize("name", [*SHAPES, *PAGES])
def test_the_same_records(
    name: str, tmp_path: Path, plainest: list[Record], unemphatic: list[Record]
) -> None:
    """Whatever shape it comes in, the story has the same quotations, speakers, mentions and
    scenes."""
    assert records(told(name, tmp_path)) == (unemphatic if name in NO_EMPHASIS else plainest)


def test_the_story_has_something_to_find(plainest: list[Record]) -> None:
    """It has both speakers, three scenes, and people without a line of speech."""
    assert {r.of for r in plainest if r.kind == "quotation"} >= {"Maud", "Ines"}
    assert sum(r.kind == "scene" for r in plainest) == 3
    assert any(r.of and "Tobias" in r.of for r in plainest)
