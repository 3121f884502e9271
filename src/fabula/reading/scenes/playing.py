"""What is seen of a scene in a stretch of a paragraph: who is there, where it is, through whose
eyes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from fabula.reading.language.tenses import Sentence
from fabula.reading.page import Part
from fabula.reading.scenes.attending import attend
from fabula.reading.scenes.clues import EARLIER, PRESENT
from fabula.reading.scenes.presence import Seen, acting, speaking, told_of
from fabula.reading.scenes.settings import setting
from fabula.reading.scenes.stage import Stage
from fabula.reading.scenes.time_words import times_in
from fabula.reading.scenes.viewpoint import glimpsed, inner_views, leading, thinking
from fabula.story.annotations import Mode
from fabula.story.records import Level
from fabula.story.text import Span

_MODES: dict[Level, tuple[Mode, ...]] = {
    "document": ("speech", "writing"),
    "flashback": ("speech", "remembered"),
}
HEAD = 2  # paragraphs of a letter before its own words: a place, a date, a greeting
SETS = 3  # paragraphs of a scene that may tell where it is set
SAID = 1000  # votes of a line that says whose eyes it is


def play(stage: Stage, number: int, part: Span, sentences: Sequence[Sentence]) -> None:
    """Takes in a stretch of paragraph `number`, of the innermost scene."""
    own = [s for s in sentences if part.start <= s.at.start < part.end]
    outer = stage.state.open[-2].id if stage.nested else stage.state.before
    letter = stage.top.level == "document" and stage.top.paragraphs <= HEAD
    fresh = letter or stage.top.paragraphs == 0
    stage.page.played.append(Part(part, stage.top.id, stage.top.level, outer, fresh))
    _people(stage, number, part, own)
    if not stage.top.placed and stage.top.paragraphs < SETS:
        _place(stage, own)
    _eyes(stage, number, part, own)


def told_by(stage: Stage, at: Span) -> None:
    """A line says through whose eyes the scene is told."""
    page = stage.page
    for number, seen in enumerate(page.notes.seen):
        person = page.meant.get(number)
        if at.start <= seen.at.start < at.end and seen.type == "PER" and person is not None:
            stage.set(eyes={stage.root(person): SAID})
            stage.sees(stage.root(person), at, 0.95)
            return


def set_by(stage: Stage, at: Span) -> None:
    """A line says where the scene is set: what it says before it says when ("London, 1888")."""
    words = stage.page.passage.text[at.start : at.end]
    when = next((said.at.start for said in times_in(words)), len(words))
    place = words[:when].rstrip(" ,.;:-–—(\n")
    if place and not stage.top.placed and not EARLIER.match(words) and not PRESENT.match(words):
        where = Span(at.start, at.start + len(place))
        stage.set_in(where, stage.page.entity_at(where), 0.9)


def _people(stage: Stage, number: int, part: Span, sentences: Sequence[Sentence]) -> None:
    top = stage.top
    earlier = stage.nested or top.level != "scene"
    found = list(speaking(stage.page, number, part, _MODES.get(top.level, ("speech",))))
    for sentence in sentences:
        found += acting(stage.page, sentence, top.line, earlier)
    told = [seen for sentence in sentences for seen in told_of(stage.page, sentence)]
    attend(stage, list(_one_by_one(stage, (*found, *told))))
    for seen in _one_by_one(stage, found):
        if seen.goes:
            _goes(stage, seen)
        elif seen.is_plain:
            _is_there(stage, seen)


def _one_by_one(stage: Stage, found: Iterable[Seen]) -> Iterator[Seen]:
    """The same of each person that a group is made of; nothing of a group of nobody knows whom."""
    for seen in found:
        person = stage.root(seen.person)
        members = stage.page.members.get(person, ())
        if members or person not in stage.groups:
            for member in members or (person,):
                yield seen._replace(person=stage.root(member))


def _is_there(stage: Stage, seen: Seen) -> None:
    """Somebody is seen in the scene, or comes into it, perhaps once more."""
    top, person = stage.top, seen.person
    if person not in top.present:
        stage.set(present=(*top.present, person))
    elif seen.comes and top.paragraphs > 0:
        if person in top.shown:
            stage.here(person, seen.at, "arrives")
        stage.set(gone=tuple(one for one in top.gone if one != person))


def _goes(stage: Stage, seen: Seen) -> None:
    """Somebody goes, if they were there; of others it is only told that they went."""
    top, person = stage.top, seen.person
    if person not in top.present and (top.paragraphs == 0 or top.level != "scene"):
        _is_there(stage, seen)
    if person in stage.top.present and person not in top.gone:
        if person in top.shown:
            stage.here(person, seen.at, "leaves")
        stage.set(gone=(*stage.top.gone, person))


def _place(stage: Stage, sentences: Sequence[Sentence]) -> None:
    place = setting(stage.page, sentences)
    if place is not None:
        stage.set_in(place.at, stage.page.grammar.entity(place.word), 0.6)


def _eyes(stage: Stage, number: int, part: Span, sentences: Sequence[Sentence]) -> None:
    votes = dict(stage.top.eyes)
    for person, count in (
        *inner_views(stage.page, sentences, stage.to_you),
        *thinking(stage.page, number, part),
        *glimpsed(stage.page, part),
    ):
        votes[stage.root(person)] = votes.get(stage.root(person), 0) + count
    stage.set(eyes=votes)
    eyes, before = leading(votes), stage.state.eyes
    if eyes is not None and eyes != stage.top.seen_by:
        stage.sees(eyes, part, 0.6)
    elif stage.top.seen_by is None and before is not None and before in stage.top.present:
        stage.sees(before, part, 0.4)
