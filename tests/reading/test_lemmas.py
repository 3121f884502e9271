"""Lemmas: the dictionary's form of a word, told by its tag and its spelling."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fabula.reading.language.lemmas import lemma

# (tags, words with their lemmas)
FORMS = {
    "VERB VBD": "announced-announce dared-dare smiled-smile patted-pat stopped-stop cried-cry "
    "died-die "
    "travelled-travel traveled-travel immobilised-immobilise played-play agreed-agree added-add "
    "murmured-murmur whispered-whisper visited-visit invited-invite picnicked-picnic passed-pass "
    "charged-charge hurried-hurry controlled-control unlocked-unlock accus'd-accuse changed-change",
    "VERB VBN": "held-hold overheard-overhear withdrawn-withdraw rebuilt-rebuild relied-rely "
    "cut-cut spread-spread postponed-postpone unequalled-unequal",
    "VERB VBG": "staring-stare rolling-roll dying-die dyeing-dye singing-sing singeing-singe "
    "seeing-see lying-lie goin'-go talkin-talk being-be hoping-hope hopping-hop",
    "VERB VBZ": "cries-cry passes-pass goes-go lives-live speaketh-speak hath-have dies-die "
    "uses-use",
    "VERB VBP": "knowest-know rest-rest request-request say-say",
    "NOUN NNS": "men-man gentlemen-gentleman feet-foot children-child knives-knife "
    "housewives-housewife "
    "ladies-lady churches-church heroes-hero shoes-shoe viruses-virus houses-house people-people "
    "lives-life olives-olive 1970's-1970s Wolves-wolf glances-glance",
    "ADJ JJR": "better-good worse-bad larger-large bigger-big taller-tall happier-happy wider-wide "
    "freer-free newer-new more-more",
    "ADV RBS": "best-well soonest-soon most-most",
    "PRON PRP": "I-I me-I him-he her-she hers-her mine-my 'em-they thee-thou us-we himself-himself",
    "PRON PRP$": "his-his her-her thine-thy",
    "AUX MD": "'d-would 'll-will ca-can wo-will could-could shalt-shall",
    "AUX VBD": "'d-have was-be wert-be did-do",
    "AUX VBZ": "'s-be is-be has-have doth-do",
    "PART RB": "n't-not n’t-not not-not",
    "PART POS": "'s-'s ’-'s",
    "DET DT": "An-a these-this those-that the-the",
    "NUM CD": "1,200-1200 Twenty-twenty",
    "PROPN NNP": "Emma-Emma Holmes-Holmes O’Brien-O'Brien",
    "PROPN NNPS": "Ladies-Lady Bennets-Bennet STATES-STATE",
    "ADJ JJ": "French-French Old-old interested-interested",
    "PUNCT .": "!-! .-.",
}  # fmt: skip


@pytest.mark.parametrize("tags", FORMS)
def test_a_word_with_its_tag_has_one_lemma(tags: str) -> None:
    """Inflection is undone by the word's tag; what rules cannot tell, the lists know."""
    upos, xpos = tags.split()
    pairs = [pair.rsplit("-", 1) for pair in FORMS[tags].split()]
    assert [lemma(word, upos, xpos) for word, _ in pairs] == [made for _, made in pairs]


def test_only_the_last_part_of_a_compound_is_inflected() -> None:
    """A compound keeps its first part as it is."""
    assert lemma("half-opened", "VERB", "VBD") == "half-open"


def test_the_same_form_of_two_words_is_told_by_its_tag() -> None:
    """ "Lay" is of "lie" in the past, and itself in the present."""
    assert [lemma("lay", "VERB", tag) for tag in ("VBD", "VBP", "VB")] == ["lie", "lay", "lay"]
    assert lemma("left", "ADJ", "JJ") == "left"


def test_the_model_tells_what_tags_leave_open() -> None:
    """Its script says that a word keeps its capitals, and that "'s" is "has"."""
    assert lemma("Vulcanian", "ADJ", "JJ", "=0") == "Vulcanian"
    assert lemma("'s", "AUX", "VBZ", "2have") == "have"


@given(
    st.text(min_size=1),
    st.sampled_from([tags.split() for tags in FORMS]),
    st.sampled_from(["", "0", "=0", "2have"]),
)
def test_any_word_has_a_lemma(word: str, tags: list[str], script: str) -> None:
    """Whatever stands in a text, its lemma is some text."""
    assert lemma(word, *tags, script)
