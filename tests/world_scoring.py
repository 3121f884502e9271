"""How well a world that was read agrees with the one that a story's marks tell (`worlds.py`).

People are matched by their mentions: an entity that was read is whoever's forms and marked mentions
it covers most. Each kind of record has its own counts of what was found, told and right.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from itertools import combinations

from fabula.asking import Answer
from fabula.story.contract import SceneItem
from fabula.story.records import SYMMETRIC
from fabula.story.text import Span
from fabula.story.world import World
from worlds import Record, Told

ROLES = ("agent", "patient", "recipient", "instrument", "place", "content")
_ARTICLE = re.compile(r"^(?:the|a|an|his|her|their|its|my|your|our)\s+", re.IGNORECASE)
_SMALL = frozenset(
    "the a an in at on to by into from with of his her their its my your our that".split()  # noqa: SIM905
)
_TIES = {
    word: kind
    for kind, words in (
        ("sibling", "brother brothers sister sisters sibling siblings twin twins"),
        ("spouse", "married husband husbands wife wives spouse spouses"),
        ("former", "divorced ex-husband ex-wife"),
        ("friend", "friend friends"),
        ("parent", "mother father parent"),
        ("child", "son daughter child"),
        ("colleague", "colleague colleagues"),
    )
    for word in words.split()
}


@dataclass
class Counts:
    """Right, found and told of one kind of record, with the wrong and missed ones in words."""

    right: int = 0
    found: int = 0
    told: int = 0
    wrong: list[str] = field(default_factory=list)
    missed: list[str] = field(default_factory=list)

    def __iadd__(self, other: Counts) -> Counts:
        self.right += other.right
        self.found += other.found
        self.told += other.told
        self.wrong += other.wrong
        self.missed += other.missed
        return self

    @property
    def precision(self) -> float:
        return self.right / self.found if self.found else 0.0

    @property
    def recall(self) -> float:
        return self.right / self.told if self.told else 0.0

    @property
    def f1(self) -> float:
        both = self.found + self.told
        return 2 * self.right / both if both else 0.0


def score(told: Told, world: World) -> dict[str, Counts]:
    """The counts of every kind of record. `world` is the story read from `told.prose.text`."""
    return Scorer(told, world).all()


@dataclass
class Answered:
    """How questions were answered: right, silent where the story says, wrong; with the wrong and
    silent ones in words. Silence is right where the story does not say."""

    right: int = 0
    silent: int = 0
    wrong: int = 0
    told: dict[str, list[str]] = field(default_factory=dict)

    def __iadd__(self, other: Answered) -> Answered:
        self.right += other.right
        self.silent += other.silent
        self.wrong += other.wrong
        for how, lines in other.told.items():
            self.told.setdefault(how, []).extend(lines)
        return self

    def add(self, line: str, *, said: bool, told: bool, right: bool) -> None:
        """One more question: whether anything was answered, the story tells, that was right."""
        how = ("silent" if told else "right") if not said else "right" if right else "wrong"
        setattr(self, how, getattr(self, how) + 1)
        self.told.setdefault(how, []).append(line)

    @property
    def asked(self) -> int:
        return self.right + self.silent + self.wrong


def judge(told: Told, world: World) -> Callable[[Answer, Sequence[str]], bool]:
    """Tells whether what an answer says is right: one of the gold answers has its words, or all
    whom it names are in them by one of their forms."""
    whose = _whose(told, list(world.mentions()))
    forms = {_plainly(f): handle for handle, said in told.forms().items() for f in (handle, *said)}

    def right(answer: Answer, gold: Sequence[str]) -> bool:
        handles = {whose.get(e, "-") for e in answer.entities}
        people = {forms[_plainly(a)] for a in gold if _plainly(a) in forms}
        by_words = any(says(answer.answer or "", a) for a in gold)
        return by_words or (answer.kind != "yes-no" and bool(handles) and handles <= people)

    return right


def questions(told: Told, world: World, ask: Callable[[str], Answer]) -> Answered:
    """How a story's questions are answered by `ask`: see `Answered` and `judge`."""
    right = judge(told, world)
    counts = Answered()
    for question in told.questions:
        answer = ask(question.words)
        line = f"{question.words} {answer.answer!r} ({answer.kind}; {' / '.join(question.answers)})"
        counts.add(
            line,
            said=answer.stated,
            told=bool(question.answers),
            right=answer.stated and right(answer, question.answers),
        )
    return counts


