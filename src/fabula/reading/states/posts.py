"""What people do for a living, and what rank they hold: "was a doctor", "Captain Hale"."""

from __future__ import annotations

from fabula.reading.language.grammar import Grammar
from fabula.reading.language.nearby import addressee, is_person, named_beside
from fabula.reading.lists import set_of, word_list
from fabula.reading.states.bearers import is_real, members, people, predicate, subjects
from fabula.reading.states.describing import apart
from fabula.reading.states.held_states import Held
from fabula.reading.states.state_words import NOUNS, RANKS, SPECIES, titles
from fabula.story.text import Span

_LIKE = frozenset(("like", "as", "than", "on"))
_SOME = set_of("a an one any every each no another some what which such")
_BECOMES = set_of("become remain stay turn")
_RISES = set_of("promote rise raise appoint")
_MAKES = set_of("make appoint name elect ordain crown promote commission call")
_SEEMS = set_of(
    "disguise dress describe treat see regard think know pose pass masquerade use take give"
    " have say look sound talk sit stand come act feel hold count"
)
_FIGURES = set_of("judge sailor hunter player")  # "a good judge of hats", "a fortune-hunter"
_MATES = set_of("first second third fourth chief")
_MADE_OF = ("wright", "monger", "smith", "keeper")


def posts(grammar: Grammar, held: Held, i: int) -> None:
    """What a noun says that somebody is for others: a title, a trade, a rank."""
    text = grammar.text(i)
    if text.lower() in titles() and text[0].isupper():
        _title(grammar, held, i, titles()[text.lower()])
    elif is_post(grammar, i):
        _occupation(grammar, held, i)
    elif grammar.text(i) in NOUNS and grammar.child(i, "det") is not None:
        who = apart(grammar, i)
        if (said := predicate(grammar, i)) is not None:
            who = subjects(grammar, said) if is_real(grammar, said) else []
        name = NOUNS[text]
        held.add(who, name.removesuffix("!"), grammar.phrase(i), lasting=name.endswith("!"))


def is_post(grammar: Grammar, i: int) -> bool:
    """Whether a noun is what somebody is by trade or rank."""
    if grammar.words[i].upos == "ADJ" or grammar.owns(i):
        return False  # "a farmer's son"
    if grammar.lemma(i).endswith(_MADE_OF):
        return True
    mate = grammar.lemma(i) in ("mate", "officer") and grammar.text(i - 1).lower() in _MATES
    return mate or grammar.lemma(i) in word_list("occupations")


def _title(grammar: Grammar, held: Held, i: int, name: str) -> None:
    """ "Captain Bredon", "Clean, Colonel": whom one calls so is one."""
    after = i + 1 if i + 1 < len(grammar.words) else i
    named = after > i and grammar.words[after].upos == "PROPN"
    if not named or grammar.words[after].sentence != grammar.words[i].sentence:
        who = addressee(grammar, i)
        if who is not None and name == "rank" and grammar.lemma(i) in RANKS:
            said = grammar.text(i).lower()
            held.add((who,), name, grammar.words[i].at, lasting=True, said=said)
        elif is_post(grammar, i):
            _occupation(grammar, held, i)
        return
    who_is = [k for k in (i, i + 1, i + 2) if k < len(grammar.words) and is_person(grammar, k)]
    first = i
    while first > 0 and grammar.text(first - 1).lower() in titles():
        first -= 1
    if who_is and grammar.text(after).lower() not in titles():
        at = Span(grammar.words[first].at.start, grammar.words[i].at.end)
        said = grammar.page.passage.text[at.start : at.end].lower()
        said = "doctor" if said in ("dr", "dr.") else said
        held.add(members(grammar, who_is[0]), name, at, lasting=True, said=said)


def _occupation(grammar: Grammar, held: Held, i: int) -> None:
    """ "He was a doctor", "Ines, a sailor,", "worked as a clerk", "the new postman"."""
    name = titles().get(grammar.lemma(i), "occupation")
    name = "species" if grammar.lemma(i) in SPECIES else name
    said = grammar.lemma(i)
    held.add(_who_is(grammar, held, i), name, grammar.phrase(i), lasting=True, said=said)


def _who_is(grammar: Grammar, held: Held, i: int) -> list[str]:
    """Who is what a noun says."""
    word, head = grammar.words[i], grammar.words[i].head
    said = predicate(grammar, i)
    figure = grammar.lemma(i) in _FIGURES and grammar.child(i, "amod") is not None
    if figure or grammar.is_negated(i) or grammar.below(i, "nummod"):
        return []
    if said is not None:
        was = is_real(grammar, said) or grammar.realis(said) == "habitual"
        return subjects(grammar, said) if was else []
    if head is not None and grammar.words[head].upos == "VERB" and is_real(grammar, head):
        lemma = grammar.lemma(head)
        if grammar.preposition(i) == "as":
            return subjects(grammar, head) if lemma not in _SEEMS or i < head else []
        if grammar.preposition(i) == "to" and lemma in _RISES:
            return subjects(grammar, head)
        if lemma in _BECOMES and word.deprel in ("xcomp", "obj"):
            return subjects(grammar, head)
        if lemma in _MAKES and i > head and word.deprel in ("xcomp", "obj"):
            return _made(grammar, head, i)
    if word.deprel == "appos" and is_person(grammar, head):
        return list(members(grammar, head))
    beside = named_beside(grammar, i) or _named_before(grammar, i)
    if beside is not None:
        return list(members(grammar, beside))
    if described := apart(grammar, i):
        return described
    # "the vicar" of whom no more is known is called so, which tells nothing of him
    ones = members(grammar, i) if _is_one(grammar, i) else ()
    return [e for e in ones if not _is_bare(grammar, i) or held.is_named(e, grammar.lemma(i))]


def _named_before(grammar: Grammar, i: int) -> int | None:
    """ "Odo the blacksmith"."""
    led = i > 1 and grammar.text(i - 1).lower() == "the" and grammar.words[i - 2].upos == "PROPN"
    return i - 2 if led and is_person(grammar, i - 2) else None


def _made(grammar: Grammar, verb: int, i: int) -> list[str]:
    """ "They had made Ilse a lieutenant", "she was made a lieutenant"."""
    if grammar.is_passive(verb):
        return subjects(grammar, verb)
    between = range(verb + 1, i)
    return next((people(grammar, k) for k in between if is_person(grammar, k)), [])


def _is_one(grammar: Grammar, i: int) -> bool:
    """Whether a noun stands for one who is told of, as what they are."""
    if not is_person(grammar, i) or grammar.words[i].xpos != "NN":
        return False
    if grammar.preposition(i) in _LIKE or grammar.is_question(i):
        return False
    determiners = {grammar.text(k).lower() for k in grammar.below(i, "det")}
    return bool(determiners or grammar.below(i, "nmod:poss")) and not determiners & _SOME


def _is_bare(grammar: Grammar, i: int) -> bool:
    """Whether a noun has nothing but a determiner."""
    words = grammar.words_in(grammar.phrase(i))
    return len(words) <= 2 and words.stop == i + 1
