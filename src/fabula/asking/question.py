"""What a question asks: its kind, whom it names, the deed it is about and the role it wants."""

from __future__ import annotations

import re
from typing import NamedTuple

from fabula.asking.answers import Kind
from fabula.asking.asked import Asking
from fabula.asking.kinds import YES, kind_of
from fabula.asking.names import Linked, Names
from fabula.asking.stems import is_grouped, stems
from fabula.reading.language.grammar import SUBJECTS, Grammar
from fabula.reading.language.roles import parts
from fabula.reading.language.verbs import GIVES, PLACES, SAYS
from fabula.reading.lists import set_of
from fabula.story.records import Role
from fabula.story.text import Span

_PLAIN = str.maketrans({"‘": "'", "’": "'", "“": '"', "”": '"', "–": "-", "—": "-", "…": "."})
_WH = frozenset(("who", "whom", "whose", "what", "which", "where", "when", "why", "how"))
_QUOTED = re.compile(r"\"([^\"]+)\"|(?<!\w)'([^']{3,})'(?!\w)")
_KIN_OF = re.compile(
    r"\b[Tt]he (mother|father|son|daughter|brother|sister|husband|wife|uncle|aunt|grandmother"
    r"|grandfather|grandson|granddaughter|nephew|niece|cousin|parents?|child) of"
    r" ((?:(?:Mr|Mrs|Miss|Dr|Sir|Lady|Captain)\.? )?[A-Z][\w-]*(?: [A-Z][\w-]*)*)(?!['\w])"
)
_CLAUSE = r"\b(?:that|what|whether|if|where|why|how)\b"
_LEADS = PLACES | set_of("of for with about against after before upon until till without")
_HOW_MUCH = set_of("much many long old often")
_SO = set_of("married related engaged tired naked wicked rugged dead red old")
_PARTICLES = set_of("up down off out away back over in on along through around")
_MERELY = frozenset(
    (
        "many",
        "much",
        "long",
        "first",
        "really",
        "actually",
        "truly",
        "finally",
        "related",
        "relate",
        "use",
        "tell",
    )
)


class Asked(NamedTuple):
    """Who or what fills a role in the question: somebody it names, or some words (stems)."""

    role: Role
    entity: str | None
    words: list[str]


class Question(NamedTuple):
    """A question as it is understood. `verb` is the stem of its deed; `roles` who fills which role
    of it; `wanted` the role that is asked for; `words` the stems that are left; `quoted` what it
    quotes; `noun` that of "who is the NOUN", "which NOUN"; `lost` says that it names somebody by a
    tie whom the story does not show; `content` are the stems of what is told or known in it; `tie`
    is whose what it names somebody as ("Ida's brother": her id, "brother")."""

    text: str
    kind: Kind
    named: list[Linked]
    verb: str | None
    roles: list[Asked]
    wanted: Role | None
    words: list[str]
    quoted: str | None
    noun: str | None
    lost: bool
    negated: bool
    content: list[str]
    tie: tuple[str, str] | None
    led: str  # the preposition before the question word, or at the end: "what ... for?"
    whole: str  # the verb with its particle: "take_off"

    @property
    def people(self) -> list[str]:
        """Those that are named, in order."""
        return list(dict.fromkeys(link.entity for link in self.named))

    @property
    def unnamed(self) -> list[str]:
        """The content without the names in it, which may be only "him" where it is told."""
        named = {s for k in self.named for s in stems(self.text[k.at.start : k.at.end])}
        return [w for w in self.content if w not in named] or self.content

    @property
    def small(self) -> str:
        """The question in small letters."""
        return self.text.lower()


