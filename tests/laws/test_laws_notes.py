"""The law of the prefix, for the notes of an exported book: none says more than has been told."""

from __future__ import annotations

from books import books
from held import ends
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from fabula import formats
from fabula.formats.exports.book.plan import Note
from fabula.stories import Story, tell
from fabula.story.text import Span


def notes(story: Story, as_of: int | None = None) -> dict[Span, Note]:
    """All notes, by the words they are on."""
    plan = story._plan(as_of)
    return {n.at: n for c in plan.chapters for part in plan.parts(c) for n in part.notes}


@settings(max_examples=8, deadline=None)
@given(st.lists(books(most=6), min_size=2, max_size=3), st.data())
def test_a_note_is_that_of_the_story_cut_after_it(parts: list[str], data: st.DataObject) -> None:
    """Wherever a reader stops, each note up to there is the one that the whole story has; and who
    is who at a chapter's end is the same too."""
    book = "".join(f"Chapter {i}\n\n{part}\n\n" for i, part in enumerate(parts, 1))
    story = tell(formats.read_string(book))
    assume(story.text.blocks)
    end = data.draw(st.sampled_from(ends(story.text)))
    whole, cut = notes(story), notes(story, end)
    assert {at: whole[at] for at in cut if at in whole} == {
        at: cut[at] for at in cut if at in whole
    }
    opened = max((p.start for p in story._reading.passages if p.start < end), default=0)
    assert {at for at in cut if at.start < opened} == {at for at in whole if at.start < opened}
    plan, early = story._plan(None), story._plan(end)
    for chapter, same in zip(plan.chapters, early.chapters, strict=False):
        if chapter.end <= end and chapter.end == same.end:
            assert plan.people(chapter) == early.people(same)
