"""Through whose eyes a scene is told: whose thoughts, feelings and senses are told,
who says "I"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from fabula.reading.language.tenses import Sentence, Verb, person_of
from fabula.reading.language.verbs import FEELS
from fabula.reading.page import Page
from fabula.reading.people.vague import vague
from fabula.story.text import Span

SEEING = 0.0  # from how sure the model must be (a logit)
TELLER = 4  # votes of an "I" in the narration
_SEEMS = frozenset(
    ("afraid", "ashamed", "sure", "certain", "glad", "sorry", "aware", "angry", "surprised",
    "proud", "tired", "lonely", "hungry", "cold")
)  # fmt: skip


def inner_views(
    page: Page, sentences: Sequence[Sentence], to_you: bool
) -> Iterator[tuple[str, int]]:
    """Whose inner life is told in some sentences, and how many votes that is; `to_you` says that
    "you" is somebody of the story."""
    grammar = page.grammar
    for sentence in sentences:
        for verb in sentence.verbs:
            subject = grammar.subject(verb.word)
            person = person_of(page, subject)
            if person is None or subject is None or vague(page.grammar, subject):
                continue
            said = grammar.text(subject).lower()
            if said in ("i", "we"):
                yield person, TELLER
            elif (to_you and said == "you") or _feels(page, verb):
                yield person, 1


def _feels(page: Page, verb: Verb) -> bool:
    """Whether a verb tells what goes on inside somebody."""
    return page.grammar.lemma(verb.word) in FEELS | _SEEMS and _is_told(page, verb)


def _is_told(page: Page, verb: Verb) -> bool:
    """Whether a verb tells what is felt, not what may be ("could hear" is heard)."""
    could = {"could", "can"} & set(page.grammar.auxiliaries(verb.word))
    return verb.tense != "other" or bool(could)


def thinking(page: Page, number: int, within: Span) -> Iterator[tuple[str, int]]:
    """Whose thoughts are quoted in a stretch of a paragraph."""
    for n, quotation in enumerate(page.notes.quotations):
        if quotation.paragraph == number and quotation.mode == "thought":
            speaker, _ = page.spoken.get(n, (None, ()))
            if speaker is not None and within.start <= quotation.at.start < within.end:
                yield speaker, 2


def glimpsed(page: Page, within: Span) -> Iterator[tuple[str, int]]:
    """Through whose eyes the model takes the mentions in a stretch of text to be told."""
    eyes = page.notes.glimpses.eyes
    for n in page.mentions_in(within) if eyes else ():
        person = page.meant.get(n)
        if eyes[n] > SEEING and person is not None and page.notes.seen[n].type == "PER":
            yield person, 1


def leading(votes: dict[str, int]) -> str | None:
    """Whose eyes it is by the votes so far; None where two are as likely."""
    ranked = sorted(votes.values(), reverse=True)
    if not ranked or (len(ranked) > 1 and ranked[0] < ranked[1] + 1):
        return None
    return max(votes, key=lambda person: votes[person])