def understand(typed: str, names: Names) -> Question:
    """What a question that somebody typed asks."""
    text = " ".join(typed.translate(_PLAIN).split()).strip()
    if text.startswith('"') and text.count('"') <= 2 and text.endswith('"'):
        text = text.strip('" ')
    text = text if text.endswith("?") else text.rstrip(" .!") + "?"
    text = _KIN_OF.sub(lambda m: f"{m[2]}'s {m[1]}", text)
    linked = names.linked(text)
    named = [link for link in linked if link.entity]
    # A name that every parser takes for one.
    grammar = Asking(re.sub(r"\by/n\b", "Ann", text, flags=re.IGNORECASE))
    asked = _asked(grammar)
    verb = _verb(grammar, asked)
    roles, wanted = _roles(grammar, verb, asked, named)
    content = _content(grammar, verb)
    roles = [r for r in roles if not content or r.role == "agent" or not set(r.words) <= {*content}]
    left = [
        grammar.text(i)
        for i in range(len(grammar.words))
        if i != verb and not any(k.at.start <= grammar.words[i].at.start < k.at.end for k in linked)
    ]
    return Question(
        text,
        kind_of(text, grammar, asked, verb),
        named,
        grammar.lemma(verb) if verb is not None else None,
        roles,
        wanted,
        [
            w
            for w in stems(" ".join(left))
            if w not in _MERELY and not (w == "time" and "how many times" in text.lower())
        ],
        next((a or b for a, b in _QUOTED.findall(text)), None),
        _noun(grammar, asked),
        len(named) < len(linked),
        verb is not None and grammar.is_negated(verb),
        content,
        next(((k.owner, k.noun) for k in linked if k.owner and k.noun), None),
        _led(grammar, asked) if asked is not None else "",
        _whole(grammar, verb),
    )


def _asked(grammar: Grammar) -> int | None:
    """The question word; in "was he there when it fell?" there is none."""
    words = [grammar.text(i).lower() for i in range(len(grammar.words))]
    led = words[0] in YES and "when" in words
    return next((i for i, w in enumerate(words) if w in _WH and not (led and w == "when")), None)


def _verb(grammar: Grammar, asked: int | None) -> int | None:
    """The word for the deed: the root, or what the question word hangs on."""
    roots = [i for i, w in enumerate(grammar.words) if w.head is None]
    done = next((i for i in roots if _is_done(grammar, i)), None)
    if done is not None and asked is not None:
        return done
    full = [i for i in roots if grammar.words[i].upos == "VERB"]
    if full:
        used = grammar.child(full[0], "xcomp") if grammar.lemma(full[0]) == "use" else None
        return full[0] if used is None else used  # "who used to take"
    if asked is not None:
        head = grammar.words[asked].head
        if head is not None and grammar.words[head].upos == "VERB":
            return head
    verbs = [i for i, w in enumerate(grammar.words) if w.upos == "VERB"]
    if roots and (grammar.child(roots[0], "cop") is not None or grammar.lemma(roots[0]) == "be"):
        return None
    return verbs[0] if verbs else None


def _is_done(grammar: Grammar, root: int) -> bool:
    """ "Where is Ida buried?": a participle that was taken for an adjective."""
    told = grammar.words[root].upos == "ADJ" and grammar.child(root, "cop") is not None
    return told and grammar.text(root).lower().endswith("ed") and grammar.lemma(root) not in _SO


def _roles(
    grammar: Grammar, verb: int | None, asked: int | None, named: list[Linked]
) -> tuple[list[Asked], Role | None]:
    """Who fills which role of the deed, and the role that is wanted."""
    if verb is None:
        return [], None
    found: list[Asked] = []
    wanted: Role | None = None
    text = grammar.page.passage.text
    for part in parts(grammar, verb):
        at = grammar.phrase(part.word)
        if asked is not None and (
            part.word == asked or at.start <= _start(grammar, asked) < at.end
        ):
            wanted = part.role
            continue
        words = [w for w in stems(text[at.start : at.end]) if w not in _HOW_MUCH]
        found.append(Asked(part.role, _entity(at, grammar, part.word, named), words))
    subject = grammar.subject(verb)
    if subject is not None and subject != asked and not any(r.role == "agent" for r in found):
        link = next((k for k in named if k.at.start <= _start(grammar, subject) < k.at.end), None)
        if link is not None and not any(r.entity == link.entity for r in found):
            role: Role = "patient" if grammar.is_passive(verb) else "agent"
            found.append(Asked(role, link.entity, stems(text[link.at.start : link.at.end])))
    if asked is not None:
        wanted = _wanted(grammar, verb, asked, found, wanted)
    return [r for r in found if r.entity or r.words], wanted


