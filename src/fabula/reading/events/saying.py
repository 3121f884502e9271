"""What is said by whom to whom, as parts of the event that a verb of saying tells: the quotation
beside it, its speaker and whom it is said to; the clause of reported speech and of thought.
"""

from __future__ import annotations

from typing import NamedTuple

from fabula.reading.language.grammar import Grammar
from fabula.reading.language.verbs import FACED, MINDS, SAYS
from fabula.reading.page import Page
from fabula.story.records import Event, Participant, Role

BY = "saying"
_TOLD = frozenset(
    ("that", "whether", "how", "what", "who", "whom", "which", "where", "why", "whose", "if")
)
_BESIDE = ("advcl", "acl", "parataxis", "conj", "acl:relcl")


class Said(NamedTuple):
    """The quotation (its number) that a verb introduces, who speaks it and to whom."""

    quotation: int
    speaker: str | None
    addressees: tuple[str, ...]

    def emit(self, page: Page, event: Event, roles: set[Role], aloud: bool) -> None:
        """Adds to an event what its words do not tell themselves; nobody hears what is not said
        `aloud`."""
        at = page.notes.quotations[self.quotation].at
        sure = min(event.confidence, page.sure.get(self.quotation, 0.5))
        if aloud and "recipient" not in roles and "patient" not in roles:
            for entity in self.addressees:
                page.emit(
                    Participant, "a", at, BY, confidence=sure, basis="inferred",
                    event=event.id, role="recipient", entity=entity,
                )  # fmt: skip
        if "content" not in roles:
            page.emit(
                Participant, "a", at, BY, confidence=event.confidence, event=event.id,
                role="content", content=page.quotations[self.quotation].id,
            )  # fmt: skip


def said(page: Page, grammar: Grammar) -> dict[int, Said]:
    """For each verb of saying beside a quotation (by the number of its word), what it introduces;
    of a quotation in pieces the first."""
    found: dict[int, Said] = {}
    for cue in page.notes.cues:
        if cue.verb is None or cue.quotation >= len(page.quotations):
            continue
        verb = grammar.word_at(cue.verb.start)
        while verb is not None and grammar.words[verb].at.start < cue.verb.end:
            if grammar.words[verb].upos == "VERB" and not _reports(grammar, verb):
                speaker, addressees = page.spoken.get(cue.quotation, (None, ()))
                found.setdefault(verb, Said(cue.quotation, speaker, addressees))
                break
            verb = verb + 1 if verb + 1 < len(grammar.words) else None
    return found


def hearer(page: Page, grammar: Grammar, i: int, agent: str | None) -> str | None:
    """Whom somebody says something to where the clause does not tell: whoever asked in the same
    sentence; in speech, where "I" promise something, whoever is spoken to."""
    if agent is None or grammar.lemma(i) not in FACED:
        return None
    inside = grammar.quotation(i)
    speaker, addressees = page.spoken.get(-1 if inside is None else inside, (None, ()))
    if agent == speaker and grammar.words[i].xpos in ("VBP", "VB"):
        return addressees[0] if len(addressees) == 1 else None
    for k in range(i - 1, -1, -1):
        if grammar.words[k].sentence != grammar.words[i].sentence:
            return None
        if k in page.events and grammar.lemma(k) in FACED:
            who = {p.role: p.entity for p in page.parts_of(page.events[k].id)}
            return who.get("agent") if who.get("recipient") == agent else None
    return None


def _reports(grammar: Grammar, verb: int) -> bool:
    """Whether a verb tells what is said in a clause of its own ("he said that he would")."""
    for k in grammar.below(verb, "ccomp"):
        led = any(grammar.text(m).lower() == "that" for m in grammar.below(k, "mark"))
        if k > verb and led and grammar.quotation(k) == grammar.quotation(verb):
            return True
    return False


def is_aloud(grammar: Grammar, i: int) -> bool:
    """Whether something is said to others: not thought, nor said to oneself."""
    if grammar.lemma(i) in MINDS | {"wonder", "muse", "reflect"}:
        return False
    below = grammar.below(i, "obl", "obj", "iobj", "nmod")
    return not any(grammar.text(k).lower().endswith(("self", "selves")) for k in below)


def ordered(page: Page, grammar: Grammar, i: int) -> str | None:
    """Who is to do what somebody says to them ("Give it here")."""
    word, inside = grammar.words[i], grammar.quotation(i)
    plain = word.xpos == "VB" and word.deprel in ("root", "ccomp", "conj", "parataxis")
    if inside is None or not plain or grammar.subject(i) is not None:
        return None
    if any(grammar.text(k).lower() == "to" for k in grammar.below(i, "mark")):
        return None
    if set(grammar.auxiliaries(i)) - {"do", "don't", "don’t", "n't"}:
        return None
    addressees = page.spoken.get(inside, (None, ()))[1]
    return addressees[0] if len(addressees) == 1 else None


def clauses(page: Page, grammar: Grammar, spoken: dict[int, Said]) -> None:
    """Emits as content what is said, asked, ordered or thought in a clause of its own."""
    for i, event in page.events.items():
        if i in spoken or grammar.lemma(i) not in SAYS | MINDS:
            continue
        clause = _clause(grammar, i)
        if clause is None or i in grammar.subtree(clause):
            continue
        if any(p.role == "content" for p in page.parts_of(event.id)):
            continue
        number = grammar.quotation(clause)
        content = None
        if number is not None and number != grammar.quotation(i):
            content = page.quotations[number].id if number < len(page.quotations) else None
        elif clause in page.events:
            content = page.events[clause].id
        page.emit(
            Participant, "a", grammar.clause(clause), BY, confidence=event.confidence,
            event=event.id, role="content", content=content,
        )  # fmt: skip


def _clause(grammar: Grammar, i: int) -> int | None:
    """The verb of the clause that tells what is said or thought; "yes" and "no" are clauses."""
    for k in grammar.below(i, "ccomp", "xcomp"):
        infinitive = grammar.words[k].deprel == "ccomp" or grammar.words[k].xpos != "VBG"
        if infinitive and grammar.text(grammar.subtree(k)[0]).lower() != "so":
            return k
    for k in grammar.below(i):
        opened = k > i and grammar.words[k].deprel in _BESIDE
        if opened and grammar.text(grammar.subtree(k)[0]).lower() in _TOLD:
            return k
    after = i + 1
    if after < len(grammar.words) and grammar.text(after).lower() in ("yes", "no"):
        return after
    return None
