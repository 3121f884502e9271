"""Who the cast stage takes a story's names for."""

from __future__ import annotations

from typing import NamedTuple

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fabula.reading.names.names import names
from fabula.reading.page import Called, Fix, Page
from fabula.reading.people.cast import cast
from fabula.reading.speech.quotations import quotations
from fabula.story.annotations import Annotations
from fabula.story.corrections import Anchor, Correction
from fabula.story.memory import Memory
from fabula.story.passage import passages
from fabula.story.records import AnyRecord, Entity, EntityType, Pronouns, SameEntity
from fabula.story.text import Block, Meta, Span, Text


class Read(NamedTuple):
    """A story's records by names and cast, and whom each name stands for."""

    records: list[AnyRecord]
    mentions: list[Called | None]
    memory: Memory

    def of(self, name: str) -> list[str]:
        """The entities, as known at the end, that a printed form stood for."""
        return [self.root(m.entity) for m in self.mentions if m and m.name == name]

    def root(self, entity: str) -> str:
        joined = self.memory.cast.joined
        while entity in joined:
            entity = joined[entity]
        return entity

    def people(self) -> set[str]:
        """The printed forms of all who are told to be persons."""
        kinds = {self.root(r.entity): r.type for r in self.records if isinstance(r, EntityType)}
        return {m.name for m in self.mentions if m and kinds.get(self.root(m.entity)) == "PER"}

    def one(self, *forms: str) -> bool:
        """Whether all the forms stand for one entity."""
        return (
            all(self.of(form) for form in forms)
            and len({e for f in forms for e in self.of(f)}) == 1
        )

    def apart(self, one: str, other: str) -> bool:
        """Whether two forms stand for two entities."""
        return (
            bool(self.of(one))
            and bool(self.of(other))
            and not set(self.of(one)) & set(self.of(other))
        )


NO_META = Meta()


def read(prose: str, meta: Meta = NO_META, corrections: tuple[Correction, ...] = ()) -> Read:
    """Read paragraphs parted by blank lines; a line that begins with `#` is a heading, one that
    begins with `@` a note."""
    blocks, start = [], 0
    for line in prose.split("\n\n"):
        kind = "heading" if line.startswith("#") else "note" if line.startswith("@") else "prose"
        blocks.append(Block(start, start + len(line), kind))  # type: ignore[arg-type]
        start += len(line) + 2
    memory, records, mentions = Memory(), [], []
    for passage in passages(Text(prose, tuple(blocks), meta=meta)):
        notes = names(passage, quotations(passage, Annotations()))
        page = Page(
            passage,
            notes,
            meta,
            _fixes(prose, corrections, passage.start, passage.end),
            memory.counts,
            memory.paragraphs,
        )
        memory = cast(memory, page)
        memory = msgspec.structs.replace(
            memory, counts=page.counts, paragraphs=memory.paragraphs + len(passage.paragraphs)
        )
        assert len(page.called) == len(notes.names)
        records += page.records
        mentions += page.called
    return Read(records, mentions, memory)


def _fixes(
    prose: str, corrections: tuple[Correction, ...], start: int, end: int
) -> tuple[Fix, ...]:
    found = []
    for number, correction in enumerate(corrections):
        at = prose.index(correction.this.prefix + correction.this.exact) + len(
            correction.this.prefix
        )
        if start <= at < end:
            span = Span(at - start, at - start + len(correction.this.exact))
            found.append(Fix(number, correction, "this", span, at))
    return tuple(found)


