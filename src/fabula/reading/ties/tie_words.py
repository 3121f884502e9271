"""The nouns and verbs that tell how two people stand to each other."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple, cast

from fabula.reading.lists import lines, set_of
from fabula.story.records import RelationType


class Tie(NamedTuple):
    """What a noun says of its owner: X's NOUN is the `type` of X, or, `turned`, X of theirs."""

    type: RelationType
    turned: bool = False


@cache
def tie_nouns() -> dict[str, Tie]:
    """Nouns (lemmas) that name somebody by a tie."""
    found: dict[str, Tie] = {}
    for line in lines("ties"):
        type_, _, nouns = line.partition(": ")
        tie = Tie(cast(RelationType, type_.removeprefix("~")), type_.startswith("~"))
        for noun in nouns.split():
            found.setdefault(noun, tie)
    return found


YOUNG = set_of("boy lad lass laddie lassie girl baby bairn eldest youngest little-one")
"""Nouns that mean somebody's child where an owner stands before and a name after them."""

CHILDREN: dict[str, RelationType] = {
    "girl": "parent", "boy": "parent", "little": "parent", "baby": "parent",
}  # fmt: skip
"""Nouns that mean a child or lover of whoever has one."""

PARENT_NAMES = set_of(
    "mum mam mom mummy mommy mama mamma ma mamá maman mutti dad daddy da papa papá pa pappa pop"
)
GRAVE_NAMES = set_of("mother father")
GRANDPARENT_NAMES = set_of(
    "gran granny grandma grandmama grandmother grandpa grandpapa grandfather granddad grandad"
    " gramps grampa nan nana nanna nonna nonno oma opa abuela abuelo babushka"
)
"""What children call their parents and their parents' parents; nuns and priests are called by the
grave ones, too."""

CLASSES: dict[str, frozenset[str]] = {
    "@danger": set_of(
        "fire flame smoke building house wreck wreckage water sea river lake pond canal harbour"
        " snow ice avalanche rubble ruin car burning battle battlefield danger dungeon cell prison"
        " blaze inferno pit well shaft surf wave flood mud bog marsh quicksand cockpit hold cage"
        " tower path way trench line mine tunnel grave"
    ),
    "@kin": set_of(
        "father mother brother sister son daughter wife husband child parent family uncle aunt"
        " cousin dad mum mom boy girl"
    ),
    "@prison": set_of(
        "cellar cell dungeon cage tower prison jail gaol attic basement brig stocks cupboard"
        " oubliette hold vault asylum"
    ),
}
"""Where somebody is saved from, where somebody is kept."""

LEADERS = set_of(
    "leader head chief chieftain ruler captain commander chairman chairwoman president abbess abbot"
    " prioress prior king queen emperor empress director governor warden matriarch patriarch master"
    " mistress boss founder commandant colonel general admiral marshal sheriff mayor dean principal"
)
"""Nouns for whoever leads a group that they are of."""

GROUPS = set_of(
    "squad team crew gang band company guild order brotherhood sisterhood league council troop"
    " troupe regiment battalion platoon brigade division legion army fleet navy watch guard corps"
    " unit patrol club society clan tribe coven pack cult sect party committee board union court"
    " choir orchestra congregation parish class form house household staff faculty department"
    " force alliance resistance rebellion cell circle syndicate cartel firm mob family militia"
    " cavalry infantry lancers hussars rangers wardens expedition"
)
"""Nouns for bodies of people."""

NOBODY = set_of("anybody anyone everybody everyone nobody none somebody someone")
ANYBODY = set_of("anybody anyone everybody everyone nobody one man woman person people")
"""Nouns and pronouns that may mean anybody."""
