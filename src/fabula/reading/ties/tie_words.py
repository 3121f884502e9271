"""The nouns and verbs that tell how two people stand to each other."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple, cast

from fabula.reading.lists import lines, words_of
from fabula.story.records import RelationType


class Tie(NamedTuple):
    """What a noun says of its owner: X's NOUN is the `type` of X, or, `turned`, X of theirs."""

    type: RelationType
    turned: bool = False


class Deed(NamedTuple):
    """What a verb says of those who take part: its agent is the `type` of its patient, or,
    `turned`, the patient of the agent. `state`: it tells how they stand, not what happens."""

    type: RelationType
    feeling: str | None = None
    turned: bool = False
    state: bool = False
    ends: bool = False  # it ends such a tie
    weak: bool = False  # no more than behaviour that lets one infer it


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


def _feels(feeling: str, verbs: str) -> dict[str, Deed]:
    return {verb: Deed("feels", feeling, state=True) for verb in verbs.split()}


def _does(type_: RelationType, verbs: str, turned: bool = False) -> dict[str, Deed]:
    return {verb: Deed(type_, turned=turned) for verb in verbs.split()}


_TENDS = "wash feed bathe sew stitch shield protect"
_FIGHTS = "attack ambush betray threaten shoot stab"
DEEDS: dict[str, Deed] = {
    **_feels("love", "love adore worship cherish"),
    **_feels("hate", "hate loathe detest despise resent"),
    **_feels("fear", "fear dread"),
    **_feels("trust", "trust"),
    **_feels("longing", "miss"),
    **_feels("jealousy", "envy"),
    **_feels("admiration", "admire respect revere"),
    **_feels("pity", "pity"),
    **_does("spouse", "marry wed"),
    **_does("teacher", "teach train tutor mentor"),
    **_does("captor", "kidnap abduct capture imprison jail tie chain handcuff shackle gag bind"),
    **_does("rescuer", "rescue save free"),
    **_does("carer", "nurse tend bandage adopt raise"),
    **{verb: Deed("enemy", weak=True) for verb in _FIGHTS.split()},
    **{verb: Deed("carer", weak=True) for verb in _TENDS.split()},
    **{verb: Deed("rescuer", weak=True) for verb in ("untie", "unbind", "unchain")},
    **{verb: Deed("captor", weak=True) for verb in ("lock", "cage")},
    "engage": Deed("partner"),
    **_does("superior", "command employ hire"),
    **_does("superior", "serve obey", turned=True),
    "divorce": Deed("spouse", ends=True),
}
"""Verbs (lemmas) that tell or make a tie between their agent and their patient."""

FEELING_ADJECTIVES: dict[str, str] = {
    "afraid": "fear", "scared": "fear", "frightened": "fear", "terrified": "fear",
    "jealous": "jealousy", "envious": "jealousy", "proud": "pride", "fond": "love",
    "grateful": "gratitude", "thankful": "gratitude", "angry": "anger", "furious": "anger",
    "devoted": "love", "suspicious": "distrust", "wary": "distrust", "ashamed": "shame",
}  # fmt: skip
"""Adjectives whose "of", "with", "to" leads to whom a feeling is for."""

CHILDREN: dict[str, RelationType] = {
    "girl": "parent", "boy": "parent", "little": "parent", "baby": "parent",
}  # fmt: skip
"""Nouns that mean a child or lover of whoever has one."""

PARENT_NAMES = words_of("mum mam mom mummy mommy mama mamma dad daddy da papa pa")  # fmt: skip
GRAVE_NAMES = words_of("mother father")
GRANDPARENT_NAMES = words_of("gran granny grandma grandpa granddad grandad nan nana")  # fmt: skip
"""What children call their parents and their parents' parents; nuns and priests are called by the
grave ones, too."""

PULLS = words_of("drag haul pull carry bear lift get take bring fetch lead")
"""Verbs of saving somebody, where they lead out of a danger."""

DANGERS = words_of(
    "fire flame smoke building house wreck wreckage water sea river lake snow rubble ruin car"
    " burning battle battlefield danger dungeon cell prison blaze inferno pit well surf wave"
    " mud safety"
)
"""Where somebody is saved from (or to)."""

BODILY = words_of(
    "bandage sew stitch dress bathe wash splint bind set take feel check wipe comb smooth rub warm"
)
"""Verbs of caring, where they are done to somebody's wound or body."""

TENDS = frozenset((("look", "after"), ("see", "to"), ("take", "care")))
"""Verbs of caring with the word that follows them."""

WATCHES = words_of("sit watch stay kneel wait")
"""Verbs of caring, where they are done at somebody's bed."""

EMPLOYED = words_of("work serve drive cook clean keep spy")
COMMANDED = words_of("serve work fight sail train fly ride")
"""Verbs of those who do it "for" an employer, "under" a commander."""

TOGETHER = words_of("work serve ride fight train study fly sail march patrol hunt perform")
"""Verbs that make colleagues of those who do it together."""

ANYBODY = words_of("anybody anyone everybody everyone nobody one man woman person people")
"""Nouns and pronouns that may mean anybody."""
