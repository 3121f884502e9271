"""Entities while a passage is read: opening them, joining them, what is said of them.

What the cast stage keeps of those with names is brought up to date here too: a nameless person who
turns out to have a name is theirs from then on.
"""

from __future__ import annotations

import math
import re

import msgspec

from fabula.reading.corrected.whom import whom
from fabula.reading.names.name_sleeping import LONE
from fabula.reading.page import Called, Fix, Page, Said
from fabula.reading.people.described import described, role
from fabula.reading.people.naming import told_beside, told_of
from fabula.reading.people.profiles import FIRST_PERSON, PRONOUNS, SECOND_PERSON
from fabula.reading.ties.tie_words import GRANDPARENT_NAMES, PARENT_NAMES
from fabula.story.annotations import Seen
from fabula.story.memory import Cast, Gender, Memory
from fabula.story.records import Entity, EntityType, Pronouns, SameEntity
from fabula.story.text import Span

LINK = 0.0  # the log-odds from which a mention joins an entity rather than opens one
JOIN = 0.65  # the shares that show together that a nameless person is the one named here
FIRST_NAMINGS = 6  # mentions of a new name that may show it
MOST_TELLERS = 20
MOST_LATE = 100  # pairs that may turn out to be one
MOST_NAMED = 1000  # names that only the model knows, the latest
MOST_DESCRIBED = 100  # words of descriptions that may be said again, the latest
LEAST_SHARE = 0.02
ALIKE = 3  # letters that a name shares with its short form
CLEAR = 2  # pronouns that tell how an entity is spoken of
BY = "coreference"
HE, SHE = PRONOUNS["he"], PRONOUNS["she"]
_SPOKEN: dict[Gender, str] = {"f": "she/her", "m": "he/him"}
_NOBODY = ("FAC", "GPE", "LOC", "ORG")  # what nobody calls "he"
_TRIMMED = re.compile(r"^(?:the|a|an)\s+|['’]s?$", re.IGNORECASE)


