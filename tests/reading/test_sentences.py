"""Sentences: what ends one, and that dialogue never splits one wrongly."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fabula.reading.language.tokens import sentence_spans, sentences
from fabula.story.annotations import Annotations
from fabula.story.passage import Paragraph, Passage
from fabula.story.text import Span


@pytest.mark.parametrize(
    "marked",
    [
        # A quotation and its cue.
        '"Wait!" she said.| He left.',
        '"Wait!| Stop!" he said.',
        '"Wait!" Sakura said.| "No."',
        "“Where is she?” Mrs. Dalloway quietly asked.| Nobody knew.",
        '"Really?" I said.| "Yes."',
        '"Go!"| The man left.',
        '"Hello."| "Good-bye."',
        '"No."| He said nothing.',
        "— Wait! — said the old man.| — No.",
        "_What now?_ he thought.| _Run!_",
        "「待って。」と言った。|彼は行った。",
        # Abbreviations and initials.
        "Mr. and Mrs. J. K. Baker met Dr. Aziz in St. Albans.| It rained.",
        "He left the U.S. Army.| She stayed.",
        "At 5 p.m. the bell rang.| So did I.| Then he left.",
        "No.| She saw No. 7 burn.| No!",
        "They sold nails, rope, etc. and left.",
        # Ellipses, several stops.
        "Well... I see.| What?!| No!",
        "He was... nowhere.| Gone . . . quite gone.| Then nothing.",
        "Hm…| Naruto sighed.",
        # A stop inside a word or number, and headings of lists.
        "It cost 3.50 at naruto.com today.| Good.",
        "1. Rope.| 2. Nails.",
        # Who never writes capitals.
        "i saw it. it was big. (really.)".replace(". it", ".| it").replace(". (", ".| ("),
    ],
)
def test_ends(marked: str) -> None:
    """A bar stands where one sentence ends and the next begins."""
    text = marked.replace("|", "")
    assert [text[a:b] for a, b in sentence_spans(text)] == [s.strip() for s in marked.split("|")]


_PARAGRAPH = st.text(st.sampled_from(list("aB I1.!?…。\"'“”’»—-()_ \u00a0")), max_size=40)


@given(st.lists(_PARAGRAPH, min_size=1, max_size=4))
def test_sentences_fill_their_paragraphs(paragraphs: list[str]) -> None:
    """Sentences are in order, lie in one paragraph each, and hold all that is no blank."""
    text = "\n\n".join(paragraphs)
    places: list[Paragraph] = []
    start = 0
    for p in paragraphs:
        places.append(Paragraph(start, start + len(p), "prose"))
        start += len(p) + 2
    found = sentences(Passage(0, text, tuple(places)), Annotations()).sentences
    assert all(one.end <= other.start for one, other in pairwise(found))
    assert all(any(p.start <= a < b <= p.end for p in places) for a, b in found)
    kept = "".join("".join(text[a:b].split()) for a, b in found)
    assert kept == "".join(text.split())


def test_a_hole_is_in_no_sentence_of_its_own() -> None:
    """An author's note in a paragraph neither ends a sentence nor makes one."""
    text = "He ran. (A/N: Sorry! Really.) She slept."
    hole = Span(8, 29)
    passage = Passage(0, text, (Paragraph(0, len(text), "prose", holes=(hole,)),))
    found = sentences(passage, Annotations()).sentences
    assert [text[a:b] for a, b in found] == ["He ran.", "She slept."]
