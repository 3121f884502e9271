"""The stage: the scene that is being played and the memories that interrupt it, and how what is
seen of them is written down."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from fabula.reading.language.narration import says_you
from fabula.reading.language.tenses import narrated
from fabula.reading.page import Fix, Page
from fabula.reading.scenes.announced import announces, says_mine
from fabula.reading.scenes.moments import nouns_in
from fabula.reading.scenes.signs import FADES, KEPT
from fabula.story.memory import Memory, Played, Staging
from fabula.story.records import (
    BreakCue,
    Level,
    PointOfView,
    Presence,
    PresentIn,
    SceneEnd,
    SceneStart,
    Setting,
)
from fabula.story.text import Span

BY = "staging"
THINGS = 24  # nouns of a scene that are remembered


class Stage:
    """What is being played: `state`, of which `top` is the innermost scene."""

    def __init__(self, page: Page, memory: Memory) -> None:
        self.page = page
        self.state: Staging = memory.staging
        self.root = memory.cast.root
        self.groups = frozenset(memory.links.groups)
        self.known = memory.cast.known  # those with names
        self.tellers = frozenset(map(self.root, memory.links.tellers))
        self.held: dict[str, str] = {}  # what is to be kept of corrections
        told = memory.inner.told
        self.to_you = says_you(told) or not any(told)  # nobody can tell yet as it begins
        self.told = narrated(page)  # the sentences of each paragraph

    @property
    def top(self) -> Played:
        """The innermost scene that is open."""
        return self.state.open[-1]

    @property
    def nested(self) -> bool:
        """Whether the innermost scene interrupts another."""
        return len(self.state.open) > 1

    def set(self, **changes: object) -> None:
        """Changes what is known of the innermost scene."""
        top = msgspec.structs.replace(self.top, **changes)
        self.state = msgspec.structs.replace(self.state, open=(*self.state.open[:-1], top))

    def announced(self, number: int) -> None:
        """A paragraph is over, which may have spoken of something to be read."""
        mine = self.state.mine or (self.top.level != "document" and says_mine(self.page, number))
        paper = announces(self.page, number)
        self.state = msgspec.structs.replace(self.state, paper=paper, mine=mine)

    def spoke_of(self, at: Span) -> None:
        """The innermost scene was told with the nouns of some words."""
        nouns = (*self.top.things, *nouns_in(self.page, at))
        self.set(things=tuple(reversed(dict.fromkeys(reversed(nouns))))[-THINGS:])

    def followed(self, signs: Mapping[str, float], tenses: Mapping[str, int]) -> None:
        """A paragraph is over that showed these signs and was told in these tenses."""
        late = {tense: n * FADES for tense, n in self.state.late.items()}
        for tense, n in tenses.items():
            late[tense] = late.get(tense, 0.0) + n
        self.state = msgspec.structs.replace(
            self.state,
            signs={n: v for n, v in signs.items() if n in KEPT or n.startswith("kind ")},
            late={tense: round(n, 3) for tense, n in late.items() if n > 0.05},
        )

    # Scenes --------------------------------------------------------------------------------------

    def begin(self, at: Span, cue: BreakCue, level: Level) -> SceneStart:
        """The record of a scene that no mark shows."""
        return self.page.emit(
            SceneStart, "c", at, BY, confidence=0.6, basis="inferred", cue=cue, level=level
        )

    def show(self, scene: Played, line: str) -> None:
        """A scene is played from here on, and all others are over; `line` is the tense that scenes
        are told in."""
        before = self.state.open[0] if self.state.open else None
        self.state = Staging(
            open=(scene,),
            line=line,
            before=before.id if before else None,
            mine=self.state.mine,
            signs=self.state.signs,
            late=self.state.late,
            eyes=(before.seen_by if before else None) or self.state.eyes,
        )

    def open(self, at: Span, scene: Played, cue: BreakCue, fix: Fix | None = None) -> None:
        """A scene interrupts the innermost one (`fix`: as a reader says); its eyes are that one's
        until it shows others."""
        start = self.page.emit(
            SceneStart, "c", at, "reader" if fix else BY,
            known_at=fix.made_at if fix else None, confidence=1.0 if fix else 0.6,
            basis="stated" if fix else "inferred", cue=cue, level=scene.level,
            parent=self.top.id,
        )  # fmt: skip
        eyes = self.top.seen_by
        scene = msgspec.structs.replace(scene, id=start.id)
        self.state = msgspec.structs.replace(self.state, open=(*self.state.open, scene))
        if eyes is not None and scene.level != "document":
            self.sees(eyes, at, 0.5)

    def close(self, at: Span) -> None:
        """The innermost scene ends with the words before `at`."""
        self.page.emit(SceneEnd, "c", at, BY, confidence=0.6, scene=self.top.id)
        self.state = msgspec.structs.replace(self.state, open=self.state.open[:-1])

    # What is seen of the innermost scene ---------------------------------------------------------

    def here(self, entity: str, at: Span, how: Presence, confidence: float = 0.7) -> None:
        """Somebody is there, comes or goes."""
        self.page.emit(
            PresentIn, "p", at, BY, confidence=confidence, scene=self.top.id, entity=entity, how=how
        )

    def set_in(self, at: Span, entity: str | None, confidence: float) -> None:
        """Words tell where it is set."""
        self.page.emit(
            Setting, "s", at, BY, confidence=confidence, scene=self.top.id, entity=entity
        )
        self.set(placed=True)

    def sees(self, person: str, at: Span, confidence: float) -> None:
        """It is told through somebody's eyes."""
        self.page.emit(
            PointOfView, "o", at, BY, confidence=confidence, basis="inferred",
            scene=self.top.id, entity=person,
        )  # fmt: skip
        self.set(seen_by=person)
