"""Answers about people: who they are, whether they are so, what they look like."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from fabula.asking.answers import Answer, stated
from fabula.asking.kin_near import gender
from fabula.asking.names import plain
from fabula.asking.predicates import said_in, said_of
from fabula.asking.question import Question
from fabula.asking.stems import alike, stems
from fabula.reading.lists import word_list
from fabula.reading.ties.tie_words import tie_nouns
from fabula.story.contract import RelationItem
from fabula.story.labels import NARRATOR
from fabula.story.records import SYMMETRIC
from fabula.story.text import Span

if TYPE_CHECKING:
    from fabula.asking.book import Book


_WORK = re.compile(
    r"for a living|\b(?:job|profession|occupation|trade)\?|^what (?:do|does) .* do\?"
)
_NAMED = re.compile(r"\bnames?\b|\b(?:is|was) [\w' ]+ called\b")
_THEN = re.compile(r" (?:when|while|before|after|as) ")
NOUNS, MOST = 2, 20  # words that may name what somebody is; sentences that are looked at
ALL = 0.8  # how much of the question a sentence and those beside it have to tell
_WHO_IS = re.compile(r"who(?:'s| is| are| was| were) (?=the |[^ ]+)")
_CALLED = (
    r"(?:,? (?:who |which )?(?:(?:is|was|were) )?(?:called|named)|['’]s name (?:is|was))"
    r" ((?:the |The )?[A-Z][\w’'-]*(?: [A-Z][\w’'-]*)*)"
)
_ASKS_NAME = re.compile(
    r"what (?:is|was|were) (?:(.+?) called|the name of (.+?)|(.+?)(?:'s|'|s') name)\?"
)
_WHICH = re.compile(r"which of .*? (?:is|was|are|were) (.*)", re.IGNORECASE)
SHORTEST = 4  # characters of an occupation that tells something ("Dr" does not)
LONGEST = 14  # words of a description that is an answer
_TELLING = re.compile(
    r"(?:the|an?) (?!(?:\w+ )?(?:man|woman|person|boy|girl|thing|one|lot|bit|little)$)", re.I
)
OFTEN = 2  # times that a tie has to be told to say who somebody is
_OWNED = re.compile(r"(?:his|her|their|my|your|our|its)\b", re.IGNORECASE)
_PLAIN_TIES = ("parent", "sibling", "spouse")  # what all nouns for them say of both
_NOUNS = {
    "parent": ("father", "mother"), "child": ("son", "daughter"), "sibling": ("brother", "sister"),
    "spouse": ("husband", "wife"),
}  # fmt: skip
_SAYS_WHO = {
    "parent": "parent of", "sibling": "sibling of", "spouse": "married to", "partner": "partner of",
    "former-partner": "former partner of", "kin": "relative of", "friend": "friend of",
    "teacher": "teacher of", "superior": "superior of", "colleague": "colleague of",
    "teammate": "teammate of", "member-of": "member of", "leader-of": "leader of",
    "carer": "carer of", "enemy": "enemy of", "rival": "rival of", "captor": "captor of",
    "rescuer": "rescuer of",
}  # fmt: skip


def bearer(book: Book, question: Question) -> Answer | None:
    """ "Who is Ida's brother?": whoever has this tie to the one named."""
    if question.verb or question.words:
        return None
    if question.tie is None:
        if question.noun not in tie_nouns() or not question.people:
            return None
        owner, noun = question.people[-1], question.noun or ""
    else:
        owner, noun = question.tie
        called = book.names.owned(owner, noun)
        if called and (answer := _answer(book, called, book.names.shown_of(owner, noun))):
            return answer
    found = (
        (_bears(book, r, noun, owner), r)
        for r in book.relations
        if r.type in _PLAIN_TIES or any(noun in book.words(book.shown(a.start)) for a in r.evidence)
    )
    return next((a for e, r in found if e and (a := _answer(book, e, r.evidence))), None)


def _answer(book: Book, entity: str, shown: Sequence[Span] | None) -> Answer | None:
    if entity not in book.entities or book.entities[entity].name is None or not shown:
        return None
    evidence = [book.shown(at.start) for at in shown[:2]]
    return stated("who-is", book.label(entity), [entity], evidence, 0.7)


def _bears(book: Book, relation: RelationItem, noun: str, owner: str) -> str | None:
    """Who has a tie to its owner, by the noun that names it, and can be called so: no "she" is a
    father."""
    bearer = _bearer(relation, noun, owner)
    if bearer is None or not gender(noun):
        return bearer
    return bearer if book.pronouns(bearer) in ("", gender(noun)) else None


def _bearer(relation: RelationItem, noun: str, owner: str) -> str | None:
    tie = tie_nouns()[noun]
    ends = (relation.source, relation.target)
    if relation.type != tie.type or owner not in ends:
        return None
    if tie.type in SYMMETRIC:
        return ends[1] if ends[0] == owner else ends[0]
    bears, owns = reversed(ends) if tie.turned else ends
    return bears if owns == owner else None


def name_of(book: Book, question: Question) -> Answer | None:
    """ "What is the captain's name?": the name that the story comes to call them by."""
    if _NAMED.search(question.small) is None or question.lost:
        return None
    item = book.entities.get(question.people[0]) if len(question.people) == 1 else None
    if item is None or item.name is None or set(question.words) - {"name"}:
        return _said_to_be_called(book, question)
    if plain(item.name) in plain(question.text):
        return None
    naming = [m for m in book.mentions if m.entity == item.id and m.kind == "PROP"]
    if not naming:
        return None
    return stated("what", item.name, [item.id], [book.shown(naming[0].start)], 0.65)


def _said_to_be_called(book: Book, question: Question) -> Answer | None:
    """ "The boat was called the Second Chance": what something is said to be called."""
    asked = _ASKS_NAME.match(question.small)
    thing = next(filter(None, asked.groups()), "") if asked else ""
    noun = thing.split()[-1] if thing else ""
    near = re.compile(rf"\b(?i:{re.escape(thing)}){_CALLED}") if thing else None
    found = near.search(book.text) if near else None
    own = re.search(rf"\b(?i:{re.escape(noun)}){_CALLED}", book.text) if noun else None
    if found is None and own is not None and _is_theirs(book, question, own.start()):
        found = own
    if found is None:
        return None
    return stated("what", " ".join(found[1].split()), [], [book.shown(found.start())], 0.7)


def _is_theirs(book: Book, question: Question, place: int) -> bool:
    """Whether those whom a question names are told of where something has its name."""
    near = book.sentences.people_near(book.sentences.at(place), 1)
    return near.issuperset(p for p in question.people if book.is_person(p))


def work(book: Book, question: Question) -> Answer | None:
    """ "What does Ida do for a living?": what the story says they are by trade."""
    if _WORK.search(question.small) is None or question.lost or not question.people:
        return None
    person = question.people[0]
    for told in book.attributes:
        if told.entity == person and told.name == "occupation" and len(told.value) >= SHORTEST:
            return stated("what", told.value, [person], [book.shown(told.start)], told.confidence)
    for said in said_of(book, person):
        if plain(said.words).split(" ")[-1] in word_list("occupations") and not said.negated:
            return stated("what", said.words, [person], [book.shown(said.place)], 0.6)
    return None


def who_is(book: Book, question: Question) -> Answer | None:
    """Who somebody is, or who it is that is so."""
    if question.lost or question.verb is not None:
        return None
    if question.tie is not None:
        return None
    named = [p for p in question.people if p in book.entities and book.entities[p].type == "PER"]
    asked = _WHO_IS.match(question.small)
    if named and not question.words and asked and asked.end() == question.named[0].at.start:
        item = book.entities[named[0]]
        said = plain(question.text[question.named[0].at.start : question.named[0].at.end])
        if item.name is not None and plain(item.name) not in said and said.startswith("the "):
            return _answer(book, item.id, [Span(item.first, item.first)])
        return _described(book, named[0]) if item.name else _called_so(book, item.id, said)
    return _of_description(book, question) or _that_is(book, question)


def _called_so(book: Book, entity: str, form: str) -> Answer | None:
    """ "Who was the worst liar?": whoever with a name is told to be it."""
    wanted = set(stems(form))
    for number in book.sentences.about(entity):
        for said in said_in(book, number):
            item = book.entities.get(said.person)
            if item is None or item.name is None or said.negated or said.person == entity:
                continue
            if wanted and wanted <= set(stems(said.words)):
                return stated("who-is", item.label, [item.id], [book.shown(said.place)], 0.65)
    return None


def who_is_which(book: Book, question: Question) -> Answer | None:
    """ "Which of the two was a weaver?"."""
    asked = _WHICH.match(question.text)
    return _that_is(book, question._replace(text=asked[1])) if asked else None


def _described(book: Book, person: str) -> Answer | None:
    """What somebody is: what they do, and what the story says they are."""
    said = [s for s in said_of(book, person) if not s.negated and _TELLING.match(s.words)]
    said = [s for s in said if not s.led]
    said = [s for s in said if len(s.words.split()) <= LONGEST]
    # The narration's own words: what people call each other is as often praise or blame.
    said = [s for s in said if book.speaker(s.place) is None]
    words = [s.words for s in said[:1]]
    shown = [book.shown(s.place) for s in said[:1]]
    for work in book.attributes:
        told = work.entity == person and work.name == "occupation"
        told = told and len(work.value) >= SHORTEST and not _OWNED.match(work.value)
        told = told and plain(work.value) not in plain(book.label(person))
        if told and not words:
            words, shown = [work.value], [book.shown(work.start)]
    for tie in book.relations:
        named = tie.target in book.entities and book.entities[tie.target].name is not None
        often = tie.basis == "stated" and len(tie.evidence) >= OFTEN
        if tie.source == person and tie.type in _SAYS_WHO and often and named:
            words.append(f"{_SAYS_WHO[tie.type]} {book.label(tie.target)}")
            shown.append(book.shown(tie.evidence[0].start))
            break
    if not words:
        return _kin_of(book, person)
    return stated("who-is", ", ".join(words), [person], shown, 0.6)


def _kin_of(book: Book, person: str) -> Answer | None:
    """ "Joss's daughter", where that is all that the story tells of somebody."""
    owned = book.names.whose(person)
    if owned is not None and book.is_named(owned[0]) and owned[1] in tie_nouns():
        shown = [book.shown(at.start) for at in book.names.shown_of(*owned)[:1]]
        return stated("who-is", f"{book.label(owned[0])}'s {owned[1]}", [person], shown, 0.6)
    for tie in book.relations:
        ends = (tie.source, tie.target)
        if person not in ends or tie.type not in _PLAIN_TIES:
            continue
        other = ends[0] if ends[1] == person else ends[1]
        noun = _noun(book, tie.type, person, tie.source == person)
        said = book.sentences.at(tie.evidence[0].start)
        if (
            person not in book.sentences.people_near(said, 0)
            or noun not in book.sentences.stems[said]
        ):
            continue  # a tie that is only inferred says little of who somebody is
        if noun and (book.is_named(other) or book.label(other) == NARRATOR):
            shown = [book.shown(tie.evidence[0].start)]
            return stated("who-is", f"{book.label(other)}'s {noun}", [person], shown, 0.5)
    return None


def _noun(book: Book, tie: str, person: str, bears: bool) -> str:
    """The noun for somebody with a tie, "" where nobody knows whether it is he or she."""
    sorts = _NOUNS.get(tie if bears or tie != "parent" else "child", ("", ""))
    said = book.pronouns(person)
    return sorts[said == "she"] if said else ""


def _of_description(book: Book, question: Question) -> Answer | None:
    """ "Who was the man with the case?": whoever is called so, if they have a name."""
    found: dict[str, Span] = {}
    wanted = set(stems(question.text))
    for mention in book.mentions:
        if mention.kind == "NOM" and wanted <= set(stems(book.text[mention.start : mention.end])):
            found.setdefault(mention.entity, Span(mention.start, mention.end))
    if len(found) != 1 or not wanted:
        return None
    entity, at = next(iter(found.items()))
    item = book.entities[entity]
    if item.name is None or item.type != "PER":
        return None
    return stated("who-is", item.label, [entity], [book.shown(at.start)], 0.6)


def _that_is(book: Book, question: Question) -> Answer | None:
    """ "Who was a weaver?", "Who was sick on the sand?": whoever the story says is so."""
    persons = [k for k in question.named if book.is_person(k.entity)]
    named = {w for k in persons for w in stems(question.text[k.at.start : k.at.end])}
    asked = [w for w in stems(question.text) if w not in named]
    for number in book.sentences.ranked(asked[:NOUNS], asked, (), MOST):
        rest = book.sentences.share(asked, number, 1)
        for said in said_in(book, number):
            item = book.entities.get(said.person)
            has = set(stems(said.words)) & set(asked)
            if item is None or not has or said.negated or rest < ALL:
                continue
            near = book.sentences.people_near(number, 1)
            if item.id in question.people or not near.issuperset(k.entity for k in persons):
                continue
            if item.name is not None and item.type == "PER" and asked[0] in has:
                shown = [book.shown(said.place)]
                return stated("who-is", item.label, [item.id], shown, 0.65)
    return None


def is_it(book: Book, question: Question) -> Answer | None:
    """ "Is Ida married?", "Was Joss a soldier?": by what the story says they are, the latest."""
    if question.verb is not None or not question.people:
        return None
    owned = next((k for k in question.named if k.noun), None)
    if owned is not None and len(question.named) > 1 and question.named[0].entity == owned.entity:
        shown = book.names.shown_of(owned.owner or "", owned.noun or "")
        return stated("yes-no", "yes", [owned.entity], [book.shown(shown[0].start)], 0.7)
    core = set(stems(_THEN.split(question.text)[0]))
    words = [w for w in question.words if w in core]
    if not words:
        return None
    if " or " in question.small or question.lost:
        return None
    person, *others = question.people
    for said in reversed(list(said_of(book, person))):
        has = stems(said.words)
        head = max((alike(words[-1], h) for h in has), default=0.0)
        all_ = sum(max((alike(w, h) for h in has), default=0.0) for w in words)
        near = book.sentences.people_near(said.number, 0)
        if head == 1.0 and all_ >= 0.8 * len(words) and near.issuperset(others):
            answer = "no" if said.negated else "yes"
            return stated("yes-no", answer, question.people, [book.shown(said.place)], 0.7)
    return _attribute(book, question, person) if not others else None


def _attribute(book: Book, question: Question, person: str) -> Answer | None:
    for attribute in book.attributes:
        if attribute.entity != person:
            continue
        has = {*stems(attribute.value), attribute.name}
        if all(any(w == h for h in has) for w in question.words):
            shown = book.shown(attribute.start)
            return stated("yes-no", "yes", [person], [shown], attribute.confidence)
    return None
