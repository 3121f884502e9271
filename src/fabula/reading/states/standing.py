"""What people are: what they do for a living, their rank, where they are from, what they can."""

from __future__ import annotations

from fabula.reading.language.grammar import Grammar
from fabula.reading.language.nearby import addressee, is_person, named_beside
from fabula.reading.lists import word_list, words_of
from fabula.reading.states.bearers import copula, is_real, members, people, predicate, subjects
from fabula.reading.states.held_states import Held
from fabula.reading.states.state_words import RANKS, SPECIES, titles
from fabula.story.text import Span

_LIKE = frozenset(("like", "as", "than"))
_SOME = words_of("a an one any every each no another some what which such")
_SPEAKS = words_of("speak swear sing mutter curse say talk shout read write pray")
_ABLE = words_of("read write swim cook ride sing dance drive sew fly juggle climb fence")
_KEEPS = words_of("keep run own manage")
_HOUSES = words_of(
    "shop inn pub tavern bar café cafe restaurant hotel bakery store stall farm mill garage salon"
    " business school forge brewery bookshop library laundry hospital factory office"
)
_BORN = frozenset(("bear", "raise", "grow", "breed"))


def standing(grammar: Grammar, held: Held, i: int) -> None:
    """What a noun says that somebody is."""
    lemma, text = grammar.lemma(i), grammar.text(i)
    following = grammar.words[i + 1] if i + 1 < len(grammar.words) else None
    if text.lower() in titles() and text[0].isupper():
        named = following is not None and following.upos == "PROPN"
        if named and following is not None and following.sentence == grammar.words[i].sentence:
            _title(grammar, held, i, titles()[text.lower()])
        else:
            _called(grammar, held, i, titles()[text.lower()])
        return
    if lemma in word_list("occupations") and grammar.words[i].upos != "ADJ":
        _occupation(grammar, held, i)
    elif lemma in word_list("demonyms"):
        _people(grammar, held, i)
    elif grammar.preposition(i) in ("from", "in") and grammar.words[i].upos == "PROPN":
        _origin(grammar, held, i)


def _title(grammar: Grammar, held: Held, i: int, name: str) -> None:
    """ "Captain Bredon": the title says what they are."""
    who = [k for k in (i, i + 1, i + 2) if k < len(grammar.words) and is_person(grammar, k)]
    first = i
    while first > 0 and grammar.text(first - 1).lower() in titles():
        first -= 1
    if who and grammar.text(i + 1).lower() not in titles():
        at = Span(grammar.words[first].at.start, grammar.words[i].at.end)
        said = grammar.page.passage.text[at.start : at.end].lower()
        said = "doctor" if said in ("dr", "dr.") else said
        held.add(members(grammar, who[0]), name, at, lasting=True, said=said)


def _called(grammar: Grammar, held: Held, i: int, name: str) -> None:
    """ "Clean, Colonel": whom one is called so by is one."""
    who = addressee(grammar, i)
    if who is not None and name == "rank" and grammar.lemma(i) in RANKS:
        said = grammar.text(i).lower()
        held.add((who,), name, grammar.words[i].at, lasting=True, said=said)
    elif grammar.lemma(i) in word_list("occupations"):
        _occupation(grammar, held, i)


def _occupation(grammar: Grammar, held: Held, i: int) -> None:
    """ "He was a doctor", "Ines, a sailor,", "worked as a clerk", "the new postman"."""
    word = grammar.words[i]
    name = titles().get(grammar.lemma(i), "occupation")
    name = "species" if grammar.lemma(i) in SPECIES else name
    said = predicate(grammar, i)
    if said is not None:
        who = subjects(grammar, said) if is_real(grammar, said) else []
    elif grammar.preposition(i) == "as" and word.deprel == "obl" and word.head is not None:
        who = subjects(grammar, word.head) if is_real(grammar, word.head) else []
    elif word.deprel == "appos" and is_person(grammar, word.head):
        who = list(members(grammar, word.head))
    elif named_beside(grammar, i) is not None:
        who = list(members(grammar, named_beside(grammar, i)))
    else:
        # "the vicar" of whom no more is known is called so, which tells nothing of him
        ones = members(grammar, i) if _is_one(grammar, i) else ()
        who = [e for e in ones if not _is_bare(grammar, i) or held.is_named(e, grammar.lemma(i))]
    held.add(who, name, grammar.phrase(i), lasting=True, said=grammar.lemma(i))


