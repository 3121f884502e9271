"""Sentences of tokens become text as it is printed."""

from __future__ import annotations

import pytest

from fabula.evaluation.detokenise import LEAST, natural

PRINTED = {
    "She did n't go , did she ?": "She didn't go, did she?",
    "“ No , papa , ” said Mara , “ I can not . ”": "“No, papa,” said Mara, “I cannot.”",
    '" Here , " he said -- and left -- " it is . "': '"Here," he said--and left--"it is."',
    "He called it ' the house ' and went .": "He called it 'the house' and went.",
    "for his dear daughters ' sake": "for his dear daughters' sake",
    "The butchers ’ shops of Ost .": "The butchers’ shops of Ost.",
    "' Yes , ' says Obed , ' not I . '": "'Yes,' says Obed, 'not I.'",
    "heaps o ' nights": "heaps o' nights",
    "I ' se hungry": "I'se hungry",
    "It was _ she _ ( again ) .": "It was _she_ (again).",
    "— Come up , you !": "—Come up, you!",
    "‘ Nobody’s , ’ said Mara": "‘Nobody’s,’ said Mara",
    "a well-known house - boat": "a well-known house-boat",
    "'T is Mrs. Orr 's": "'Tis Mrs. Orr's",
    "I 'll kill 'em": "I'll kill 'em",
    "in the year 17 __": "in the year 17__",
}


@pytest.mark.parametrize("tokens", PRINTED)
def test_tokens_are_printed_as_english_is(tokens: str) -> None:
    """Blanks stand where print has them."""
    assert natural([tokens.split()])[0] == PRINTED[tokens]


def test_each_token_keeps_its_letters() -> None:
    """The text at a token's span is the token, in every sentence."""
    sentences = [line.split() for line in PRINTED]
    text, spans = natural(sentences)
    assert [[text[a:b] for a, b in row] for row in spans] == sentences


def test_a_paragraph_is_several_sentences() -> None:
    """A paragraph ends with a sentence once it is long enough."""
    text, _ = natural([["Rain", "."]] * LEAST)
    assert len(text.split("\n\n")) == 2
    assert natural([["Rain", "."], ["Snow", "."]])[0] == "Rain. Snow."


def test_no_paragraph_ends_inside_a_quotation() -> None:
    """A speech of many sentences stays in its paragraph, and so does the cue after it."""
    speech = [["“", "Rain", "."], *[["Snow", "."]] * LEAST, ["Hail", "!", "”"]]
    text, _ = natural([*speech, ["So", "said", "Mara", "."], ["Silence", "."]])
    assert [p[-5:] for p in text.split("\n\n")] == ["Mara.", "ence."]


def test_a_speech_taken_up_again_begins_a_paragraph() -> None:
    """An opening mark while a quotation is open stands at the head of a new paragraph."""
    text, _ = natural([["“", "Rain", "."], ["“", "Snow", ".", "”"]])
    assert text == "“Rain.\n\n“Snow.”"


def test_marks_that_are_sentences_of_their_own_join_their_neighbours() -> None:
    """A mark that was split from its sentence stands by its words all the same."""
    assert natural([["Go", "on", "."], ["'"], ["I", "will", "!", "'"]])[0] == "Go on. 'I will!'"
    assert natural([["the", "church", ")"], [",", "that", "was"]])[0] == "the church), that was"
