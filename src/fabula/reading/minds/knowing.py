"""Who knows what, as the text tells it: verbs and adjectives of knowing, learning, believing,
forgetting and hiding with the clause or the thing they are about (here), what somebody is told and
what is kept from them (`knowing_told`).

After the threads, whose secrets are hidden by those who hold them.
"""

from __future__ import annotations

from collections.abc import Iterator

from fabula.reading.language.grammar import SUBJECTS, Grammar
from fabula.reading.minds.contents import content_of, led_to, sentence_about
from fabula.reading.minds.heads import NOBODY
from fabula.reading.minds.knowing_told import Known, kept, told
from fabula.reading.minds.knowing_words import (
    ADJECTIVES,
    CLAUSE_ONLY,
    COMES_TO,
    DENIED,
    MEMORY,
    TELLS,
    VERBS,
)
from fabula.reading.page import Page
from fabula.story.memory import Memory
from fabula.story.records import Knowledge, KnowledgeState
from fabula.story.text import Span

BY = "knowing"
LEAST = 3  # words of a content that is worth keeping


def knowing(memory: Memory, page: Page) -> Memory:
    """Emits Knowledge."""
    grammar = page.grammar
    found = [known for i in range(len(grammar.words)) for known in _at(grammar, i)]
    kept_apart: set[tuple[str, KnowledgeState, int]] = set()
    for known in (*found, *told(page), *kept(page)):
        key = (known.holder, known.state, known.at.start)
        if key in kept_apart or not _says_enough(page, known.at):
            continue
        kept_apart.add(key)
        page.emit(
            Knowledge, "n", known.at, BY, confidence=known.confidence, holder=known.holder,
            state=known.state, about=_about(page, known.at),
            evidence=(page.passage.absolute(known.shown),),
        )  # fmt: skip
    return memory


def _at(grammar: Grammar, i: int) -> Iterator[Known]:
    """What a word tells of somebody's knowledge."""
    word, lemma = grammar.words[i], grammar.lemma(i)
    if word.upos not in ("VERB", "ADJ", "NOUN") or grammar.is_question(i):
        return
    if word.upos == "VERB" and (lemma in VERBS or _finds_out(grammar, i)):
        yield from _state(grammar, i, VERBS.get(lemma, "knows"))
    elif word.upos == "VERB" and lemma in TELLS:
        yield from _telling(grammar, i)
    elif word.upos == "VERB" and lemma in COMES_TO:
        yield from _insight(grammar, i)
    elif word.upos == "ADJ" and lemma in ADJECTIVES and grammar.child(i, "cop") is not None:
        yield from _state(grammar, i, ADJECTIVES[lemma])
    elif word.upos == "NOUN" and lemma in ("idea", "memory", "recollection"):
        yield from _no_idea(grammar, i)


def _finds_out(grammar: Grammar, i: int) -> bool:
    return grammar.lemma(i) == "find" and grammar.child(i, "compound:prt") is not None


def _state(grammar: Grammar, i: int, state: KnowledgeState) -> Iterator[Known]:
    """ "She did not know who had carried him": the holder, the state, the content."""
    lemma, realis = grammar.lemma(i), grammar.realis(i)
    content = content_of(grammar, i, thing=lemma not in CLAUSE_ONLY)
    if lemma == "wonder" and content and grammar.page.passage.text[content.start :][:5] == "that ":
        return  # "I wonder that he came at all"
    unable = {"could", "can", "ca"} & set(grammar.auxiliaries(i)) and realis == "negated"
    if content is None or (realis not in ("actual", "negated") and not unable):
        return
    if _is_aim(grammar, i):
        return
    if state in ("believes", "suspects") and grammar.quotation(i) is not None and _is_i(grammar, i):
        return  # "I think", said to be polite
    if realis == "negated":
        denied = "forgot" if lemma in MEMORY else DENIED.get(state)
        if denied is None:
            return
        state = denied
    for holder in _people(grammar, grammar.subject(i)):
        yield Known(holder, state, content, grammar.words[i].at, 0.6)


def _is_aim(grammar: Grammar, i: int) -> bool:
    """Whether somebody only means to know ("roared to know"), or is yet to ("before she knew")."""
    marks = {grammar.lemma(k) for k in grammar.below(i, "mark")}
    subject = grammar.child(i, *SUBJECTS)
    if subject:
        marks.add(grammar.text(subject - 1).lower())
    return bool(marks & {"to", "before", "until", "till", "lest"})


def _telling(grammar: Grammar, i: int) -> Iterator[Known]:
    """ "He told her that the bridge was down": she knows it; or does not, and he hides it, if he
    has not told her."""
    realis, passive = grammar.realis(i), grammar.is_passive(i)
    denied = realis == "negated"
    hearer_word = grammar.subject(i) if passive else grammar.object(i)
    content = content_of(grammar, i, thing=denied)
    if content is None and denied and hearer_word is not None:
        content = sentence_about(grammar, i)
    if content is None or realis not in ("actual", "negated"):
        return
    shown = grammar.words[i].at
    hearers = list(_people(grammar, hearer_word)) or list(
        _people(grammar, grammar.child(i, "iobj") or grammar.oblique(i, "to"))
    )
    for hearer in hearers:
        yield Known(hearer, "does-not-know" if denied else "knows", content, shown, 0.6)
    if denied and not passive:
        for holder in _people(grammar, grammar.subject(i)):
            yield Known(holder, "hides", content, shown, 0.6)


def _insight(grammar: Grammar, i: int) -> Iterator[Known]:
    """ "It came to her that they were afraid"."""
    content = led_to(grammar, i)
    if i == 0 or grammar.text(i - 1).lower() not in ("it", "had") or content is None:
        return
    # By its preposition alone: a name there is taken for the subject now and then.
    whom = next(
        (k for k in grammar.below(i) if grammar.preposition(k) in ("to", "on", "upon")), None
    )
    for holder in _people(grammar, whom):
        yield Known(holder, "knows", content, grammar.words[i].at, 0.6)


def _no_idea(grammar: Grammar, i: int) -> Iterator[Known]:
    """ "She had no idea who he was", "he had no memory of the fire"."""
    determiner, verb = grammar.child(i, "det"), grammar.words[i].head
    if determiner is None or grammar.text(determiner).lower() != "no" or verb is None:
        return
    clause = grammar.child(i, "acl", "ccomp", "nmod", "acl:relcl") or grammar.child(verb, "ccomp")
    content = grammar.clause(clause) if clause is not None else led_to(grammar, i)
    if grammar.lemma(verb) != "have" or content is None:
        return
    state: KnowledgeState = "does-not-know" if grammar.lemma(i) == "idea" else "forgot"
    for holder in _people(grammar, grammar.subject(verb)):
        yield Known(holder, state, content, grammar.words[i].at, 0.6)


def _is_i(grammar: Grammar, i: int) -> bool:
    subject = grammar.subject(i)
    return subject is not None and grammar.text(subject).lower() in ("i", "we")


def _people(grammar: Grammar, word: int | None) -> Iterator[str]:
    for k in grammar.joined(word):
        number, entity = grammar.mention(k), grammar.entity(k)
        if number is None or entity is None or NOBODY.match(grammar.text(k)):
            continue
        if grammar.page.notes.seen[number].type == "PER":
            yield from grammar.page.members.get(entity, (entity,))


def _says_enough(page: Page, content: Span) -> bool:
    words = page.passage.text[content.start : content.end].split()
    return len(words) >= LEAST


def _about(page: Page, content: Span) -> tuple[str, ...]:
    """The people that words speak of."""
    return tuple(dict.fromkeys(entity for _, entity in page.people_in(content)))
