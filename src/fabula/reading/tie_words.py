"""The nouns and verbs that tell how two people stand to each other."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple, cast

from fabula.reading.lists import lines
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
    **_does("captor", "kidnap abduct capture imprison jail"),
    **_does("rescuer", "rescue save free"),
    **_does("carer", "nurse tend"),
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