def _is_one(grammar: Grammar, i: int) -> bool:
    """Whether a noun stands for one who is told of, as what they are."""
    if not is_person(grammar, i) or grammar.words[i].xpos != "NN":
        return False
    if grammar.preposition(i) in _LIKE | {"on"} or grammar.is_question(i):
        return False
    determiners = {grammar.text(k).lower() for k in grammar.below(i, "det")}
    return bool(determiners or grammar.below(i, "nmod:poss")) and not determiners & _SOME


def _is_bare(grammar: Grammar, i: int) -> bool:
    """Whether a noun has nothing but a determiner."""
    words = grammar.words_in(grammar.phrase(i))
    return len(words) <= 2 and words.stop == i + 1


def _people(grammar: Grammar, held: Held, i: int) -> None:
    """ "He was a Spaniard", "she was French", "swore in Portuguese"."""
    word = grammar.words[i]
    verb = word.head
    if copula(grammar, i) is not None:
        if is_real(grammar, i):
            held.add(subjects(grammar, i), "origin", grammar.phrase(i), lasting=True)
    elif is_person(grammar, i) and word.xpos in ("NN", "NNP") and grammar.below(i, "det"):
        held.add(members(grammar, i), "origin", grammar.phrase(i), lasting=True)
    elif verb is not None and grammar.lemma(verb) in _SPEAKS and is_real(grammar, verb):
        if word.deprel in ("obj", "advmod", "xcomp") or grammar.preposition(i) == "in":
            held.add(subjects(grammar, verb), "skill", word.at, lasting=True, basis="inferred")
    elif word.deprel == "amod" and is_person(grammar, word.head) and word.upos == "ADJ":
        held.add(people(grammar, word.head), "origin", word.at, lasting=True)


def _origin(grammar: Grammar, held: Held, i: int) -> None:
    """ "The priest from Huesca", "he was from Preston", "she was born in Arras"."""
    head, preposition = grammar.words[i].head, grammar.preposition(i)
    from_ = preposition == "from"
    who: list[str] = []
    if from_ and grammar.child(i, "cop") is not None:
        who = subjects(grammar, i) if is_real(grammar, i) else []
    elif from_ and is_person(grammar, head) and head in (i - 2, i - 3):
        who = people(grammar, head)
    elif head is not None and grammar.lemma(head) in _BORN and is_real(grammar, head):
        who = subjects(grammar, head)
    elif from_ and head is not None and grammar.lemma(head) == "come":
        who = subjects(grammar, head) if grammar.words[head].xpos in ("VBP", "VBZ") else []
    elif head is not None and grammar.lemma(head) in ("boy", "girl", "child"):  # "a boy in Arras"
        who = subjects(grammar, head) if grammar.child(head, "cop") is not None else []
    held.add(who, "origin", Span(grammar.phrase(i).start, grammar.words[i].at.end), lasting=True)


def works(grammar: Grammar, held: Held, i: int) -> None:
    """ "She worked at the mill", "he kept an inn"."""
    lemma, target = grammar.lemma(i), grammar.object(i)
    if lemma not in _KEEPS | {"work"} or not is_real(grammar, i):
        return
    place = target if lemma != "work" else None
    if place is not None and grammar.lemma(place) not in _HOUSES:
        return
    if lemma == "work":
        at = (k for k in grammar.below(i, "obl") if grammar.preposition(k) in ("at", "in", "for"))
        place = next((k for k in at if _is_house(grammar, k)), None)
    if place is not None:
        held.add(subjects(grammar, i), "occupation", grammar.phrase(place), lasting=True)


def _is_house(grammar: Grammar, k: int) -> bool:
    """Whether a word stands for a place or body that one works for."""
    number = grammar.mention(k)
    kind = grammar.page.notes.seen[number].type if number is not None else None
    return kind in ("ORG", "FAC") or grammar.lemma(k) in _HOUSES


def skills(grammar: Grammar, held: Held, i: int) -> None:
    """ "I can read", "she could swim", "he knew how to sew"."""
    known = grammar.words[i].head
    if grammar.lemma(i) in _ABLE and known is not None and grammar.lemma(known) == "know":
        how = any(grammar.text(k).lower() == "how" for k in grammar.below(i, "advmod", "mark"))
        if how and is_real(grammar, known):
            held.add(subjects(grammar, known), "skill", grammar.clause(i), lasting=True)
        return
    if grammar.lemma(i) not in _ABLE or grammar.is_question(i) or grammar.is_negated(i):
        return
    able = {grammar.lemma(k) for k in grammar.below(i, "aux")} & {"can", "could"}
    if able and grammar.object(i) is None and not grammar.below(i, "obl", "advmod", "advcl"):
        held.add(subjects(grammar, i), "skill", grammar.words[i].at, lasting=True)