# --- variants -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("prose", "forms"),
    [
        (
            "“No,” said Elizabeth Marl. “Go,” said Lizzy. Elizabeth left.",
            ["Elizabeth Marl", "Lizzy", "Elizabeth"],
        ),
        ("“No,” said Sora. “Sora-chan!” “Yes,” said Sora Akagi.", ["Sora", "Sora Akagi"]),
        ("“No,” said Akagi Sora. “Well,” said Sora Akagi.", ["Akagi Sora", "Sora Akagi"]),
        ("“Tachibana-sensei!” they cried. Tachibana turned.", ["Tachibana"]),
        (
            "“Lady Morwenna,” he said. Morwenna smiled. “Granny Morwenna!”",
            ["Lady Morwenna", "Morwenna", "Granny Morwenna"],
        ),
        (
            "They met Captain Hollin. “Come,” said Frederick Hollin.",
            ["Captain Hollin", "Frederick Hollin"],
        ),
        ("They met Mr. Darrow. “Come,” said Darrow.", ["Mr. Darrow", "Darrow"]),
        ("“No,” said Tamsin Orrell. “Wait for me, Tam,” he said.", ["Tamsin Orrell", "Tam"]),
        ("They met Dr. Anselm Pell. “Sit,” said Dr. Pell.", ["Dr. Anselm Pell", "Dr. Pell"]),
    ],
)
def test_variants_are_one_person(prose: str, forms: list[str]) -> None:
    """First name, last name, title, honorific, short form and either order name one person."""
    assert read(prose).one(*forms)


@pytest.mark.parametrize(
    ("prose", "one", "other"),
    [
        ("They met Mr. Marl. Then Mrs. Marl came.", "Mr. Marl", "Mrs. Marl"),
        ("They met Mrs. Marl. Then Miss Marl came.", "Mrs. Marl", "Miss Marl"),
        ("“No,” said Elizabeth Marl. “Yes,” said Thomas Marl.", "Elizabeth Marl", "Thomas Marl"),
        ("“No,” said Sir Thomas. “Yes,” said Tom Marl.", "Sir Thomas", "Tom Marl"),
        ("They met Mrs. Marl. “Yes,” said Anna Marl.", "Mrs. Marl", "Anna Marl"),
        ("They met Mrs. John Marl. “Yes,” said Mr. Marl.", "Mrs. John Marl", "Mr. Marl"),
    ],
)
def test_conflicts_keep_people_apart(prose: str, one: str, other: str) -> None:
    """A family name with titles, sexes or first names that do not go together is two people's."""
    assert read(prose).apart(one, other)


def test_an_ambiguous_family_name_goes_to_the_last_named() -> None:
    """A bare family name that two men bear is the later one's, with less confidence."""
    story = read("“No,” said Thomas Marl.\n\n“Yes,” said Henry Marl.\n\n“Well,” said Marl.")
    assert story.of("Marl") == story.of("Henry Marl")
    *_, last = [m for m in story.mentions if m]
    assert last.confidence < 0.7


def test_a_full_name_bridges_two() -> None:
    """Who was known by first and by last name apart is one person once the full name is told."""
    story = read(
        "“Late,” said Sora.\n\n“Who is Akagi?” he asked. “Akagi is me,” she said.\n\n"
        "The list said Sora Akagi."
    )
    assert story.one("Sora", "Akagi", "Sora Akagi")
    (join,) = [r for r in story.records if isinstance(r, SameEntity)]
    assert int(join.one[1:]) < int(join.other[1:])


def test_a_family_name_may_be_a_given_name_too() -> None:
    """After a captain's full name, his family name is he, though girls are called so."""
    told = read("Captain Aldous Wren took off his hat. The clock struck.\n\n“No,” said Wren.")
    assert told.of("Wren") == told.of("Captain Aldous Wren")


def test_who_is_named_together_is_two() -> None:
    """A full name does not join two whom the narrator has named side by side."""
    story = read(
        "“No,” said George, and old Mr. Emberly laughed at George.\n\n"
        "“Call me George Emberly,” said George."
    )
    assert story.apart("George", "Mr. Emberly")


# --- who is shown ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "prose",
    [
        "# Ingrith and the Well\n\nIt rained all day.",
        "@ Thanks to Ingrith, who said so!\n\nIt rained all day.",
        "“Granny, please.” “Captain!” “Yes, sensei.” “Mom, stop.”",
        "Christmas came. The English sang. “God,” they said. On Monday it rained.",
        "They came to London. In London it rained. He liked London in March.",
    ],
)
def test_no_junk_characters(prose: str) -> None:
    """Headings, notes, forms of address, feasts, peoples and places give no character."""
    assert read(prose).people() == set()


