"""How people stand to each other, as sentences tell it."""

from __future__ import annotations

from fabula.stories import read
from fabula.story.contract import RelationItem

THERE = (
    "Mara Venn stood at the gate with Tom Arkwright. She had the lamp. He had the letter. Ida Penn"
    " came down the road, and Jory Penn with her."
)
Tie = tuple[str, str, str]


def relations(*paragraphs: str) -> list[RelationItem]:
    """The ties of a story, in order."""
    return list(read("\n\n".join((THERE, *paragraphs)) + "\n").hindsight().relations())


def ties(*paragraphs: str) -> list[Tie]:
    """Who is what to whom; a feeling is named instead of its tie."""
    world = read("\n\n".join((THERE, *paragraphs)) + "\n").hindsight()
    label = {e.id: e.label.removesuffix(" Venn").removesuffix(" Penn") for e in world.entities}
    return [(label[r.source], r.feeling or r.type, label[r.target]) for r in world.relations()]


TOLD = [
    ("Jory was Mara's brother.", ("Mara", "sibling", "Jory")),
    ("Jory was Tom's oldest friend.", ("Tom", "friend", "Jory")),
    ("Ned was one of the sailors.", ("Ned", "member-of", "the sailors")),
    ("Tom served in the Fourth Division.", ("Tom", "member-of", "the Fourth Division")),
    ("Tom had a wife in Lyons.", ("Tom", "spouse", "a wife in Lyons")),
    ("Ida and Jory had been married two years.", ("Ida", "spouse", "Jory")),
    ("Ida was Mara's boss.", ("Ida", "superior", "Mara")),
    ("Tom and Ida had worked together for years.", ("Tom", "colleague", "Ida")),
    ("Tom served under Captain Hale.", ("Captain Hale", "superior", "Tom")),
    ("Ida taught Jory to sail.", ("Ida", "teacher", "Jory")),
    ("Mara pulled Tom out of the river.", ("Mara", "rescuer", "Tom")),
    ("Mara bandaged Tom's hand.", ("Mara", "carer", "Tom")),
    ("Tom sat by Ida's bed until morning.", ("Tom", "carer", "Ida")),
    ("Mara washed Jory and fed him with a spoon.", ("Mara", "carer", "Jory")),
    ("Tom drove for Mr. Crabbe.", ("Mr. Crabbe", "superior", "Tom")),
    ("Behind Ida came her nephew, Neil, a big boy.", ("Ida", "kin", "Neil")),
    ("Captain Hale had chained Jory to the wall.", ("Captain Hale", "captor", "Jory")),
    ("Jory was going to marry Wenna.", ("Jory", "partner", "Wenna")),
    ("“Good day, Uncle Osric,” said Tom.", ("Tom", "kin", "Uncle Osric")),
    ("Mara was afraid of Captain Hale.", ("Mara", "fear", "Captain Hale")),
    ("Mara did not trust Ida.", ("Mara", "distrust", "Ida")),
    ("Tom fell in love with Mara.", ("Tom", "love", "Mara")),
]
NOT_TOLD = [
    "Any man's daughter would weep.",
    "Was Tom her cousin?",
    "Tom was not her cousin.",
    "Mara took Jory to the sea.",
    "Ida fed the horse and washed the car.",
    "Tom looked like her cousin.",
    "Mara wished that Tom were her brother.",
    "“God be with you, my son,” said Tom to Jory.",
]


def test_ties() -> None:
    """Nouns, copulas and verbs tell how people stand to each other."""
    found = ties(*(sentence for sentence, _ in TOLD))
    assert [tie for _, tie in TOLD if tie not in found] == []


def test_what_is_no_tie() -> None:
    """What is denied, asked, wished, or said of anybody ties nobody."""
    assert ties(*NOT_TOLD) == []


def test_beside_a_name() -> None:
    """A noun put beside a name is said of its bearer."""
    assert ("Mara", "sibling", "Theo") in ties("“Theo, my brother, the back room,” said Mara.")


def test_what_a_teller_calls_them() -> None:
    """Whoever tells a story names their own mother and aunt by what they are to them."""
    found = ties("I was nine. Mother would not come. Auntie Bev took me to the sea, and I swam.")
    assert [(one, tie) for one, tie, _ in found] == [("Mother", "parent"), ("Auntie Bev", "kin")]


def test_they() -> None:
    """ "They" are the two who were told of last, where there are two and no more."""
    told = "Ida bent down and kissed Jory. They had been married two years."
    assert ties(told) == [("Ida", "spouse", "Jory")]


def test_a_brothers_mother() -> None:
    """A brother who is told to be one more than once has the same mother, as is inferred."""
    found = relations(
        "Jory was Ida's brother.", "Ida smiled at her brother.", "Mrs. Trask was Ida's mother."
    )
    assert [(r.type, r.basis) for r in found] == [
        ("sibling", "stated"), ("parent", "stated"), ("parent", "inferred"),
    ]  # fmt: skip


def test_family_is_of_one_kind() -> None:
    """Nobody is both brother and husband of one: the first to be told stays."""
    assert ties("Jory was Ida's brother.", "Jory was Ida's husband.") == [
        ("Ida", "sibling", "Jory")
    ]


def test_what_was() -> None:
    """What used to be ends where it is told."""
    (tie,) = relations("Mara used to be Tom's teacher.")
    assert (tie.type, tie.since, tie.until is not None) == ("teacher", None, True)


def test_an_officer() -> None:
    """ "Sir", said to one who has been named with a rank, is said to a superior."""
    found = ties(
        "Captain Hale turned to Tom. “Is the boat ready?” said Captain Hale.",
        "“Yes, sir,” said Tom.",
    )
    assert found == [("Captain Hale", "superior", "Tom")]


def test_anybody_old_may_be_called_granny() -> None:
    """Who is called Granny beside a name of her own is nobody's grandmother by that."""
    told = read(
        'Tamsin Orrell came in with the lamp. "Granny Tamsin, is that right?" said Rafe.\n\n'
        '"I will give you granny!" said Tamsin.\n'
    )
    assert [r for r in told.relations() if r.type == "kin"] == []
