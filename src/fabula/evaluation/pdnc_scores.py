"""One novel of the PDNC beside its export."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from fabula.evaluation.agreement import Agreement
from fabula.evaluation.calibration import Case, Judged, said_of
from fabula.evaluation.pdnc_gold import Meant, Novel, Quote, is_pronoun
from fabula.evaluation.pdnc_owners import Places, most, namings, owners
from fabula.evaluation.predicted import Quotations
from fabula.story.contract import Export, MentionItem, QuotationItem
from fabula.story.text import Span

CUES = ("explicit", "anaphoric", "implicit")
OFTEN = 10  # characters, those named most often, are followed one by one

Cases = dict[str, list[Case]]  # by what is asked
Said = list[tuple[Quote, QuotationItem | None]]  # annotated quotations, with what was found there
Owner = Mapping[str, str]  # entity -> the character it stands for
Told = list[tuple[Meant, MentionItem | None]]  # annotated mentions, with what was found there


class Kept(NamedTuple):
    """How whole a character is kept: recall and purity (precision) of the entity that has most of
    its namings, over these and over its pronouns inside quotations."""

    character: str
    names: Agreement
    pronouns: Agreement


@dataclass(frozen=True, slots=True)
class Scores:
    """How one novel was read: right or wrong, case by case."""

    name: str
    speakers: Cases  # by cue, and "all"
    deciders: Cases  # by the rule or model that decided
    lenient: Cases
    addressees: Cases  # "first" and "any", of quotations to one character
    pronouns: Cases  # "all" and "singular", inside quotations
    characters: list[Kept]

    @property
    def judged(self) -> dict[str, list[Judged]]:
        """What was said with a confidence, and whether it is right."""
        return {
            "speakers": said_of(self.speakers["all"]),
            "addressees": said_of(self.addressees["first"]),
            "pronouns in quotations": said_of(self.pronouns["all"]),
        }


def score(novel: Novel, export: Export) -> Scores:
    """Compares a novel with the export of its text."""
    text = novel.text
    named = ((m.entity, text[m.start : m.end]) for m in export.mentions if m.kind == "PROP")
    owner = owners(named, novel.characters)
    quotations = Quotations(export.quotations)
    said = [(quote, quotations.at(Span(*quote.spans[0]))) for quote in novel.quotes]
    places = Places(export.mentions)
    near = [(m, places.around(m.at)) for m in namings(novel)]
    meant = [(m, text[m.at.start : m.at.end]) for quote in novel.quotes for m in quote.mentions]
    pronouns = [(m, places.exactly(m.at)) for m, words in meant if is_pronoun(words)]
    singular = [(m, places.exactly(m.at)) for m, words in meant if is_pronoun(words, plural=False)]
    return Scores(
        name=novel.name,
        speakers=_speakers(said, owner),
        deciders=_by_decider(said, owner),
        lenient=_speakers(said, _speaking(said)),
        addressees=_addressees(said, owner),
        pronouns={"all": _right(pronouns, owner), "singular": _right(singular, owner)},
        characters=list(_kept(near, pronouns)),
    )


def _speakers(said: Said, owner: Owner) -> Cases:
    """Whether each quotation was given its speaker; one that was not found was not."""
    cases: Cases = {name: [] for name in ("all", *CUES)}
    for gold, found in said:
        case = _spoken(gold, found, owner)
        cases["all"].append(case)
        cases.setdefault(gold.type, []).append(case)
    return cases


def _by_decider(said: Said, owner: Owner) -> Cases:
    cases: Cases = {}
    for gold, found in said:
        if found and found.speaker:
            cases.setdefault(found.by, []).append(_spoken(gold, found, owner))
    return cases


def _spoken(gold: Quote, found: QuotationItem | None, owner: Owner) -> Case:
    if found is None or found.speaker is None:
        return Case(None, right=False)
    return Case(found.confidence, owner.get(found.speaker) == gold.speaker)


def _speaking(said: Said) -> Owner:
    """The character who really speaks most of what each entity is said to speak."""
    votes: dict[str, Counter[str]] = {}
    for gold, found in said:
        if found and found.speaker:
            votes.setdefault(found.speaker, Counter())[gold.speaker] += 1
    return most(votes)


def _addressees(said: Said, owner: Owner) -> Cases:
    """Of each quotation to exactly one character: whether the first one who is said to be addressed
    is that character, and whether any is."""
    cases: Cases = {"first": [], "any": []}
    for gold, found in said:
        if len(gold.addressees) != 1 or gold.addressees[0].startswith("_"):
            continue
        told = [owner.get(entity) for entity in found.addressees] if found else []
        confidence = found.confidence if found and told else None
        cases["first"].append(Case(confidence, told[:1] == gold.addressees))
        cases["any"].append(Case(confidence, gold.addressees[0] in told))
    return cases


def _right(told: Told, owner: Owner) -> list[Case]:
    """Whether each mention was found, as the character that it means."""
    return [
        Case(m.confidence, owner.get(m.entity) == gold.character) if m else Case(None, right=False)
        for gold, m in told
    ]


def _kept(named: Told, pronouns: Told) -> Iterator[Kept]:
    """How whole each of the characters named most often is kept."""
    for character, _ in Counter(m.character for m, _ in named).most_common(OFTEN):
        votes = Counter(m.entity for gold, m in named if m and gold.character == character)
        entity = votes.most_common(1)[0][0] if votes else None
        yield Kept(character, _held(named, character, entity), _held(pronouns, character, entity))


def _held(told: Told, character: str, entity: str | None) -> Agreement:
    """How many of a character's mentions an entity has, and how much else."""
    hers = [gold.character == character for gold, _ in told]
    held = [m is not None and m.entity == entity for _, m in told]
    both = sum(h and g for h, g in zip(held, hers, strict=True))
    return Agreement(both, sum(hers), both, sum(held))
