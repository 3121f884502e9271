"""Where people are from, and what they can."""

from __future__ import annotations

from fabula.reading.language.grammar import Grammar
from fabula.reading.language.nearby import is_person
from fabula.reading.lists import set_of, word_list
from fabula.reading.states.bearers import copula, is_real, members, people, subjects
from fabula.reading.states.held_states import Held
from fabula.story.text import Span

_SPEAKS = set_of("speak swear sing mutter curse say talk shout read write pray know")
_ABLE = set_of(
    "read write swim cook ride sing dance drive sew fly juggle climb fence knit weave ski skate"
    " sail row shoot track hunt type draw paint whistle spell count bake box wrestle dive surf"
    " navigate whittle speak play heal conjure shift shapeshift levitate teleport lip-read"
)
_WHAT = set_of(
    "piano violin fiddle flute guitar organ cello drum harp chess card bow music map lip mind"
    " dead language tongue latin rune horse car plane boat ship helicopter lorry bus bike"
    " motorbike anything"
)
_BORN = frozenset(("bear", "raise", "grow", "breed", "hail"))
_YOUNG = frozenset(("boy", "girl", "child"))
_TIMES = set_of("that this then today yesterday morning evening night day week back straight home")


def origins(grammar: Grammar, held: Held, i: int) -> None:
    """What a noun or adjective of a place or people says of where somebody is from."""
    if grammar.lemma(i) in word_list("demonyms") or grammar.text(i).lower() in word_list(
        "demonyms"
    ):
        _people(grammar, held, i)
    elif grammar.words[i].upos == "PROPN" and grammar.preposition(i) in ("from", "in", "at", "of"):
        _origin(grammar, held, i)
    elif grammar.words[i].upos == "PROPN" and grammar.words[i].deprel == "compound":
        _compound(grammar, held, i)


def _people(grammar: Grammar, held: Held, i: int) -> None:
    """ "He was a Spaniard", "she was French", "swore in Portuguese"."""
    word = grammar.words[i]
    verb = word.head
    if copula(grammar, i) is not None:
        if is_real(grammar, i):
            held.add(subjects(grammar, i), "origin", grammar.phrase(i), lasting=True)
    elif is_person(grammar, i) and word.xpos in ("NN", "NNP") and grammar.below(i, "det"):
        if grammar.preposition(i) not in ("like", "as", "than"):
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
        who = subjects(grammar, head) if _is_native(grammar, head) else []
    elif head in (i - 2, i - 3) and grammar.lemma(head) in _YOUNG:  # "a boy in Arras"
        who = subjects(grammar, head) if grammar.child(head, "cop") is not None else []
    held.add(who, "origin", Span(grammar.phrase(i).start, grammar.words[i].at.end), lasting=True)


def _is_native(grammar: Grammar, verb: int) -> bool:
    """Whether somebody comes from a place as where they are at home: "she came from Skye" and no
    more, not "came from Skye that morning"."""
    if grammar.following(verb) != "from":
        return False
    if grammar.words[verb].xpos in ("VBP", "VBZ"):
        return True
    plain = grammar.words[verb].xpos == "VBD" and len(grammar.below(verb, "obl")) == 1
    said = {grammar.text(k).lower() for k in grammar.subtree(verb)}
    return plain and not grammar.below(verb, "advcl", "xcomp", "compound:prt") and not said & _TIMES


def _compound(grammar: Grammar, held: Held, i: int) -> None:
    """ "She was a London girl"."""
    number, head = grammar.mention(i), grammar.words[i].head
    is_place = number is not None and grammar.page.notes.seen[number].type == "GPE"
    if is_place and is_person(grammar, head) and head is not None:
        said = copula(grammar, head) is not None
        who = subjects(grammar, head) if said else list(members(grammar, head))
        real = not said or is_real(grammar, head)
        held.add(who if real else (), "origin", grammar.words[i].at, lasting=True)


def skills(grammar: Grammar, held: Held, i: int) -> None:
    """ "I can read", "she could play the fiddle", "he knew how to sew", "had learnt to swim"."""
    known = grammar.words[i].head
    if grammar.lemma(i) not in _ABLE or grammar.is_question(i) or grammar.is_negated(i):
        return
    if known is not None and grammar.lemma(known) in ("know", "learn", "teach"):
        how = any(grammar.text(k).lower() == "to" for k in grammar.below(i, "mark"))
        if how and is_real(grammar, known):
            who = grammar.object(known) if grammar.lemma(known) == "teach" else None
            them = people(grammar, who) if who is not None else subjects(grammar, known)
            held.add(them, "skill", grammar.clause(i), lasting=True)
        return
    able = {grammar.lemma(k) for k in grammar.below(i, "aux")} & {"can", "could"}
    target = grammar.object(i)
    known_thing = target is None or _is_learnt(grammar, target)
    if able and known_thing and not grammar.below(i, "obl", "xcomp", "ccomp"):
        last = i if target is None else target
        at = Span(grammar.words[i].at.start, grammar.words[last].at.end)
        held.add(subjects(grammar, i), "skill", at, lasting=True)


def _is_learnt(grammar: Grammar, k: int) -> bool:
    lemma = grammar.lemma(k)
    return lemma in _WHAT or lemma in word_list("demonyms")
