"""In which tense the narration tells, verb by verb and sentence by sentence: what tells a memory
from the scene that it interrupts.

The *line* of a scene is the tense it is told in, past or present. What happened before is told in
the past perfect where the line is past, in any past where it is present.
"""

from __future__ import annotations

from bisect import bisect_left
from typing import Literal, NamedTuple

from fabula.reading.language.grammar import Grammar
from fabula.reading.language.verbs import STATES
from fabula.reading.page import Page
from fabula.reading.people.vague import vague
from fabula.story.text import Span

Tense = Literal["pluperfect", "past", "perfect", "present", "either", "other"]
When = Literal["earlier", "line", ""]
_MODAL = frozenset(
    ("would", "could", "might", "may", "should", "can", "must", "will", "shall", "ought", "'ll",
    "’ll", "wo", "ca")
)  # fmt: skip
_EITHER = frozenset(
    ("put", "let", "set", "cut", "hit", "shut", "hurt", "spread", "read", "beat", "cast", "split",
    "burst", "quit", "shed", "thrust")
)  # fmt: skip
_MAIN = ("root", "conj", "parataxis")
_MAYBE = ("ccomp", "advcl", "acl:relcl")  # of people, these tell too


class Verb(NamedTuple):
    """A verb of the narration: its word; its tense; whether it tells of a deed that was done (no
    state, nothing denied); who does it; whether it is the main verb of its clause; whether it
    denies what it tells."""

    word: int
    at: Span
    tense: Tense
    deed: bool
    person: str | None
    main: bool
    denied: bool


class Sentence(NamedTuple):
    """A sentence of a paragraph (its stretch there), its narrated verbs, and whether it begins with
    speech."""

    at: Span
    verbs: tuple[Verb, ...]
    speech: bool

    def told(self, line: str) -> When:
        """Whether it tells of what was before the scene's line, of the line, or of neither."""
        tenses = [
            v.tense
            for v in self.verbs
            if v.main and v.tense != "other" and not (v.denied and v.tense == "pluperfect")
        ]
        if not tenses:
            return ""
        if line == "present":
            sure = set(tenses) - {"either"}
            return "line" if not sure or {"present", "perfect"} & sure else "earlier"
        before = tenses.count("pluperfect")
        return "earlier" if tenses[0] == "pluperfect" or 2 * before > len(tenses) else "line"

    def has_deed(self, line: str) -> bool:
        """Whether somebody did something in it before the scene's line."""
        before = ("pluperfect", "past") if line == "present" else ("pluperfect",)
        return any(v.deed and v.main and v.tense in before for v in self.verbs)


def tense_of(grammar: Grammar, i: int) -> Tense:
    """The tense that a verb is told in."""
    auxiliaries = grammar.auxiliaries(i)
    word = grammar.words[i]
    had = bool({"'d", "’d"} & set(auxiliaries)) and (word.xpos == "VBD" or "been" in auxiliaries)
    if had or grammar.is_past_perfect(i) or _is_left_out(grammar, i) or _is_cleft(grammar, i):
        return "pluperfect"
    if set(auxiliaries) & _MODAL or (word.xpos == "VB" and not auxiliaries):
        return "other"
    if grammar.lemma(i) == "ought":
        return "other"
    if word.xpos == "VBN" and word.deprel == "conj" and not auxiliaries and word.head is not None:
        return tense_of(grammar, word.head)
    if not auxiliaries:
        return _plain(grammar, i)
    first = grammar.below(i, "aux", "aux:pass", "cop")[0]
    perfect = auxiliaries[0] in ("has", "have", "'ve", "’ve") or (
        auxiliaries[0] in ("'s", "’s")
        and word.xpos == "VBN"
        and grammar.child(i, "aux:pass") is None
    )
    return "perfect" if perfect else _plain(grammar, first)


def _is_cleft(grammar: Grammar, i: int) -> bool:
    """Whether a copula only says who had done something ("It was Clement who had taken it")."""
    subject = grammar.child(i, "nsubj", "expl")
    if subject is None or grammar.text(subject).lower() != "it" or grammar.child(i, "cop") is None:
        return False
    return any(map(grammar.is_past_perfect, grammar.below(i, "acl:relcl")))


def _is_left_out(grammar: Grammar, i: int) -> bool:
    """Whether "had" stands for what somebody had done ("She had, once.")."""
    alone = grammar.child(i, "obj", "xcomp", "ccomp", "expl", "obl", "nsubj:pass") is None
    return grammar.text(i).lower() == "had" and alone and grammar.words[i].upos in ("VERB", "AUX")


def _plain(grammar: Grammar, i: int) -> Tense:
    """The tense of a verb without auxiliaries; "says" is present, whatever its tag is."""
    xpos, form = grammar.words[i].xpos, grammar.text(i).lower()
    if form in _EITHER and xpos in ("VBD", "VBP"):
        return "either"
    if xpos == "VBD" and form.endswith("s") and form != "was":
        return "present"
    if xpos == "VBD":
        return "past"
    return "present" if xpos in ("VBZ", "VBP") else "other"


def narrated(page: Page) -> list[list[Sentence]]:
    """The sentences of each paragraph, with the verbs that are told outside quotations."""
    verbs = _verbs(page)
    places = [v.at.start for v in verbs]
    found: list[list[Sentence]] = [[] for _ in page.passage.paragraphs]
    for at in page.notes.sentences:
        number = page.paragraph_of(at.start)
        for n in range(number, len(found)):
            paragraph = page.passage.paragraphs[n]
            if paragraph.start >= at.end:
                break
            part = Span(max(at.start, paragraph.start), min(at.end, paragraph.end))
            if part.start < part.end:
                own = verbs[bisect_left(places, part.start) : bisect_left(places, part.end)]
                speech = any(page.quoted[part.start : part.start + 2])
                found[n].append(Sentence(part, tuple(own), speech))
    return found


def _verbs(page: Page) -> list[Verb]:
    grammar = page.grammar
    ends = {s.last: n for n, s in enumerate(page.notes.seen) if s.kind == "PROP"}
    found = []
    for i, word in enumerate(grammar.words):
        copula = grammar.child(i, "cop") is not None and word.xpos != "VBG"  # "was lying" is none
        main = word.deprel in _MAIN
        if (word.upos != "VERB" and grammar.child(i, "cop") is None) or page.quoted[word.at.start]:
            continue
        if not main and word.deprel not in _MAYBE:
            continue
        subject = grammar.subject(i)
        if subject is None:
            person = _just_before(page, i, ends)
        else:
            person = None if vague(grammar, subject) else person_of(page, subject)
        if main or person is not None:
            denied = grammar.is_negated(i)
            deed = not (copula or denied or grammar.lemma(i) in STATES)
            found.append(Verb(i, word.at, tense_of(grammar, i), deed, person, main, denied))
    return found


def person_of(page: Page, word: int | None) -> str | None:
    """The person that a word stands for as the head of a mention."""
    if word is None:
        return None
    number = page.grammar.mention(word)
    if number is None:
        return page.grammar.entity(word)
    return page.meant.get(number) if page.notes.seen[number].type == "PER" else None


def _just_before(page: Page, verb: int, ends: dict[int, int]) -> str | None:
    """The person whose name ends right before a finite verb that has no subject; `ends`: the
    mentions of names by their last words."""
    words = page.grammar.words
    if words[verb].xpos not in ("VBD", "VBZ", "VBP"):
        return None
    number = ends.get(verb - 1 if verb and words[verb - 1].upos != "ADV" else verb - 2)
    if number is None or page.notes.seen[number].type != "PER":
        return None
    return page.meant.get(number)
