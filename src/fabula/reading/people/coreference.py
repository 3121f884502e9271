"""Who is meant: each mention that the model sees joins an entity, or opens one.

A fold with a bounded memory. Each mention is compared with those remembered and those before it in
the passage; it joins the entity whose mentions together speak most for it (log-sum-exp of the pair
scores; after the prototype's measurements better than the one best antecedent). Rules decide first
where they know: a name that the rules of names give to somebody is theirs, whatever the model says,
so that a long work's principal characters stay whole. "I" and "you" in quotations wait for the
speakers (`mentions.py`).
"""

from __future__ import annotations

import math
from collections.abc import Sequence

import msgspec
import numpy as np
from numpy.typing import NDArray

from fabula.model.folder import load
from fabula.reading.page import Page
from fabula.reading.people.identity import HE, SHE, Identity
from fabula.reading.people.profiles import (
    CAST,
    FEATURES,
    FIRST_PERSON,
    KINDS,
    ORDER,
    PRONOUN,
    SECOND_PERSON,
    TYPES,
    pair_features,
    profile,
)
from fabula.reading.people.rows import Rows, from_bytes, profiles_of, vectors_of
from fabula.story.memory import Links, Memory

KEPT = 100  # mentions that are remembered, the latest: with more, passers-by live on
KEPT_OLDER = 40  # entities beyond them whose latest name or description is remembered
BLOCK = 128  # mentions compared at once, so that a monstrous passage takes bounded memory
STALE = 30  # mentions after which somebody who is only "he" begins to fade
FADES = 15.0  # ... to 1/e in so many more
AGAIN = 3.0  # what speaks for the one last described in the same words (a logarithm)
NEAR = 100  # mentions after which "the merchant" may be another than the last one called so
CERTAIN = 100.0  # how much speaks for the one that "herself" is
HOPELESS = -9.0  # a pair's score that says nothing


def coreference(memory: Memory, page: Page) -> Memory:
    """Emits Entities, EntityTypes, SameEntities and Pronouns; fills `page.entities` and
    `page.waiting`. The passage has mentions."""
    notes = page.notes
    links = memory.links
    identity = Identity(memory, page)
    kept, ids = from_bytes(links.rows), list(links.entities)
    own = from_bytes(notes.vectors).copy()
    own["profile"] = _profiles(links, page)
    for start in range(0, len(own), BLOCK):
        block = own[start : start + BLOCK]
        ids = [identity.root(e) for e in ids]
        found, linked = _block(identity, kept, ids, block, range(start, start + len(block)))
        page.entities += found
        kept, ids = _keep(np.concatenate([kept, block]), [*ids, *linked])
    memory = identity.memory()
    return msgspec.structs.replace(
        memory,
        links=msgspec.structs.replace(
            memory.links,
            rows=kept.tobytes(),
            entities=tuple(identity.root(e) for e in ids),
            orders=links.orders + len(own),
            sentences=links.sentences + len(notes.sentences),
            words=links.words + len(notes.syntax.starts) // 4,
            turns=links.turns + len(notes.quotations),
        ),
    )


def _profiles(links: Links, page: Page) -> NDArray[np.int64]:
    """The profiles of the passage's mentions, numbered on from those before."""
    text = page.passage.text
    starts = np.frombuffer(page.notes.syntax.starts, "<u4").tolist()
    ends = np.frombuffer(page.notes.syntax.ends, "<u4").tolist()
    rows = []
    for i, seen in enumerate(page.notes.seen):
        spans = zip(
            starts[seen.first : seen.last + 1], ends[seen.first : seen.last + 1], strict=True
        )
        called = page.called[seen.name] if seen.name is not None else None
        rows.append(
            profile(
                [text[a:b] for a, b in spans],
                order=links.orders + i,
                sentence=links.sentences + seen.sentence,
                first=links.words + seen.first,
                turn=0 if seen.quotation is None else links.turns + seen.quotation + 1,
                type_=TYPES.index(seen.type),
                kind=KINDS.index(seen.kind),
                cast=int(called.entity[1:]) if called else 0,
            )
        )
    return np.array(rows, np.int64)