class Identity:
    """The entities of a memory, being changed."""

    def __init__(self, memory: Memory, page: Page) -> None:
        self._memory = memory
        self.page = page
        self._known = dict(memory.cast.known)
        self._joined = dict(memory.cast.joined)
        self._named = dict(memory.links.named)
        self._described = dict(memory.links.described)
        self._spoken = dict(memory.links.spoken)
        self._groups = dict.fromkeys(memory.links.groups)
        self._late = dict(memory.links.late)
        self._tellers = dict.fromkeys(self.root(e) for e in memory.links.tellers)
        self._listener = memory.links.listener
        self.met: dict[int, str] = {}  # the entities of this passage's mentions so far

    def memory(self) -> Memory:
        """The memory as it is now."""
        cast: Cast = msgspec.structs.replace(
            self._memory.cast, known=self._known, joined=self._joined
        )
        links = msgspec.structs.replace(
            self._memory.links,
            named=dict(list(self._named.items())[-MOST_NAMED:]),
            described=dict(list(self._described.items())[-MOST_DESCRIBED:]),
            spoken=self._spoken,
            groups=tuple(self._groups),
            tellers=tuple(self._tellers)[-MOST_TELLERS:],
            listener=self._listener,
            late=dict(list(self._late.items())[-MOST_LATE:]),
        )
        return msgspec.structs.replace(self._memory, cast=cast, links=links)

    def root(self, entity: str) -> str:
        """The entity that an entity turned out to be."""
        while entity in self._joined:
            entity = self._joined[entity]
        return entity

    def of(self, number: int, seen: Seen, pronoun: int, votes: dict[str, float]) -> str | None:
        """The entity of a mention; `votes` are what speaks for each entity known."""
        called = self.page.called[seen.name] if seen.name is not None else None
        fix = self.page.fixed.get(number)
        if fix is not None and called is None and fix.correction.do == "is":
            said = self._said(number, seen, pronoun, fix)
            if said is not None:
                return said
        if called is None and seen.name is not None and self._ruled_out(seen.name):
            return None
        if seen.confidence <= LONE and not self._is_person(called):
            return None
        told = seen.quotation is None
        fitting = {e: v for e, v in votes.items() if self._fits(e, pronoun, told)}
        if called is not None:
            entity = self._named_late(self.root(called.entity), seen, fitting)
            entity = self._named_beside(entity, seen)
            self._type(entity, seen)
        elif pronoun == FIRST_PERSON and told:
            entity = self._best(fitting, -math.inf) or self._teller() or self._open(seen)
        elif self._is_as_a_name(seen):
            entity = self._only_the_model_knows(seen, fitting)
        elif fix is not None and fix.correction.do == "split":
            entity = self._open(seen)
        else:
            you = self._listener if pronoun == SECOND_PERSON and told else None
            entity = self._best(fitting) or (self.root(you) if you else self._open(seen))
            total = 1.0 + sum(fitting.values())
            shares = {e: v / total for e, v in fitting.items() if v > LEAST_SHARE * total}
            shares[entity] = max(shares.get(entity, 0.0), 1.0 / total)
            self.page.shares[number] = shares
            if not told and pronoun in (HE, SHE):
                second = self._best({e: v for e, v in fitting.items() if e != entity})
                if second is not None:
                    self.page.second[number] = second
        if pronoun == FIRST_PERSON and told:
            self._tellers[entity] = None
        if pronoun == SECOND_PERSON and told:
            self._listener = entity
        if pronoun in (HE, SHE):
            self._spoken_of(entity, pronoun, seen.at)
        return entity

    def told_of(self, number: int) -> str | None:
        """Of whom a description is told ("He was a good boy"): whoever is "the boy" after that. The
        description itself stands for somebody of its own, as LitBank has it."""
        subject = told_of(self.page, number)
        one = self.met.get(subject) if subject is not None else None
        return self.root(one) if one is not None and one not in self._groups else None

    def again(self, seen: Seen) -> str | None:
        """Who was described in these words last."""
        if seen.kind != "NOM":
            return None
        told = described(self.page.passage.text[seen.at.start : seen.at.end])
        if told is None or not told.again:
            return None
        known = self._described.get(told.phrase)
        return self.root(known) if known else None

    def describe(self, seen: Seen, entity: str) -> None:
        """Keep by what words somebody has been described; a title ("Judge Lu") is one too."""
        words: list[str] = []
        if seen.name is not None and (title := role(self.page.notes.names[seen.name].title)):
            words.append(title)
        elif seen.kind == "NOM":
            told = described(self.page.passage.text[seen.at.start : seen.at.end])
            words += (told.phrase, told.noun) if told is not None else ()
        for one in words:
            self._described.pop(one, None)  # the latest stand last
            self._described[one] = entity

    def _named_beside(self, entity: str, seen: Seen) -> str:
        """Somebody who had no name so far has the one that is told here as theirs."""
        number = told_beside(self.page, seen)
        if number is None or (one := self.met.get(number)) is None:
            return entity
        one = self.root(one)
        if one == entity or not self._is_nameless(one):
            return entity
        return self.join(entity, one, seen.at, 0.9)

    def _is_as_a_name(self, seen: Seen) -> bool:
        """Whether a mention stands for somebody as a name does, "Dad" and "Gran" among them."""
        words = self.page.passage.text[seen.at.start : seen.at.end]
        family = words.lower() in PARENT_NAMES | GRANDPARENT_NAMES and words[0].isupper()
        return (family and not self._is_called(seen)) or (seen.kind == "PROP" and is_name(words))

    def _is_called(self, seen: Seen) -> bool:
        """Whether somebody is called so by whoever speaks ("Well, Mum?")."""
        around = self.page.passage.text[max(0, seen.at.start - 2) : seen.at.end + 1]
        before, after = around[:2].rstrip()[-1:], around[-1:]
        return seen.quotation is not None and before in ",“‘\"'" and after in ",.!?"

    def _is_person(self, called: Called | None) -> bool:
        """Whether a name is that of somebody whom the story has shown."""
        known = self._known.get(self.root(called.entity)) if called is not None else None
        return known is not None and known.type == "PER"

    def _ruled_out(self, number: int) -> bool:
        """Whether a reader said that the name is none, or a system shows it (`[Quest: Find the
        Lantern]`) and nobody is called so."""
        name = self.page.notes.names[number]
        if name.told and name.quotation is not None and self.page.called[number] is None:
            return self.page.notes.quotations[name.quotation].mode == "writing"
        return (name.title, *name.words) in self._memory.cast.omitted

    def _said(self, number: int, seen: Seen, pronoun: int, fix: Fix) -> str | None:
        """The one whom a reader says that a mention stands for; somebody new where it will turn out
        only later who that is."""
        found = whom(self.page, fix, self._known, self._met)
        if found is None and not fix.waits:
            return None
        entity = self.root(found) if found else self._open(seen)
        self.page.said[fix.key] = Said(entity, found is not None)
        self.page.shares[number] = {entity: 1.0}
        if pronoun in (HE, SHE):
            self._spoken_of(entity, pronoun, seen.at)
        return entity

    def _met(self, at: Span) -> str | None:
        """Whom some words of this passage stand for, as far as that is decided."""
        number = self.page.mention_of(at)
        if number is None:
            return None
        name = self.page.notes.seen[number].name
        called = self.page.called[name] if name is not None else None
        return called.entity if called is not None else self.met.get(number)

    def _best(self, votes: dict[str, float], least: float = LINK) -> str | None:
        if not votes:
            return None
        best = max(votes, key=lambda e: votes[e])
        return best if math.log(votes[best]) > least else None

    def _teller(self) -> str | None:
        """Whoever told the story last."""
        return self.root(next(reversed(self._tellers))) if self._tellers else None

    def _fits(self, entity: str, pronoun: int, told: bool) -> bool:
        """Whether a pronoun may stand for an entity, as far as the text has told. In narration
        (`told`) only a teller is "I", and no teller is "he" or "she"."""
        if pronoun == FIRST_PERSON and told:
            return entity in self._tellers
        if pronoun not in (HE, SHE):
            return True
        if entity in self._groups or (told and entity in self._tellers):
            return False
        known = self._known.get(entity)
        if known is not None and known.type in _NOBODY:
            return False
        gender = self._gender(entity)
        return gender not in ("f", "m") or (gender == "f") == (pronoun == SHE)

    def _gender(self, entity: str) -> Gender:
        known = self._known.get(entity)
        if known is not None and known.gender != "?":
            return known.gender
        she, he = self._spoken.get(entity, (0, 0))
        if she + he < CLEAR or min(she, he) * 4 > max(she, he):
            return "?"
        return "f" if she > he else "m"

    def _open(self, seen: Seen) -> str:
        """Somebody or something new."""
        members = self._members(seen)
        made = self.page.emit(
            Entity,
            "e",
            seen.at,
            BY,
            confidence=seen.confidence,
            type=seen.type,
            members=members,
        )
        if members:
            self._groups[made.id] = None
        return made.id

    def _members(self, seen: Seen) -> tuple[str, ...]:
        """Those whom "X and Y" names one by one."""
        words = self.page.passage.text[seen.at.start : seen.at.end]
        if seen.kind == "PRON" or " and " not in words:
            return ()
        joint = seen.at.start + words.index(" and ")
        later = [s for s in self.page.notes.seen if _inside(s.at, seen.at) and s.at != seen.at]
        parts = [s for s in later if s.at.end == joint or s.at.start == joint + len(" and ")]
        found = []
        for part in parts:
            called = self.page.called[part.name] if part.name is not None else None
            if called is not None:
                found.append(self.root(called.entity))
        return tuple(dict.fromkeys(found)) if len(set(found)) > 1 else ()

    def _only_the_model_knows(self, seen: Seen, votes: dict[str, float]) -> str:
        """A proper name that no rule gives to anybody."""
        words = self.page.passage.text[seen.at.start : seen.at.end]
        key = _TRIMMED.sub("", words).lower()
        known = self._named.pop(key, None)
        votes = {e: v for e, v in votes.items() if self._may_be_called(e, key)}
        entity = self.root(known) if known else self._best(votes) or self._open(seen)
        self._named[key] = entity
        return entity

    def _may_be_called(self, entity: str, key: str) -> bool:
        """Whether somebody may be meant by a name: who has another is not."""
        known = self._known.get(entity)
        words = [w.lower() for form in (known.forms if known else ()) for w in form if w]
        return not words or any(w[:ALIKE] in key for w in words)

    def _is_nameless(self, entity: str) -> bool:
        """Whether a name may turn out to be somebody's: one person, not the teller, without any."""
        return not any(entity in of for of in (self._known, self._groups, self._tellers))

    def _named_late(self, entity: str, seen: Seen, votes: dict[str, float]) -> str:
        """Somebody who had no name so far may turn out to be the one named here: if the first
        mentions of a new name speak for them, taken together."""
        known = self._known.get(entity)
        if known is None or known.count > FIRST_NAMINGS or seen.type != "PER":
            return entity
        if seen.confidence <= LONE:  # what the model hardly sees, it says little of
            return entity
        others = {e: v for e, v in votes.items() if e != entity}
        nameless = [e for e in others if self._is_nameless(e)]
        best = max(nameless, key=lambda e: others[e], default=None)
        if best is None or int(best[1:]) > int(entity[1:]):
            return entity
        share = others[best] / (1 + sum(others.values()))
        key = f"{best} {entity}"
        total = self._late.pop(key, 0.0) + (share if share > 0.5 else share - 0.5)
        if total >= JOIN:
            return self.join(entity, best, seen.at, share)
        self._late[key] = total
        return entity

    def join(self, one: str, other: str, at: Span, confidence: float) -> str:
        """Two turn out to be one."""
        one, other = sorted((self.root(one), self.root(other)), key=lambda e: int(e[1:]))
        if one == other:
            return one
        self.page.emit(
            SameEntity,
            "s",
            at,
            BY,
            confidence=round(confidence, 3),
            basis="inferred",
            one=one,
            other=other,
        )
        self.merge(one, other)
        return one

    def merge(self, one: str, other: str) -> None:
        """What has been kept of two that are one, of whom `one` was met first."""
        self._joined[other] = one
        if other in self._tellers:
            self._tellers = dict.fromkeys(self.root(e) for e in self._tellers)
        late = self._known.pop(other, None)
        if late is not None and one not in self._known:
            self._known[one] = msgspec.structs.replace(late, id=one)
        she, he = self._spoken.pop(other, (0, 0))
        if she or he:
            mine = self._spoken.get(one, (0, 0))
            self._spoken[one] = (mine[0] + she, mine[1] + he)

    def _type(self, entity: str, seen: Seen) -> None:
        """What somebody named is, as the model sees it, where nothing has told so far."""
        known = self._known.get(entity)
        if known is None or known.type is not None:
            return
        self.page.emit(
            EntityType,
            "t",
            seen.at,
            BY,
            confidence=seen.confidence,
            entity=entity,
            type=seen.type,
        )
        self._known[entity] = msgspec.structs.replace(known, type=seen.type)

    def _spoken_of(self, entity: str, pronoun: int, at: Span) -> None:
        """Count a pronoun; say how the entity is spoken of once that is clear."""
        before = self._gender(entity)
        she, he = self._spoken.get(entity, (0, 0))
        self._spoken[entity] = (she + (pronoun == SHE), he + (pronoun == HE))
        after = self._gender(entity)
        if after == before or after not in _SPOKEN:
            return
        if entity in self._known:
            self._known[entity] = msgspec.structs.replace(self._known[entity], gender=after)
        self.page.emit(
            Pronouns, "p", at, BY, confidence=0.9, basis="inferred", entity=entity,
            pronouns=_SPOKEN[after],
        )  # fmt: skip


def is_name(words: str) -> bool:
    """Whether words can be a name: "sensei" and "ma'am" are none, however often somebody is called
    so."""
    return words != words.lower() or not words.isascii()


def _inside(one: Span, other: Span) -> bool:
    return other.start <= one.start and one.end <= other.end
