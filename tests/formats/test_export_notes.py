"""The notes of a book: who somebody is, as far as had been told before."""

from __future__ import annotations

from importlib.resources import files

import pytest
from masked import MASKED

from fabula import read
from fabula.formats.exports.book import chapters
from fabula.formats.exports.book.known import Acquaintance, Entry
from fabula.formats.exports.book.people import Register
from fabula.formats.exports.book.plan import Note, Plan
from fabula.formats.exports.book.told import Teller
from fabula.formats.exports.book.unfolding import Reader
from fabula.formats.exports.book.words import sentence, tells
from fabula.stories import Story
from fabula.story.corrections import Anchor, Correction
from fabula.story.records import Mention
from fabula.story.text import Block, Span, Text


@pytest.fixture(scope="module")
def story() -> Story:
    return read(MASKED)


def plan_of(story: Story, as_of: int | None = None) -> Plan:
    return story._plan(as_of)


def notes(plan: Plan) -> dict[int, list[Note]]:
    """The notes of each chapter, by its number."""
    return {
        c.ordinal: [note for part in plan.parts(c) for note in part.notes] for c in plan.chapters
    }


def words_of(story: Story, note: Note) -> str:
    return story.text.text[note.at.start : note.at.end]


def meant(story: Story, found: list[Note], words: str) -> Entry:
    """Whom the note on some words means."""
    return next(n.entries[0] for n in found if words_of(story, n) == words)


def test_the_first_chapter_needs_no_notes(story: Story) -> None:
    """Before the first chapter nothing has been told, and so nothing is said."""
    assert notes(plan_of(story))[1] == []


def test_a_name_has_a_note_where_it_first_stands_in_a_chapter(story: Story) -> None:
    """Each chapter has one note for Mara, at its first mention of her."""
    for number in (2, 3, 4):
        found = [n for n in notes(plan_of(story))[number] if words_of(story, n) == "Mara"]
        chapter = story.hindsight().chapters[number - 1]
        assert [n.at.start for n in found] == [story.text.text.index("Mara", chapter.start)]


def test_nobody_comes_of_a_mention_of_nobody(story: Story) -> None:
    """A record of somebody whom the ledger never met is of nobody, as in a world."""
    register = Register(story.text.text)
    register.read([Mention(id="m1", at=Span(0, 4), known_at=4, by="x", entity="?", kind="PROP")], 9)
    assert register.told == {}


def test_a_part_of_a_name_is_enough_where_it_is_one_persons() -> None:
    """“Obediah” alone is Obediah Finch, though nobody has called him so before; “Venn” may be Mara
    or Tom, and says nothing."""
    first = "Chapter 1\n\n“Sit,” said Mara Venn. Tom Venn and Obediah Finch sat down.\n\n"
    story = read(f"{first}Chapter 2\n\nObediah rose. “Venn is a fine name,” said Obediah.\n")
    found = notes(plan_of(story))[2]
    assert meant(story, found, "Obediah").known.label == "Obediah Finch"
    assert [words_of(story, n) for n in found] == ["Obediah"]


def test_a_mask_is_lifted_only_when_the_story_lifts_it() -> None:
    """In chapter 2 of the demo the man in the grey coat has no name; after chapter 3, which tells
    it, he has."""
    page = files("fabula.demo").joinpath("line_clear.html").read_text(encoding="utf-8")
    story = read(page)
    plan = plan_of(story)
    found = notes(plan)
    stranger = meant(story, found[2], "The man in the grey coat")
    assert not stranger.known.named
    assert not any("Lasker" in str(note) for note in found[2])
    (driver,) = [e for e in plan.people(plan.chapters[2]).here if e.known.label == "Lasker"]
    assert "the man in the grey coat" in driver.described


def test_whom_a_reader_joins_are_one_from_there_on() -> None:
    """A reader who says in chapter 3 that the masked man is Obediah has that in chapter 4."""
    this, that = (Anchor(w, near=690) for w in ("The masked man was", "Obediah Finch"))
    joined = read(MASKED, corrections=[Correction("merge", this, that)])
    found = notes(plan_of(joined))
    assert "Obediah" not in str(meant(joined, found[3], "The masked man"))
    assert "the masked man" in meant(joined, found[4], "Obediah").described


def test_a_note_says_no_more_than_the_story_cut_there(story: Story) -> None:
    """Whoever stops reading at any paragraph has the same notes up to there."""
    whole = [note for found in notes(plan_of(story)).values() for note in found]
    assert whole
    for block in story.text.blocks:
        cut = [n for found in notes(plan_of(story, block.end)).values() for n in found]
        assert cut == [note for note in whole if note.at.end <= block.end]