def _plainly(words: str) -> str:
    """Words as they compare: small, without marks, articles and the preposition before them."""
    small = re.sub(r"[^\w\s'’-]", " ", words.lower()).replace("’", "'").split()
    while len(small) > 1 and small[0] in _SMALL:
        del small[0]
    return " ".join(w for w in small if w not in ("the", "a", "an"))


def says(answer: str, gold: str) -> bool:
    """Whether an answer says what is right: its words, or a short phrase that holds them, or a tie
    of the same kind."""
    said, right = _plainly(answer), _plainly(gold)
    if said == right:
        return True
    if {said, right} & {"yes", "no", "before", "after"}:
        return False
    if re.search(rf"(?<!\w){re.escape(right)}(?!\w)", said):
        return len(said.split()) <= len(right.split()) + 12
    ties = [_TIES.get(w) for w in (_tie_word(said), _tie_word(right))]
    return ties[0] is not None and ties[0] == ties[1]


def _tie_word(words: str) -> str:
    """The word of a phrase that names a tie, alone."""
    return next((w for w in words.split() if w in _TIES), "")


class Scorer:
    def __init__(self, told: Told, world: World) -> None:
        self.told, self.world = told, world
        self.text = told.prose.text
        # A scene that begins with its heading begins with the paragraph below.
        aside = {line.at.start for line in told.prose.lines}
        self.paragraphs = [b for b in world.text.blocks if b.is_story and b.start not in aside]
        self.mentions = list(world.mentions())
        self.who = _whose(told, self.mentions)
        self.labels = {e.id: e.label for e in world.entities}
        self.gold_scenes = gold_scenes(told, self.text)
        self.scenes = world.scenes

    def all(self) -> dict[str, Counts]:
        return {
            "people": self.people(),
            "boundaries": self.boundaries(),
            "levels": self.levels(),
            "present": self.present(),
            "pov": self.pov(),
            "places": self.places(),
            "events": self.events(),
            "participants": self.participants(),
            "relations": self.relations(),
            "attributes": self.attributes(),
            "thoughts": self.thoughts(),
            "knowledge": self.knowledge(),
            "threads": self.threads(),
            "order": self.order(),
        }

    # Who and where -------------------------------------------------------------------------------

    def name(self, entity: str | None) -> str:
        """The handle of an entity that was read, else its label in brackets."""
        if entity is None:
            return "-"
        return self.who.get(entity, f"<{self.labels.get(entity, entity)}>")

    def paragraph(self, place: int) -> int:
        return next((i for i, b in enumerate(self.paragraphs) if place < b.end), -1)

    def words(self, at: Span | tuple[int, int]) -> str:
        return _shown(self.text, at)

    def people(self) -> Counts:
        """Marked mentions whose entity is theirs."""
        counts = Counts()
        by_span = {(m.start, m.end): m.entity for m in self.mentions}
        for mention in self.told.prose.mentions:
            counts.told += 1
            entity = by_span.get(mention.at)
            if entity is None:
                near = [
                    e
                    for (a, b), e in by_span.items()
                    if a == mention.at.start or b == mention.at.end
                ]
                entity = near[0] if near else None
            counts.found += entity is not None
            if entity is not None and self.who.get(entity) == mention.name:
                counts.right += 1
            else:
                counts.missed.append(
                    f"{self.words(mention.at)}={mention.name} ({self.name(entity)})"
                )
        return counts

    # Scenes --------------------------------------------------------------------------------------

    def boundaries(self) -> Counts:
        """Where scenes begin, the first left out, and where those in others end: by paragraph."""
        told = [self.paragraph(s.start) for s in self.gold_scenes[1:]]
        told += [self.paragraph(s.end - 1) + 1 for s in self.gold_scenes if s.parent is not None]
        found = [self.paragraph(s.start) for s in self.scenes[1:]]
        found += [self.paragraph(s.end - 1) + 1 for s in self.scenes if s.parent is not None]
        label = [self.words((b.start, b.end)) for b in self.paragraphs] + ["(the end)"]
        return compared(((p, label[p]) for p in set(found)), ((p, label[p]) for p in set(told)))

    def levels(self) -> Counts:
        """Scenes that begin where they should with the right level."""
        found = {(self.paragraph(s.start), s.level) for s in self.scenes}
        told = {(self.paragraph(s.start), s.level) for s in self.gold_scenes}
        return compared(((x, str(x)) for x in found), ((x, str(x)) for x in told))

    def aligned(self) -> dict[int, SceneItem]:
        """For each scene told, the one read that shares most of it (in both directions)."""
        pairs: dict[int, SceneItem] = {}
        for i, gold in enumerate(self.gold_scenes):
            best = max(self.scenes, key=lambda s: overlap(s, gold), default=None)
            if best is not None and overlap(best, gold) > 0:
                pairs[i] = best
        return pairs

    def present(self) -> Counts:
        """Who is in each scene."""
        counts = Counts()
        aligned = self.aligned()
        for i, gold in enumerate(self.gold_scenes):
            scene = aligned.get(i)
            found = {self.name(e) for e in scene.present} if scene else set()
            counts += compared(
                ((n, f"scene {i + 1}: {n}") for n in found),
                ((n, f"scene {i + 1}: {n}") for n in listed(gold.record.pairs.get("present", ""))),
            )
        return counts

    def pov(self) -> Counts:
        """Through whose eyes."""
        aligned = self.aligned()
        found = [(i, self.name(s.pov)) for i, s in aligned.items() if s.pov]
        told = [
            (i, g.record.pairs["pov"])
            for i, g in enumerate(self.gold_scenes)
            if g.record.pairs.get("pov", "-") != "-"
        ]
        return compared(((x, str(x)) for x in found), ((x, str(x)) for x in told))

    def places(self) -> Counts:
        """Where each scene is set: the words share their noun."""
        counts = Counts()
        aligned = self.aligned()
        places = self.told.forms("place")
        for i, gold in enumerate(self.gold_scenes):
            said = gold.record.pairs.get("place", "-")
            scene = aligned.get(i)
            words = scene.place_text if scene else None
            counts.found += words is not None
            counts.told += said != "-"
            forms = places.get(said, (said,))
            if words and said != "-" and any(alike(words, form) for form in forms):
                counts.right += 1
            elif said != "-" or words:
                counts.missed.append(f"scene {i + 1}: {said} ({words})")
        return counts

    def order(self) -> Counts:
        """Pairs of scenes in the order of happening (Kendall's tau is 2 * right / told - 1)."""
        counts = Counts()
        aligned = self.aligned()
        dated = [
            (int(g.record.pairs["order"]), aligned[i])
            for i, g in enumerate(self.gold_scenes)
            if "order" in g.record.pairs and i in aligned
        ]
        for (a, one), (b, other) in combinations(dated, 2):
            if a == b:
                continue
            counts.told += 1
            counts.found += 1
            x, y = one.story_order or 0, other.story_order or 0
            counts.right += (x < y) == (a < b) and x != y
        return counts

    # Events --------------------------------------------------------------------------------------

    def events(self) -> Counts:
        """Events that were read at all (nothing is said of those that no mark tells)."""
        counts = Counts()
        starts = {e.start for e in self.world.events()}
        for record in self.told.of("event"):
            counts.told += 1
            if any(record.at[0].start <= s < record.at[0].end for s in starts):
                counts.right += 1
                counts.found += 1
            else:
                counts.missed.append(f"{self.words(record.at[0])} (line {record.line})")
        return counts

    def participants(self) -> Counts:
        """Roles of the events told: right if by the right one, or by words that overlap."""
        counts = Counts()
        by_start = defaultdict(list)
        for happening in self.world.events():
            by_start[happening.start].append(happening)
        for record in self.told.of("event"):
            at = record.at[0]
            told = [(r, v) for r in ROLES for v in listed_once(record.pairs.get(r, ""))]
            counts.told += len(told)
            event = next((e for s in range(at.start, at.end) for e in by_start[s]), None)
            if event is None:
                counts.missed += [f"{self.words(at)}: {r}={v} (no event)" for r, v in told]
                continue
            left = list(told)
            for part in event.participants:
                counts.found += 1
                words = self.text[part.start : part.end]
                match = next(
                    (
                        t
                        for t in left
                        if t[0] == part.role and self._fills(t[1], part.entity, words)
                    ),
                    None,
                )
                if match:
                    counts.right += 1
                    left.remove(match)
                else:
                    counts.wrong.append(
                        f"{self.words(at)}: {part.role}={words!r} {self.name(part.entity)}"
                    )
            counts.missed += [f"{self.words(at)}: {r}={v}" for r, v in left]
        return counts

    def _fills(self, told: str, entity: str | None, words: str) -> bool:
        if entity is not None and self.who.get(entity) == told:
            return True
        forms = self.told.forms("thing").get(told) or self.told.forms("place").get(told) or (told,)
        label = self.labels.get(entity, "") if entity and entity not in self.who else ""
        return any(alike(words, form) or alike(label, form) for form in forms)

    # Facts ---------------------------------------------------------------------------------------

    def relations(self) -> Counts:
        """Ties: who is what to whom."""

        def key(source: str, type_: str, target: str, feeling: str | None) -> tuple[str, ...]:
            if type_ in SYMMETRIC:
                source, target = sorted((source, target))
            return source, type_, target, feeling or ""

        found = {
            key(self.name(r.source), r.type, self.name(r.target), r.feeling): " ".join(
                (self.name(r.source), r.type, self.name(r.target), self.words(r.evidence[0]))
            )
            for r in self.world.relations()
        }
        told = {
            key(r.args[0], r.args[1], r.args[2], r.pairs.get("feeling")): " ".join(
                (*r.args, self.words(r.at[0]))
            )
            for r in self.told.of("tie")
        }
        return compared(found.items(), told.items())

    def attributes(self) -> Counts:
        """What people are like: of the right one, by words that overlap."""
        return by_words(
            self.text,
            [
                (self.name(a.entity), Span(a.start, a.end), f"{a.name}={a.value}")
                for a in self.world.attributes()
                if self.name(a.entity)[0] != "<" or self.labels.get(a.entity)
            ],
            [
                (r.args[0], r.at[0], f"{r.args[1]}={r.pairs.get('value', '')}")
                for r in self.told.of("is")
            ],
        )

    def thoughts(self) -> Counts:
        """Thoughts: of the right thinker, by words that overlap by half."""
        found = [
            (self.name(q.speaker), Span(q.start, q.end), "")
            for q in self.world.quotations()
            if q.mode == "thought"
        ]
        told = [
            (q.speaker or "-", q.at, "") for q in self.told.prose.quotations if q.mode == "thought"
        ]
        return by_words(self.text, found, told)

    def knowledge(self) -> Counts:
        """Who knows what: holder, state and words that overlap."""
        return by_words(
            self.text,
            [
                (f"{self.name(k.holder)} {k.state}", Span(k.content.start, k.content.end), "")
                for k in self.world.knowledge()
            ],
            [(f"{r.args[0]} {r.args[1]}", r.at[0], "") for r in self.told.of("know")],
        )

    def threads(self) -> Counts:
        """What is open: the kind, by words that overlap."""
        return by_words(
            self.text,
            [(t.kind, Span(*t.opened), "") for t in self.world.threads()],
            [(r.args[0], r.at[0], "") for r in self.told.of("thread")],
        )


