"""Who knows what, as the text tells it: verbs and adjectives of knowing, learning, believing,
forgetting and hiding with the clause or the thing they are about (here), what somebody is told and
what is kept from them (`knowing_told`).

After the threads, whose secrets are hidden by those who hold them.
"""

from __future__ import annotations

from collections.abc import Iterator

from fabula.reading.language.grammar import SUBJECTS, Grammar
from fabula.reading.language.nearby import before, is_person, object_of, starting
from fabula.reading.minds.contents import about_what, content_of, led_to, sentence_about
from fabula.reading.minds.heads import NOBODY
from fabula.reading.minds.knowing_told import Known, answered, kept, lied, told
from fabula.reading.minds.knowing_words import (
    ADJECTIVES,
    CLAUSE_ONLY,
    COMES_TO,
    DENIED,
    MADE,
    MEMORY,
    NOUNS,
    TELLS,
    VERBS,
)
from fabula.reading.page import Page
from fabula.story.memory import Memory
from fabula.story.records import Knowledge, KnowledgeState
from fabula.story.text import Span

BY = "knowing"
NEAR = 3
LEAST = 3  # words of a content that is worth keeping


def knowing(memory: Memory, page: Page) -> Memory:
    """Emits Knowledge."""
    grammar = page.grammar
    found = [known for i in range(len(grammar.words)) for known in _at(grammar, i)]
    kept_apart: set[tuple[str, KnowledgeState, int]] = set()
    for known in (*found, *answered(page), *told(page), *lied(page), *kept(page)):
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
    elif word.upos == "NOUN" and lemma in NOUNS:
        yield from _having(grammar, i)
    if word.upos == "VERB" and lemma in ("take", "mistake"):
        yield from _taken_for(grammar, i)


def _finds_out(grammar: Grammar, i: int) -> bool:
    return grammar.lemma(i) == "find" and grammar.child(i, "compound:prt") is not None


def _state(grammar: Grammar, i: int, state: KnowledgeState) -> Iterator[Known]:
    """ "She did not know who had carried him": the holder, the state, the content."""
    lemma, realis = grammar.lemma(i), grammar.realis(i)
    content = content_of(grammar, i, thing=lemma not in CLAUSE_ONLY)
    if content is None or _is_skill(grammar, content):
        return
    words = grammar.page.passage.text[content.start : content.end].lower()
    if lemma == "wonder" and words.startswith("that "):
        return  # "I wonder that he came at all"
    able = {"could", "can", "ca"} & set(grammar.auxiliaries(i))
    if realis not in ("actual", "negated") and not (able and state == "knows"):
        return
    if _is_aim(grammar, i) or _is_polite(grammar, i, state):
        return
    if realis == "negated" or _is_little(grammar, i):
        denied = "forgot" if lemma in MEMORY else DENIED.get(state)
        if denied is None:
            return
        state = denied
    for holder in _people(grammar, _knower(grammar, i)):
        yield Known(holder, state, content, grammar.words[i].at, 0.6)


def _knower(grammar: Grammar, i: int) -> int | None:
    """Whose knowledge a verb tells of: its subject; of "let him know" and "convinced him" him."""
    head = grammar.words[i].head
    if head is not None and grammar.lemma(head) == "let" and grammar.words[i].deprel == "xcomp":
        return starting(grammar, head + 1)
    if grammar.lemma(i) in MADE and not _is_done(grammar, i):
        return object_of(grammar, i)
    return grammar.subject(i)


def _is_done(grammar: Grammar, i: int) -> bool:
    """Whether somebody "was convinced"."""
    return grammar.is_passive(i) or grammar.child(i, "cop") is not None


def _is_little(grammar: Grammar, i: int) -> bool:
    """Whether somebody "little knew"."""
    first = grammar.words_in(grammar.sentence(i)).start
    return any(grammar.text(k).lower() == "little" for k in range(first, i) if i - k <= NEAR)


def _is_skill(grammar: Grammar, content: Span) -> bool:
    """Whether words are about what to do: "how to swim", "what to say"."""
    words = grammar.page.passage.text[content.start : content.end].lower().split()
    return len(words) > 1 and words[1] == "to"


def _is_polite(grammar: Grammar, i: int, state: KnowledgeState) -> bool:
    """Whether "I think" or "you know" is only said to go on talking."""
    if grammar.quotation(i) is None or grammar.lemma(i) == "suspect":
        return False
    subject = grammar.subject(i)
    who = grammar.text(subject).lower() if subject is not None else ""
    if state in ("believes", "suspects") and who in ("i", "we"):
        return True
    return who == "you" and grammar.words[i].xpos in ("VBP", "VB")


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
    nobody = hearer_word is not None and NOBODY.match(grammar.text(hearer_word)) is not None
    denied = denied or (nobody and realis == "actual" and not passive)
    if content is None and denied and hearer_word is not None:
        content = sentence_about(grammar, i)
    if content is None or realis not in ("actual", "negated"):
        return
    shown = grammar.words[i].at
    if grammar.lemma(i) == "show" and content is not None and _is_skill(grammar, content):
        return
    hearers = list(_people(grammar, hearer_word)) or list(
        _people(grammar, grammar.child(i, "iobj") or grammar.oblique(i, "to"))
    )
    if denied and not hearers and grammar.lemma(i) == "tell" and _can(grammar, i):
        for holder in _people(grammar, grammar.subject(i)):  # "could not tell whether it was so"
            yield Known(holder, "does-not-know", content, shown, 0.6)
        return
    for hearer in hearers:
        yield Known(hearer, "does-not-know" if denied else "knows", content, shown, 0.6)
    if denied and not passive:
        for holder in _people(grammar, grammar.subject(i)):
            yield Known(holder, "hides", content, shown, 0.6)


def _can(grammar: Grammar, i: int) -> bool:
    return bool({"could", "can", "ca"} & set(grammar.auxiliaries(i)))


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


def _having(grammar: Grammar, i: int) -> Iterator[Known]:
    """ "She had no idea who he was", "he had a feeling that somebody was there"."""
    near = range(max(0, i - NEAR), i)
    has = next((k for k in reversed(near) if grammar.lemma(k) in ("have", "'ve", "’ve")), None)
    none = any(grammar.text(k).lower() in ("no", "any", "least", "slightest") for k in near)
    content = led_to(grammar, i) or about_what(grammar, i)
    if has is None or content is None:
        return
    state = NOUNS[grammar.lemma(i)]
    if none or grammar.is_negated(has):
        state = state if state == "forgot" else "does-not-know"
    elif state in ("forgot", "does-not-know") or not _says_that(grammar, content):
        return
    holder = grammar.subject(has)
    for who in _people(grammar, holder if holder is not None else before(grammar, has)):
        yield Known(who, state, content, grammar.words[i].at, 0.6)


def _says_that(grammar: Grammar, content: Span) -> bool:
    """Whether words tell something: "that he was there", not "of his own"."""
    return grammar.page.passage.text[content.start :].lower().startswith(("that ", "he", "she"))


def _taken_for(grammar: Grammar, i: int) -> Iterator[Known]:
    """ "She took him for a priest": what she believes."""
    whom, what = grammar.object(i), grammar.oblique(i, "for")
    if whom is None or what is None or grammar.realis(i) != "actual" or what < whom:
        return
    if not (is_person(grammar, whom) and is_person(grammar, what)):
        return
    content = Span(grammar.words[whom].at.start, grammar.clause(what).end)
    for holder in _people(grammar, grammar.subject(i)):
        yield Known(holder, "believes", content, grammar.words[i].at, 0.5)


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