def test_who_is_who_is_as_of_the_chapters_end(story: Story) -> None:
    """The page after a chapter is that of the story cut there."""
    plan = plan_of(story)
    for chapter in plan.chapters:
        cut = plan_of(story, chapter.end)
        assert plan.people(chapter) == cut.people(cut.chapters[-1])


def test_people_are_called_what_the_world_calls_them(story: Story) -> None:
    """At each paragraph's end labels, other names and pronouns are those of the world there."""
    for block in story.text.blocks:
        world = story.at(block.end)
        register = Register(world.text.text)
        register.read(Reader(world.records).until(block.end), block.end)
        acquaintance = Acquaintance(register, world.text)
        for entity in world.entities:
            if known := acquaintance.known(entity.id):
                assert (known.label, known.named) == (entity.label, entity.name is not None)
                assert list(known.aliases) == [a for a in entity.aliases if a != known.label]
                assert (known.type, known.pronouns) == (entity.type, entity.pronouns)


def test_a_correction_shows_from_where_it_was_made() -> None:
    """A name that a reader gave in chapter 3 is in the notes of chapter 4, not of chapter 2."""
    made = Anchor("It was you", suffix=",” said Mara", near=690)
    given = Correction("rename", Anchor("Mara Venn"), name="The Miller", made_at=made)
    corrected = read(MASKED, corrections=[given])
    found = notes(plan_of(corrected))
    assert meant(corrected, found[2], "Mara").known.label == "Mara"
    assert "The Miller" not in str(found[3])
    assert "The Miller" in str(found[4])


def test_a_note_is_in_plain_sentences(story: Story) -> None:
    """A note says the name, where somebody was first met, in the story's words, and last seen."""
    plan = plan_of(story)
    teller = Teller(plan, lambda place: f"#p{place}")
    note = next(n for n in notes(plan)[3] if words_of(story, n) == "Mara")
    said = teller.note(note)
    assert "<strong><bdi>Mara" in said
    assert 'First met in <a href="#p21">Chapter 1</a>:<br/>' in said
    assert "Mara Venn kept the mill at Arrow Bridge with her brother Tom." in said
    assert "Last seen in " in said


def test_a_long_chapter_has_notes_in_each_part(monkeypatch: pytest.MonkeyPatch) -> None:
    """In a story of one long chapter a name has a note again in each part, with more to say; a
    place is told by how much of the story comes before it."""
    monkeypatch.setattr(chapters, "LONG", 1_500)
    quiet = "The water rose and fell, and the lamp burned on the shingle. " * 25
    said = [f"“I am here,” said Mara Venn. {quiet}", f"“So am I,” said Tom. {quiet}"]
    story = read("\n\n".join([*said, "Mara laughed.", quiet, f"“Mara?” said Tom. {quiet}"]))
    plan = plan_of(story)
    (found,) = notes(plan).values()
    again = [n for n in found if words_of(story, n) == "Mara"]
    assert len(again) == 2
    assert again[0] != again[1]
    teller = Teller(plan, lambda place: f"#p{place}")
    assert all('First met at <a href="#p18">0 %</a>' in teller.note(n) for n in again)


@pytest.mark.parametrize(
    ("words", "telling"),
    [
        ("the man in the grey coat", True),
        ("the man", False),
        ("his brother", False),
        ("an old porter", True),
        ("the young lady", False),
        ("the other sister", False),
        ("Mara", False),
    ],
)
def test_a_description_must_tell_one_from_others(words: str, telling: bool) -> None:
    """“The man” is anybody; “the man in the grey coat” is somebody."""
    assert tells(words) is telling


def test_a_title_ends_no_sentence() -> None:
    """“Mr. Venn” is in one sentence, and what is called out in its middle does not end it."""
    words = "It rained. “Oh!” cried Mr. Venn, and ran. He came back."
    text = Text(words, (Block(0, len(words), "prose"),))
    place = words.index("Venn")
    assert sentence(text, Span(place, place + 4)) == "“Oh!” cried Mr. Venn, and ran."


def test_a_sentence_ends_with_its_paragraph() -> None:
    """What a note quotes never runs on into the next paragraph, and holds its words."""
    words = "It rained. Then Mara came\n\nand went. " + "So it goes on and on, " * 20 + "said Tom."
    text = Text(words, (Block(0, 25, "prose"), Block(27, len(words), "prose")))
    assert sentence(text, Span(16, 20)) == "Then Mara came"
    place = words.index("Tom")
    assert sentence(text, Span(place, place + 3)).endswith("said Tom.")
    assert len(sentence(text, Span(place, place + 3))) <= 202