def _wanted(
    grammar: Grammar, verb: int, asked: int, found: list[Asked], wanted: Role | None
) -> Role | None:
    """The role that is asked for, where the question word's place says it better than syntax."""
    word = grammar.text(asked).lower()
    if word == "where":
        return "place"
    led = _led(grammar, asked)
    if led in ("to", "for") and word in ("who", "whom"):
        return "recipient"
    if led == "with" and word == "what":
        return "instrument"
    own = grammar.child(verb, *SUBJECTS)
    asked_last = own is not None and own != asked and grammar.words[asked].head != own
    if word in ("what", "which") and wanted is None and asked_last:
        return "content" if grammar.lemma(verb) in SAYS else "patient"
    if word == "what" and wanted is None:
        return "agent"
    if word != "who" or asked != 0:
        return wanted
    role: Role = "patient" if grammar.is_passive(verb) else "agent"
    if role == "patient" and grammar.lemma(verb) in GIVES | SAYS and found:
        return "recipient"
    helped = {grammar.text(k).lower() for k in range(1, verb)} & {"do", "does", "did"}
    to_whom = grammar.lemma(verb) in SAYS | GIVES and asked_last
    if to_whom and (helped or grammar.auxiliaries(verb)):
        return "recipient"
    return wanted if helped or any(r.role == role for r in found) else role


def _led(grammar: Grammar, asked: int) -> str:
    """The preposition before a question word, or left at the end: "to whom", "who ... to?"."""
    if asked > 0:
        return grammar.text(asked - 1).lower()
    last = grammar.page.passage.text.rstrip(" ?").rsplit(" ", 1)[-1].lower()
    return last if last in _LEADS else ""


def _whole(grammar: Grammar, verb: int | None) -> str:
    """A verb with its particle, "" where it has none: "take_off"."""
    if verb is None:
        return ""
    beside = [grammar.text(k).lower() for k in grammar.below(verb) if k > verb]
    wholes = (f"{grammar.lemma(verb)}_{word}" for word in beside if word in _PARTICLES)
    return next((whole for whole in wholes if is_grouped(whole)), "")


def _start(grammar: Grammar, i: int) -> int:
    return grammar.words[i].at.start


def _entity(at: Span, grammar: Grammar, word: int, named: list[Linked]) -> str | None:
    """Who stands at a phrase: whoever its head is part of, else the last named in it."""
    place = _start(grammar, word)
    for link in named:
        if link.at.start <= place < link.at.end:
            return link.entity
    inside = [link.entity for link in named if at.start <= link.at.start < at.end]
    return inside[-1] if inside and grammar.words[word].upos == "PROPN" else None


def _content(grammar: Grammar, verb: int | None) -> list[str]:
    """The stems of the clause that tells what is said or known: all after "that"."""
    text = grammar.page.passage.text
    says = verb is not None and grammar.lemma(verb) in SAYS
    that = re.search(_CLAUSE if says else r"\bthat\b", text[1:], re.IGNORECASE)
    if verb is None or that is None or that.start() + 1 < grammar.words[verb].at.start:
        return []
    return stems(text[that.end() + 1 :])


def _noun(grammar: Grammar, asked: int | None) -> str | None:
    """The noun of "who is the NOUN" or "which NOUN"."""
    if asked is None:
        return None
    word = grammar.words[asked]
    if word.deprel in ("det", "amod") and word.head is not None:
        return grammar.lemma(word.head)
    subject = grammar.subject(asked)
    if subject is not None:
        return grammar.lemma(subject)
    return grammar.lemma(word.head) if word.head is not None else None
