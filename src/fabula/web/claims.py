"""What a form says of the reading, as a correction that holds on to words; and a correction in
plain words."""

from __future__ import annotations

from typing import cast, get_args

from starlette.exceptions import HTTPException

from fabula.errors import FabulaError
from fabula.story.anchors import anchor
from fabula.story.contract import EntityItem
from fabula.story.corrections import Action, Anchor, Correction
from fabula.story.holding import mention_near
from fabula.story.naming import called
from fabula.story.text import Span
from fabula.web.desk import Asked
from fabula.web.known import Known
from fabula.web.words import paragraph_of

SEEN = 64  # code points of the last words that whoever corrects had read
NAMED = ("is", "merge", "rename", "alias", "speaker")  # what cannot be said without a name
SHORT = 50  # code points of words that are repeated


def claim(asked: Asked, do: str, place: int, name: str, whole: bool = False) -> Correction:
    """What is said of the words at a place. `whole`: a memory is the whole scene, not the paragraph
    alone. Raises HTTPException 400 or FabulaError where it says too little."""
    known = asked.known
    if do not in get_args(Action):
        raise HTTPException(400, "That cannot be said of a story; go back and try again.")
    if do in NAMED and not name:
        raise FabulaError("Nobody was named; go back and say who it is.")
    this = _words(known, do, place)
    that = _that(known, do, place, name)
    if do == "memory" and not whole:
        that = this
    return Correction(
        do=cast(Action, do),
        this=this,
        that=that,
        name=name if name and that is None else None,
        made_at=anchor(known.text, Span(max(0, known.horizon - SEEN), known.horizon)),
    )


def in_words(said: Correction) -> str:
    """A correction as a sentence."""
    this = _short(said.this)
    that = said.name or (_short(said.that) if said.that else "nobody known")
    return {
        "is": f"{this} is {that}",
        "merge": f"{this} and {that} are one",
        "split": f"{this} is not {that}",
        "rename": f"{this} is called {that}",
        "alias": f"{this} is also called {that}",
        "omit": f"{this} is left out",
        "not-a-person": f"{this} is no person",
        "speaker": f"{this} is said by {that}",
        "memory": f"{this} is a memory",
    }[said.do]


def _words(known: Known, do: str, place: int) -> Anchor:
    """The words that something is said of: a mention, a quotation, a paragraph."""
    if do == "memory":
        at = paragraph_of(known.world.text, Span(place, place))
    elif do == "speaker":
        said = known.said_at(place)
        at = Span(said.start, said.end) if said else Span(place, place)
    else:
        meant = known.meant(place)
        at = Span(meant.mention.start, meant.mention.end) if meant else Span(place, place)
    if at.start == at.end:
        raise FabulaError("There is nothing at these words that this could be said of.")
    return anchor(known.text, at)


def _that(known: Known, do: str, place: int, name: str) -> Anchor | None:
    """Words that mention whoever was named, or whoever the words at the place are not."""
    if do == "split":
        meant = known.meant(place)
        own = Span(meant.mention.start, meant.mention.end) if meant else None
        other = mention_near(known.world, meant.who.id, place, own) if meant else None
        if other is None:
            raise FabulaError("Nobody else is meant by other words, so there is nothing to part.")
        return anchor(known.text, other)
    if do not in ("is", "merge", "speaker"):
        return None
    who = _called(known, name)
    if who is None:
        if do == "merge":
            raise FabulaError(f"Nobody is called “{name}” so far; take a name from the story.")
        return None
    near = mention_near(known.world, who.id, place)
    return anchor(known.text, near) if near else None


def _called(known: Known, name: str) -> EntityItem | None:
    """Whom a name means: one of those told of lately, if it is theirs."""
    lately = known.mentions(max(0, known.horizon - 20_000), known.horizon)
    for id_ in dict.fromkeys(m.entity for m in reversed(lately)):
        entity = known.entity(id_)
        if entity and name.casefold() in {n.casefold() for n in (entity.label, *entity.aliases)}:
            return entity
    return next(iter(called(known.world, name)), None)


def _short(words: Anchor) -> str:
    plain = " ".join(words.exact.split())
    return f"“{plain if len(plain) <= SHORT else plain[:SHORT].rstrip() + '…'}”"