def test_every_named_speaker_is_shown() -> None:
    """Who speaks by name is a person at once, also under a name that no list has."""
    assert read("“Go,” said Quorra.\n\nZevlin nodded. “I will,” Zevlin said.").people() == {
        "Quorra",
        "Zevlin",
    }


def test_a_name_without_evidence_waits() -> None:
    """An unknown name has no type until something speaks for a person; then all of it counts."""
    story = read("The road led past Quorra. They thought of Quorra.")
    assert len(story.of("Quorra")) == 2
    assert story.people() == set()
    assert [r.type for r in story.records if isinstance(r, Entity)] == [None]


def test_a_place_is_no_person() -> None:
    """What people are in, and nobody hears speak, is told to be a place."""
    story = read("They lived in Harrowmouth. In Harrowmouth it rained. He was born in Harrowmouth.")
    kinds = [r.type for r in story.records if isinstance(r, EntityType)]
    assert kinds in (["LOC"], ["GPE"])


def test_definite_names() -> None:
    """`the Captain` is the captain who was named; `the Hatter` is a person once he speaks."""
    story = read(
        "They met Captain Nwosu. The wind rose and the Captain nodded. “Tea?” asked the Hatter."
    )
    assert story.one("Captain Nwosu", "the Captain")
    assert "the Hatter" in story.people()


# --- gender ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("prose", "pronouns"),
    [
        ("They met Mrs. Quill.", ["she/her"]),
        ("They met Mr. Quill.", ["he/him"]),
        ("They met Mx. Quill.", ["they/them"]),
        ("They met Dr. Quill.", []),
        ("Zev nodded. She stood. Zev smiled as she spoke. Zev said she would. ", ["she/her"]),
        ("Elizabeth nodded.", []),
    ],
)
def test_pronouns(prose: str, pronouns: list[str]) -> None:
    """Titles tell at once how somebody is spoken of, pronouns after the name once they agree, a
    given name never by itself."""
    told = [r.pronouns for r in read(prose).records if isinstance(r, Pronouns)]
    assert told == pronouns


# --- tags -----------------------------------------------------------------------------------------

TAGS = Meta(
    tags={"character": ("Akagi Sora (Harbour Tales)",), "relationship": ("Akagi Sora/Bram Holt",)}
)


def test_a_tag_joins_forms_that_the_text_has_shown() -> None:
    """With the tag `Akagi Sora`, Sora and Akagi are one; without it they are two."""
    prose = "“No,” said Sora.\n\n“Yes,” said Akagi."
    assert read(prose).apart("Sora", "Akagi")
    story = read(prose, TAGS)
    assert story.one("Sora", "Akagi")
    (join,) = [r for r in story.records if isinstance(r, SameEntity)]
    assert (join.by, join.basis) == ("tags", "inferred")


def test_a_tag_alone_shows_nothing() -> None:
    """A tag brings in nobody, names nobody, and says nothing of sex or type."""
    for prose in ("It rained all day.", "“No,” said Sora.", "They passed Akagi."):
        bare, tagged = read(prose), read(prose, TAGS)
        assert bare.records == tagged.records


# --- corrections ----------------------------------------------------------------------------------


def test_omitted_names_are_not_read() -> None:
    """What a reader rules out is nobody, wherever it is read with what they said."""
    omit = Correction("omit", Anchor("Quorra", prefix="said "))
    story = read("“No,” said Quorra. “Yes,” said Quorra.", corrections=(omit,))
    assert [m is None for m in story.mentions] == [True, True]


def test_a_split_opens_somebody_new() -> None:
    """From the split on the same form names somebody else; earlier mentions stay."""
    split = Correction("split", Anchor("Bram", prefix="later "), that=Anchor("Bram"))
    story = read(
        "“No,” said Bram.\n\n“Yes,” said Bram.\n\n"
        "Years later Bram, his son, nodded. “Go,” said Bram.",
        corrections=(split,),
    )
    first, second, third, fourth = story.of("Bram")
    assert first == second
    assert third == fourth != first