@dataclass(frozen=True)
class _Gold:
    """A scene that was told, with where it ends."""

    record: Record
    start: int
    end: int
    parent: int | None

    @property
    def level(self) -> str:
        return self.record.args[0]


def overlap(one: SceneItem | _Gold, other: SceneItem | _Gold) -> float:
    """How much of two scenes is in both, as a share of what is in either; below 0 where they lie
    apart."""
    both = min(one.end, other.end) - max(one.start, other.start)
    return both / (max(one.end, other.end) - min(one.start, other.start))


def gold_scenes(told: Told, text: str) -> list[_Gold]:
    """The scenes told: those between @scene and @end lie in the one before."""
    found: list[_Gold] = []
    open_: list[int] = []
    ends: dict[int, int] = {}
    spans: list[tuple[Record, int]] = []
    parents: dict[int, int | None] = {}
    records = [r for r in told.records if r.kind in ("scene", "end")]
    ended = _matched(records)
    for n, record in enumerate(records):
        if record.kind == "end":
            if open_:
                i = open_.pop()
                to = record.pairs.get("to")
                place = text.find(to, spans[i][1]) if to else -1
                ends[i] = place + len(to or "") if place >= 0 else record.paragraph.end
            continue
        i = len(spans)
        words = record.pairs.get("from")
        start = text.find(words, record.paragraph.start) if words else record.paragraph.start
        if n in ended:  # it has an @end, and so lies in the scene that is open
            parents[i] = open_[-1] if open_ else (i - 1 if i else None)
            if not open_ and i:
                parents[i] = max(k for k in range(i) if parents[k] is None)
            open_.append(i)
        else:
            parents[i] = None
        spans.append((record, start))
    tops = [i for i in range(len(spans)) if parents[i] is None]
    for i, (record, start) in enumerate(spans):
        if i in ends:
            end = ends[i]
        else:
            later = [spans[k][1] for k in tops if k > i]
            end = later[0] if later else len(text)
        found.append(_Gold(record, start, len(text[:end].rstrip()), parents[i]))
    return found


