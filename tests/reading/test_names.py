"""What the names stage finds in a passage, by itself."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fabula.reading.names.name_sleeping import ASLEEP
from fabula.reading.names.names import names
from fabula.reading.speech.quotations import quotations
from fabula.story.annotations import Annotations, Name
from fabula.story.passage import Passage, passages
from fabula.story.text import Block, Span, Text


def passage(prose: str, holes: tuple[Span, ...] = ()) -> Passage:
    """The only passage of a text whose paragraphs stand on lines of their own."""
    blocks, start = [], 0
    for line in prose.split("\n\n"):
        end = start + len(line)
        kind = "break" if set(line) <= set("*~ ") else "prose"
        inside = tuple(h for h in holes if start <= h.start < end)
        blocks.append(Block(start, end, kind, holes=inside))
        start = end + 2
    (only,) = passages(Text(prose, tuple(blocks)))
    return only


def found(prose: str) -> list[Name]:
    """The names that need no story to be such."""
    page = passage(prose)
    every = names(page, quotations(page, Annotations())).names
    return [name for name in every if name.sure > ASLEEP]


def forms(prose: str) -> list[str]:
    """What is named, with titles."""
    return [" ".join(filter(None, (n.title, *n.words))) for n in found(prose)]


@pytest.mark.parametrize(
    ("prose", "expected"),
    [
        ("They gave the lantern to Ingrith.", ["Ingrith"]),
        ("They gave the lantern to Ingrith Vale.", ["Ingrith Vale"]),
        ("They waited for Mr. Pell.", ["Mr. Pell"]),
        ("They waited for Mr.\nPell.", ["Mr. Pell"]),
        ("They waited for Dr Anselm Pell.", ["Dr. Anselm Pell"]),
        ("They waited for Captain Nwosu.", ["Captain Nwosu"]),
        ("They waited for Aunt Dorrit and Uncle Ezra.", ["Aunt Dorrit", "Uncle Ezra"]),
        ("Then came Lady Morwenna and Granny Morwenna.", ["Lady Morwenna", "Granny Morwenna"]),
        ("The gift was from J. R. Hollin.", ["J. R. Hollin"]),
        ("They knew Katrijn van der Meer well.", ["Katrijn van der Meer"]),
        ("Nobody liked Mrs. de Vries.", ["Mrs. de Vries"]),
        ('Everyone knew James "Badger" Barlow.', ["James Badger Barlow"]),
        ("They met Jean-Luc and Anne-Marie.", ["Jean-Luc", "Anne-Marie"]),
        ("They met McAllister and O’Dowd.", ["McAllister", "O’Dowd"]),
        ("They met D'Arlan, d’Orsel and al-Hakim.", ["D'Arlan", "d’Orsel", "al-Hakim"]),
        ("They met Idris al-Hakim.", ["Idris al-Hakim"]),
        ("They met van der Meer at last.", ["van der Meer"]),
        ("They read Mr. H. J. Wells again.", ["Mr. H. J. Wells"]),
        ("They met Mr. and Mrs. Marl.", ["Mrs. Marl"]),
        ("They met Łukasz, Élodie and 佐助.", ["Łukasz", "Élodie"]),
        ("They found _Ingrith_. “_Pico!_”", ["Ingrith", "Pico"]),
        (
            "They called it Operation Nightjar. Mount Ghent slept.",
            ["Operation Nightjar", "Mount Ghent"],
        ),
    ],
)
def test_shapes_of_names(prose: str, expected: list[str]) -> None:
    """A name is first, last, with title, initials, particles, nickname in the middle, hyphen."""
    assert forms(prose) == expected


@pytest.mark.parametrize(
    ("written", "word", "suffix"),
    [
        ("Haruka-chan", "Haruka", "chan"),
        ("Tachibana-sensei", "Tachibana", "sensei"),
        ("Yoshio-nii-san", "Yoshio", "nii-san"),
        ("Lan-er-gege", "Lan", "er-gege"),
        ("Min-jun-ssi", "Min-jun", "ssi"),
    ],
)
def test_honorific_suffix_is_taken_off(written: str, word: str, suffix: str) -> None:
    """`Haruka-chan` names Haruka; its span has the honorific."""
    prose = f"She ran after {written} again."
    (name,) = found(prose)
    assert (name.words, name.suffix) == ((word,), suffix)
    assert prose[name.at.start : name.at.end] == written


@pytest.mark.parametrize("written", ["S-Sora", "S-s-Sora", "So-Sora"])
def test_stutter_is_mended(written: str) -> None:
    """`S-Sora` names Sora; its span covers all of it."""
    prose = f"“It’s you, {written}!” he said."
    (name,) = found(prose)
    assert name.words == ("Sora",)
    assert prose[name.at.start : name.at.end] == written


def test_possessive_is_no_part_of_the_name() -> None:
    """The span of `Ingrith’s` is `Ingrith`."""
    prose = "He took Ingrith’s hand and Pico's hat."
    assert [prose[n.at.start : n.at.end] for n in found(prose)] == ["Ingrith", "Pico"]


def test_shouting_and_elongation_name_the_same() -> None:
    """`INGRITH` and `Ingriiiith` name Ingrith where the passage has named her."""
    prose = "They looked for Ingrith.\n\n“INGRITH!” he yelled. “Ingriiiith!”"
    assert forms(prose) == ["Ingrith"] * 3


@pytest.mark.parametrize(
    "prose",
    [
        "Silence fell. Everyone turned. Suddenly he ran.",
        "On Monday in March the English and the French kept Christmas.",
        "“God! Lord, no. Oh Heavens. Hallelujah!”",
        "“Yes, Granny. Thank you, Captain. No, Sir. Sorry, sensei. Come on, Mom!”",
        "“Sensei, please.” “Onii-chan!” “Grandma, wait.”",
        "I don’t know what I’d do. I’m lost.",
        "The Bennets were at home with the Lucases. The van der Meers were not.",
        "Snowflakes drifted past. Footsteps echoed. Alright. Tuppence.",
        "“W-what? N-no! I-I can’t!”",
        "* * *",
    ],
)
def test_what_is_no_name(prose: str) -> None:
    """Common words, days, peoples, cries, forms of address alone and families name nobody."""
    assert forms(prose) == []


def test_a_word_at_the_start_of_a_sentence_needs_evidence() -> None:
    """`Hope` is a name where it does what a person does, not where it is hope."""
    assert forms("Hope said nothing.") == ["Hope"]
    assert forms("Will you come? Hope is all we have.") in ([], ["Hope"])
    assert all(n.sure < 0.5 for n in found("Hope is all we have."))


def test_places_speak_against_a_person() -> None:
    """What stands after `in`, or ends in `Street`, is no person."""
    (name,) = found("They were happy in London.")
    assert name.person <= -0.9
    (name,) = found("He lived in Umbral Street.")
    assert name.person <= -0.9


def test_titles_suffixes_and_verbs_speak_for_a_person() -> None:
    """A title, an honorific, a verb of speech, a body part speak for a person."""
    for prose in (
        "They saw Mr. Quill.",
        "They saw Quill-san.",
        "“No,” said Quill.",
        "He saw Quill’s eyes.",
    ):
        (name,) = found(prose)
        assert name.person >= 0.5, prose


@pytest.mark.parametrize("written", ["Y/N", "(Y/N)", "[Y/N]", "[Name]", "[Your Name]"])
def test_a_place_for_the_readers_own_name_is_a_name(written: str) -> None:
    """Where a reader is to put in a name, somebody is named: `Y/N`, `[Name]`."""
    prose = f"“Wait, {written}!” he said. {written}'s hands shook."
    called, owner = found(prose)
    assert called.words == owner.words == ("Y/N",)
    assert prose[owner.at.start : owner.at.end] == written
    assert called.vocative
    assert owner.person >= 0.5
    assert forms("They met Y/N L/N.") == ["Y/N L/N"]


@pytest.mark.parametrize(
    "prose",
    [
        "Katrin set the parcel down.",
        "Wystra wound the bandage round her wrist.",
        "Keszia flinched.",
        "Tobrin was up to his elbows in dough.",
        "Valer had cut the wrong wire.",
        "Shizu has been doing some reading.",
        "He had been training with Jirai.",
        "Sae and Kib have sent a warning.",
        "His name was Barn Kedd.",
        "They nodded to Ondrake.",
        "James’ hand shook.",
        "“Thanks, Bat.”",
        "Moon sat down, and Lettra Moon wept.",
    ],
)
def test_what_persons_do_speaks_for_a_person(prose: str) -> None:
    """Who acts, has a hand, is called, is named so or kept company is a person."""
    assert any(name.person >= 0.45 for name in found(prose)), prose


@pytest.mark.parametrize(
    "prose",
    [
        "The Ministry of Salt took her house.",
        "They lived in Velmora and left.",
        "Fieldstone Academy never slept.",
        "The Velmora Express pulled out.",
        "Operation Nightjar began at noon.",
        "Kings of Tarn came and went.",
        "She lived on Privet Drive and wept.",
    ],
)
def test_what_places_and_bodies_do_does_not(prose: str) -> None:
    """Institutions, places and what stands after `of` or `in` are no persons."""
    assert all(name.person < 0.45 for name in found(prose)), prose


def test_definite_names_keep_their_article() -> None:
    """`the Hatter` names by its capital; nobody is named by `the hatter`."""
    prose = "“Late again,” said the Hatter to the hatter."
    (name,) = found(prose)
    assert (name.title, name.words) == ("the", ("Hatter",))
    assert prose[name.at.start : name.at.end] == "the Hatter"


@pytest.mark.parametrize(
    ("prose", "vocative"),
    [
        ("“Ingrith, we need to leave,” he said.", True),
        ("“Yes, Ingrith.”", True),
        ("“Ingrith!”", True),
        ("“What is it, Ingrith?” he said.", True),
        ("“I saw Ingrith.”", False),
        ("“Ingrith is late.”", False),
        ("“Ingrith’s late.”", False),
        ("Yes, Ingrith.", False),
    ],
)
def test_vocatives(prose: str, vocative: bool) -> None:
    """Who is set off by commas inside speech is called; who is spoken of is not."""
    (name,) = found(prose)
    assert name.vocative is vocative


def test_a_name_knows_its_innermost_quotation() -> None:
    """`quotation` is the number of the innermost quotation around the name."""
    prose = "“She said, ‘Ask Pico.’ Ask Ingrith,” said Bram."
    page = passage(prose)
    notes = names(page, quotations(page, Annotations()))
    held = {n.words[0]: n.quotation for n in notes.names}
    for word, number in held.items():
        around = [
            (q.at.end - q.at.start, i)
            for i, q in enumerate(notes.quotations)
            if q.at.start <= prose.index(word) < q.at.end
        ]
        assert number == (min(around)[1] if around else None), word
    assert held["Bram"] is None


def test_breaks_and_notes_in_a_paragraph_name_nobody() -> None:
    """What is set aside inside a paragraph is not read."""
    prose = "They met Ingrith. (A/N: hi Pico!) They left."
    start = prose.index("(")
    page = passage(prose, (Span(start, prose.index(")") + 1),))
    assert [n.words for n in names(page, Annotations()).names] == [("Ingrith",)]


_PIECES = [
    *"AaSsMm .,'’-“”!?\nJ_*é",
    "Mr. ",
    "Sora",
    "said ",
    "the ",
    "“",
    "”",
    " de ",
    "-san",
    "’s ",
]
_PROSE = st.lists(st.sampled_from(_PIECES), min_size=1, max_size=60).map("".join).filter(str.strip)


@given(_PROSE)
@settings(max_examples=150, deadline=None)
def test_names_are_in_order_apart_and_inside_paragraphs(prose: str) -> None:
    """Names are sorted, do not overlap, lie in one paragraph each, and none is empty."""
    text = Text(prose, (Block(0, len(prose), "prose"),))
    for page in passages(text):
        made = names(page, quotations(page, Annotations())).names
        last = 0
        for name in made:
            assert last <= name.at.start < name.at.end <= len(page.text)
            assert name.words
            assert 0 <= name.sure <= 1
            assert -1 <= name.person <= 1
            last = name.at.end


@given(st.lists(_PROSE, min_size=1, max_size=4))
@settings(max_examples=50, deadline=None)
def test_names_never_cross_paragraphs(lines: list[str]) -> None:
    """A name ends where its paragraph ends."""
    lines = [" ".join(line.split()) or "x" for line in lines]
    page = passage("\n\n".join(lines))
    for name in names(page, Annotations()).names:
        assert any(p.start <= name.at.start and name.at.end <= p.end for p in page.paragraphs)