def test_merged_entities_are_read_as_one() -> None:
    """Once memory says that two are one, both their names lead to the earlier."""
    story = read("“No,” said Sora.\n\n“Yes,” said Akagi.")
    (sora,), (akagi,) = story.of("Sora"), story.of("Akagi")
    known = story.memory.cast
    memory = msgspec.structs.replace(
        story.memory, cast=msgspec.structs.replace(known, joined={akagi: sora})
    )
    (passage,) = passages(Text("“Go,” said Akagi.", (Block(0, 17, "prose"),)))
    page = Page(passage, names(passage, Annotations()), Meta(), (), memory.counts, 9)
    cast(memory, page)
    assert [m.entity for m in page.called if m] == [sora]


# --- short forms ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("full", "short"), [("Tamsin", "Tam"), ("Tamsin", "Tamsy"), ("Ottoline", "Otto")]
)
def test_a_short_form_in_speech_is_whoever_it_may_be_short_for(full: str, short: str) -> None:
    """`Tamsy`, said to somebody near Tamsin, is Tamsin; with two it may be, it is neither."""
    assert read(f"{full} laughed.\n\n“Hold on, {short},” he said.").one(full, short)
    other = f"{full}ra"
    story = read(f"{full} laughed. {other} wept.\n\n“Hold on, {short}y,” he said.")
    assert story.apart(full, f"{short}y")


def test_a_short_form_needs_speech_and_nearness() -> None:
    """In narration, or long after, an unlisted short form is somebody else."""
    assert read("Ottoline laughed.\n\nOtto nodded.").apart("Ottoline", "Otto")
    long = "\n\n".join(["It rained."] * 20)
    assert read(f"Ottoline laughed.\n\n{long}\n\n“Go, Otto,” he said.").apart("Ottoline", "Otto")


def test_a_tag_with_a_nickname_joins_it_to_the_name() -> None:
    """The tag `Barnaby "Barley" Keddle` joins Barley and Barnaby Keddle once both are named."""
    prose = "“No,” said Barley.\n\nHis name was Barnaby Keddle.\n\n“Go, Barley,” she said."
    assert read(prose).apart("Barley", "Barnaby Keddle")
    meta = Meta(tags={"character": ('Barnaby "Barley" Keddle',)})
    assert read(prose, meta).one("Barley", "Barnaby Keddle")


# --- laws -----------------------------------------------------------------------------------------

_SENTENCES = st.sampled_from(
    [
        "“No,” said Sora.",
        "Sora Akagi nodded.",
        "Akagi laughed, and she left.",
        "They met Mr. Marl.",
        "“Thank you, Marl,” said Bram.",
        "Mrs. Marl told Lizzy.",
        "Elizabeth Marl shook her head.",
        "In Harrowmouth it rained.",
        "the Captain said so, and Captain Holt smiled.",
        "It rained all day long and nobody came, and so on. " * 9,
    ]
)
_STORY = st.lists(_SENTENCES, min_size=1, max_size=30)


@given(_STORY, _STORY)
@settings(max_examples=60, deadline=None)
def test_nothing_depends_on_what_follows(before: list[str], after: list[str]) -> None:
    """What is read of closed passages is the same whatever comes after them."""
    long = ["It rained. " * 60]  # closes the passage before it
    one = read("\n\n".join([*before, *long]))
    other = read("\n\n".join([*before, *long, *after]))
    upto = len("\n\n".join(before))
    early = [r for r in one.records if r.known_at <= upto]
    assert early == [r for r in other.records if r.known_at <= upto]


@given(_STORY)
@settings(max_examples=40, deadline=None)
def test_memory_is_plain_data_without_places(story: list[str]) -> None:
    """The memory survives being written down, and shifting the text changes nothing in it."""
    prose = "\n\n".join(story)
    memory = read(prose).memory
    assert msgspec.msgpack.decode(msgspec.msgpack.encode(memory), type=Memory) == memory
    shifted = read("@ " + "x" * 77 + "\n\n" + prose).memory
    assert shifted == memory