def _matched(records: list[Record]) -> set[int]:
    """The numbers of the @scene lines that have an @end: each ends the last one still open."""
    ended: set[int] = set()
    waiting: list[int] = []
    for n, record in enumerate(records):
        if record.kind == "scene":
            waiting.append(n)
        elif waiting:
            ended.add(waiting.pop())
    return ended


def _whose(told: Told, mentions: Iterable[object]) -> dict[str, str]:
    """For each entity that was read, the person whose forms and marked mentions it covers most."""
    text = told.prose.text
    places: dict[Span, str] = {m.at: m.name for m in told.prose.mentions}
    forms = [
        (form, handle)
        for kind in ("person", "place", "thing")
        for handle, said in told.forms(kind).items()
        for form in said
    ]
    taken = [False] * len(text)
    for form, handle in sorted(forms, key=lambda f: -len(f[0])):
        for found in re.finditer(rf"(?<!\w){re.escape(form)}(?!\w)", text):
            if not any(taken[found.start() : found.end()]):
                taken[found.start() : found.end()] = [True] * len(form)
                places.setdefault(Span(*found.span()), handle)
    votes: dict[str, Counter[str]] = {}
    starts = {at.start: (at, name) for at, name in places.items()}
    ends = {at.end: (at, name) for at, name in places.items()}
    for mention in mentions:
        a, b, entity = mention.start, mention.end, mention.entity  # type: ignore[attr-defined]
        exact = places.get(Span(a, b))
        near = starts.get(a) or ends.get(b)
        if exact:
            votes.setdefault(entity, Counter())[exact] += 3
        elif near and near[0].end <= b and near[0].start >= a:
            votes.setdefault(entity, Counter())[near[1]] += 1
    return {entity: count.most_common(1)[0][0] for entity, count in votes.items()}


