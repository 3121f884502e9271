"""The forms in which English tells how people stand to each other, each in a sentence or two, with
what looks like them and tells nothing. All of them are read as one story."""

from __future__ import annotations

from functools import cache

import pytest

from fabula.stories import read
from fabula.story.records import SYMMETRIC

pytestmark = pytest.mark.usefixtures("rules_alone")

FORMS = [
    # Nouns of kin, and names that go with them.
    ("Jonah Reed and Clara Reed were brother and sister.", "Jonah sibling Clara"),
    ("Behind Mrs. Ashby came her niece, Flora, in a hat.", "Ashby kin Flora"),
    ("Ben Tarr's stepfather, a quiet man named Walter Pike, fixed clocks.", "Pike parent Ben"),
    ("Tess Moor's fiancé was called Roy. Roy sold insurance.", "Roy partner Tess"),
    ("Miss Lark's employer was a Mr. Dobbs. Mr. Dobbs kept bees.", "Dobbs superior Lark"),
    ("Dora Vane, eldest daughter of Lord Hallam, rode up the drive.", "Hallam parent Dora"),
    ("Rufus Dane turned. It was his wife, Hester, who had spoken.", "Rufus spouse Hester"),
    ("Marcus Thorne and Julian Thorne were twins.", "Marcus sibling Julian"),
    ("Dot Ames and Marjorie Bly had been friends since school.", "Dot friend Marjorie"),
    (
        "Dr. Moss, a colleague of Harriet's, laughed. Harriet Gow laughed too.",
        "Moss colleague Harriet",
    ),
    ("Mr. Pettigrew came in. Mrs. Pettigrew had her gloves on.", "Mr. spouse Mrs."),
    ("Nell Pask's boy Samuel was eight. Samuel had the ball.", "Nell parent Samuel"),
    # Couples.
    ("Callum Roe had been seeing Priya Nair since March.", "Callum partner Priya"),
    ("Hamid was going to marry Layla in the spring.", "Hamid partner Layla"),
    ("Greg Hale was engaged to Stella Marsh.", "Greg partner Stella"),
    # What people do to each other.
    ("Tessa Finch had worked for Mr. Lyle since June.", "Lyle superior Tessa"),
    ("All that she knew Nadia Crewe had learned from Horace Finn.", "Finn teacher Nadia"),
    ("Professor Lind had supervised Anouk Beer's thesis.", "Lind teacher Anouk"),
    ("Detective Ortiz had been partnered with Boyle for years.", "Ortiz colleague Boyle"),
    ("Ines Cole and Bruno Sand shared the night shift.", "Ines colleague Bruno"),
    ("Silvio Gatti had locked Mira Toth in the bathroom.", "Silvio captor Mira"),
    ("Miriam Gold owed Captain Desh her life.", "Desh rescuer Miriam"),
    ("Kestrel Lowe threw herself in front of Bram Oake.", "Kestrel rescuer Bram"),
    ("Yates had carried Simms down on his back.", "Yates rescuer Simms"),
    ("Rosalind Fay had nursed old Mr. Teague all winter.", "Rosalind carer Teague"),
    ("Phoebe Orr held the cup to Gil Stone's lips.", "Phoebe carer Gil"),
    ("Ruth Ely changed the dressing on Micah Dunn's leg.", "Ruth carer Micah"),
    ("Nurse Okoro sat with Emil Brandt through the night.", "Okoro carer Emil"),
    ("Lord Vane had made an enemy of Bishop Carrow.", "Vane enemy Carrow"),
    ("Old Tam Bell had sworn to kill Gideon Crake.", "Tam enemy Crake"),
    # What they feel.
    ("Rafe Sorrel and Lucian Dace had hated each other for years.", "Rafe hate Lucian"),
    ("Edgar Poole would never forgive Harriet Nash for the dog.", "Edgar grudge Nash"),
    ("Sally Brock could not stand Captain Blount.", "Sally hate Blount"),
    ("Alice Perry was frightened of Mr. Fenn.", "Alice fear Fenn"),
    ("Asha Rao had grown fond of Mr. Bly.", "Asha love Bly"),
    ("Silas Budd frightened Lena Krall.", "Lena fear Silas"),
    ("Leif would do anything for Sunniva.", "Leif love Sunniva"),
    ("Hugh Quick had always envied Lionel Wray.", "Hugh jealousy Lionel"),
    # Groups.
    ("Dagny Holm was the youngest of the Wardens.", "Dagny member-of Wardens"),
    ("Mother Agnes was the abbess of the Grey Sisters.", "Agnes leader-of Sisters"),
    ("Ilya Frost had joined the Brotherhood at fifteen.", "Ilya member-of Brotherhood"),
    # Who calls and orders whom.
    ("“Take the left, Sergeant Cobb,” said Captain Rusk. “Yes,” said Cobb.", "Rusk superior Cobb"),
    ("“That's an order, Jessop,” said Major Rule. “Aye,” said Jessop.", "Rule superior Jessop"),
    ("“Good night, Cousin Hal,” said Meg Ivers. “Good night, Meg,” said Hal.", "Hal kin Meg"),
    ("Osric Bayne and Petra Munt were an item by then.", "Osric partner Petra"),
]
SILENT = [
    "“Brother, can you spare a coin?” said the beggar. Morris Dean gave him one.",
    "“Come on, son,” said the policeman. Dale Finch got up off the kerb.",
    "Tom Ivey was like a brother to Sid Coe.",
    "Anna Pell wished she had a sister. Cora Pell wished it too.",
    "“Is she your mother?” said Finn. Dora Brill said nothing at all.",
    "If Jane Weir married Philip Gray she would have to live in Leeds.",
    "Laura Gunn took the cup from Peter Hay and washed it.",
    "“I could kill Trevor,” said Maureen Todd, laughing.",
    "Olive Hunt took Percy Knox to the station in the car.",
    "Rosa Lind pulled Ines Mora onto the dance floor.",
    "Victor Holm told Alma Reece that her coat was on fire.",
    "Joan Marl and Bill Dray were like an old married couple.",
    "“Father, forgive me,” said Lucas. Father Brandt raised his hand.",
    "Ida Rowe and Joss Tane were attacked on the road.",
    "Elsie Crump saw nothing but good manners in what Fred Nunn said to Nell Oak.",
    "“Trust me,” said Rick. Paula Stead did not answer.",
    "Walter Good and Henry Lane went out together to look at the boat.",
]


@cache
def told() -> frozenset[tuple[str, str, str]]:
    """The ties of a story that is made of all forms: who is what to whom, a feeling by its name."""
    story = read("\n\n".join(sentence for sentence, _ in FORMS) + "\n")
    world = story.hindsight()
    label = {e.id: " ".join((e.label, *e.aliases)) for e in world.entities}
    ties = {(label[r.source], r.feeling or r.type, label[r.target]) for r in world.relations()}
    return frozenset(ties | {(b, t, a) for a, t, b in ties if t in SYMMETRIC})


@pytest.mark.parametrize(("sentence", "tie"), FORMS)
def test_form(sentence: str, tie: str) -> None:
    """A sentence tells who is what to whom."""
    one, type_, other = tie.split()
    assert any(one in a and t == type_ and other in b for a, t, b in told()), sentence


def test_what_tells_nothing() -> None:
    """What is said in courtesy, wished, denied, asked, or done to things ties nobody."""
    world = read("\n\n".join(SILENT) + "\n").hindsight()
    label = {e.id: e.label for e in world.entities}
    assert [(label[r.source], r.type, label[r.target]) for r in world.relations()] == []