def _block(
    identity: Identity, kept: Rows, ids: Sequence[str], own: Rows, numbers: range
) -> tuple[list[str | None], list[str | None]]:
    """The entity of each of some mentions, in order; and the one that later mentions like it are
    linked to: after "He was a good boy", "the boy" is he."""
    at, scores = _scores(kept, ids, own)
    profiles = profiles_of(own)
    entities: list[str | None] = [*ids]
    told = _told(kept, ids)
    found: list[str | None] = []
    for row, i in enumerate(numbers):
        seen = identity.page.notes.seen[i]
        votes = _votes(identity, entities, at[row], scores[row])
        pronoun, order = int(profiles[row, PRONOUN]), int(profiles[row, ORDER])
        if pronoun in (HE, SHE):
            votes = {e: v * _fresh(order - told.get(e, order)) for e, v in votes.items()}
        again = identity.again(seen)
        if again is not None and order - told.get(again, -NEAR) < NEAR:
            votes[again] = votes.get(again, 0.0) + math.exp(AGAIN)
        met = _Met(identity, entities[len(ids) :], numbers.start)
        in_speech = seen.quotation is not None and pronoun in (FIRST_PERSON, SECOND_PERSON)
        if in_speech and i not in identity.page.fixed:
            identity.page.waiting[i] = {e: math.log(v) for e, v in votes.items()}
            found.append(None)
            entities.append(None)
        else:
            entity = identity.of(i, seen, pronoun, met.bound(i, votes))
            found.append(entity)
            if i not in identity.page.fixed:
                entity = identity.told_of(i) or entity
            entities.append(entity)
            if entity is not None:
                identity.met[i] = entity
                identity.describe(seen, entity)
            if entity is not None and (not pronoun or entity not in told):
                told[entity] = order
    return found, entities[len(ids) :]


class _Met:
    """Whom the mentions so far are, in this block (which begins with mention `start`) and before it
    in the passage, and whom the names after them are."""

    def __init__(self, identity: Identity, block: Sequence[str | None], start: int) -> None:
        self._identity, self._block, self._start = identity, block, start

    def bound(self, i: int, votes: dict[str, float]) -> dict[str, float]:
        """What speaks for whom, as far as syntax allows."""
        binding = self._identity.page.binding
        if i in binding.selves and (same := self._of(binding.selves[i])) is not None:
            return {same: CERTAIN}
        others = {self._of(j) for j in binding.apart.get(i, ())}
        return {e: v for e, v in votes.items() if e not in others} if others else votes

    def _of(self, j: int) -> str | None:
        page = self._identity.page
        name = page.notes.seen[j].name
        called = page.called[name] if name is not None else None
        entity = called.entity if called is not None else None
        if j < self._start:
            entity = page.entities[j]
        elif j - self._start < len(self._block):
            entity = self._block[j - self._start]
        return self._identity.root(entity) if entity is not None else None


def _told(kept: Rows, ids: Sequence[str]) -> dict[str, int]:
    """For each entity remembered, the number of the latest mention by a name or a description."""
    orders = kept["profile"][:, ORDER].tolist()
    pronouns = kept["profile"][:, PRONOUN].tolist()
    return {e: n for e, n, pronoun in zip(ids, orders, pronouns, strict=True) if not pronoun}


def _fresh(ago: int) -> float:
    """How well "he" may stand for somebody whom nothing but pronouns has told of for so many
    mentions: without this, one wrong "she" draws the next, and a passer-by lives on as the heroine.
    """
    return math.exp(-max(0, ago - STALE) / FADES)


def _scores(kept: Rows, ids: Sequence[str], own: Rows) -> tuple[list[list[int]], list[list[float]]]:
    """For each mention its best candidates (numbers into those kept and then its own block) and
    their scores."""
    known = np.concatenate([kept, own])
    profiles = profiles_of(known)
    named = profiles[: len(ids), CAST] > 0
    profiles[: len(ids), CAST] = np.where(named, [int(e[1:]) for e in ids], 0)
    n, c = len(own), len(known)
    found = pair_features(np, profiles[len(ids) :, None], profiles[None])
    features = np.empty((len(FEATURES), n, c), np.int64)
    for i, name in enumerate(FEATURES):
        features[i] = found[name]
    vectors = vectors_of(known)
    out = load().pairs.run(
        {
            "own": vectors[len(ids) :],
            "other": vectors,
            "features": features,
            "earlier": np.arange(c)[None] < np.arange(len(ids), c)[:, None],
        }
    )
    return out["at"].tolist(), out["score"].tolist()


def _votes(
    identity: Identity, entities: Sequence[str | None], at: Sequence[int], scores: Sequence[float]
) -> dict[str, float]:
    """How much the mentions of each entity speak for a mention together (not logarithms)."""
    votes: dict[str, float] = {}
    for j, score in zip(at, scores, strict=True):
        if score > HOPELESS and j < len(entities):
            entity = entities[j]
            if entity is not None:
                root = identity.root(entity)
                votes[root] = votes.get(root, 0.0) + math.exp(min(score, 30.0))
    return votes


def _keep(rows: Rows, ids: Sequence[str | None]) -> tuple[Rows, list[str]]:
    """The latest mentions that have an entity, and of those entities that are only met before them
    the latest mention that is no pronoun, for the latest entities."""
    held = [i for i, e in enumerate(ids) if e is not None]
    recent = held[-KEPT:]
    near = {ids[i] for i in recent}
    older: dict[str, int] = {}
    pronoun = rows["profile"][:, PRONOUN]
    for i in reversed(held[:-KEPT]):
        entity = ids[i]
        if entity not in near and entity not in older and not pronoun[i] and entity is not None:
            older[entity] = i
            if len(older) == KEPT_OLDER:
                break
    chosen = sorted([*older.values(), *recent])
    return rows[chosen], [e for i in chosen if (e := ids[i]) is not None]