def by_words(
    text: str, found: list[tuple[str, Span, str]], told: list[tuple[str, Span, str]]
) -> Counts:
    """Counts of what has the same key and words that overlap, each counted once."""
    counts = Counts(found=len(found), told=len(told))
    left = list(told)
    for key, at, more in found:
        match = next(
            (t for t in left if t[0] == key and t[1].start < at.end and at.start < t[1].end),
            None,
        )
        if match:
            counts.right += 1
            left.remove(match)
        else:
            counts.wrong.append(f"{key} {more} “{_shown(text, at)}”")
    counts.missed = [f"{key} {more} “{_shown(text, at)}”" for key, at, more in left]
    return counts


def _shown(text: str, at: Span | tuple[int, int]) -> str:
    return " ".join(text[at[0] : at[1]].split())[:70]


def compared(found: Iterable[tuple[object, str]], told: Iterable[tuple[object, str]]) -> Counts:
    has, should = dict(found), dict(told)
    both = has.keys() & should.keys()
    return Counts(
        len(both), len(has), len(should),
        [has[k] for k in has if k not in both], [should[k] for k in should if k not in both],
    )  # fmt: skip


def alike(words: str, form: str) -> bool:
    """Whether two noun phrases share their last word, or one holds the other."""
    one, other = (_ARTICLE.sub("", w).lower().strip(" .,") for w in (words, form))
    return bool(one and other) and (
        one in other or other in one or one.split()[-1] == other.split()[-1]
    )


def listed(said: str) -> set[str]:
    return {w.strip() for w in said.split(",") if w.strip() and w.strip() != "-"}


def listed_once(said: str) -> list[str]:
    """Several handles in a role, or words with commas as they are."""
    parts = [w.strip() for w in said.split(",") if w.strip()]
    return parts if parts and all(" " not in p for p in parts) else ([said] if said else [])
