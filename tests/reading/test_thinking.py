"""Thoughts that no mark sets off: whose they are, and what is the narrator's own."""

from __future__ import annotations

from fabula.stories import read


def thoughts(*paragraphs: str) -> list[tuple[str, str]]:
    """Who thinks what, by the labels of the story's cast."""
    story = read("\n\n".join(paragraphs) + "\n")
    world = story.hindsight()
    labels = {e.id: e.label for e in world.entities}
    return [
        (labels.get(q.speaker or "", "nobody"), story.text.text[q.start : q.end])
        for q in world.quotations()
        if q.mode == "thought"
    ]


MARA = (
    "Mara knew the road and hated it. She heard the gate, and felt for the key in her sleeve, and"
    " Tom Arkwright held the lamp for her while she looked."
)


def test_a_question_in_the_narrators_tense() -> None:
    """A question of the narration is thought by whoever's head the narration is in."""
    assert thoughts(MARA, "The lock was new. Why had he changed it?") == [
        ("Mara", "Why had he changed it?")
    ]


def test_thoughts_that_follow_each_other_are_one() -> None:
    """Questions and cries that follow one another are one thought."""
    assert thoughts(MARA, "Who had been here? And what had they taken! She shut the door.") == [
        ("Mara", "Who had been here? And what had they taken!")
    ]


def test_a_sigh_and_an_order_to_oneself() -> None:
    """What is sighed and what one tells oneself to do are thoughts, in any story of he or she."""
    found = thoughts(MARA, "She put out her hand. What a fool. Don't look back. She looked back.")
    assert found == [("Mara", "What a fool. Don't look back.")]


def test_a_thought_that_only_its_verb_shows() -> None:
    """ "It is too late, she thought" is a thought without marks, and its verb is not of it."""
    assert thoughts(MARA, "It was far too late now, Mara thought, and she put out the lamp.") == [
        ("Mara", "It was far too late now")
    ]


def test_i_in_a_story_of_others() -> None:
    """In a story told of "she", a sentence that says "I" is somebody's thought."""
    told = [MARA, MARA.replace("Mara", "Then Mara"), MARA.replace("Mara", "So Mara"), MARA]
    found = thoughts(*told, "The key would not turn. I should never have come. She tried again.")
    assert [words for _, words in found] == ["I should never have come."]


def test_tellers_ask_themselves() -> None:
    """Who tells the story thinks its questions; what they cry or ask their readers is telling."""
    found = thoughts(
        "I knew the road and hated it. I heard the gate, and I felt for the key in my sleeve.",
        "Where was he now? Can you imagine my fear! I ran.",
    )
    assert [words for _, words in found] == ["Where was he now?"]


def test_nobody_there() -> None:
    """Where nobody can be told who would think it, nothing is said."""
    assert thoughts("The sea was grey, and the gulls had gone inland. Was it the end?") == []


def test_orders_of_a_recipe() -> None:
    """A recipe is nobody's thought."""
    assert thoughts("Take two eggs. Beat them well. Add the flour, and stir until smooth.") == []


def test_speech_is_no_thought() -> None:
    """What is said aloud stays speech, and so does what tells who said it."""
    assert thoughts(MARA, "“Who is there?” Mara asked. “Why did you come?” he said.") == []


def test_you_of_oneself_and_of_anybody() -> None:
    """Who says "you" of themselves in a story told of others thinks; "you" of anybody tells."""
    told = [MARA, MARA.replace("Mara", "Then Mara"), MARA.replace("Mara", "So Mara"), MARA]
    found = thoughts(*told, "She looked at him. You brought him back. He's safe. He slept on.")
    assert [words for _, words in found] == ["You brought him back. He's safe."]
    assert thoughts(*told, "It came off slowly, the way you pull a splinter out.") == []


def test_a_thought_goes_on() -> None:
    """What somebody could or would not do goes on with the thought before it."""
    found = thoughts(
        MARA, "She bit back a sob. No. He couldn't. She would never let him go. She ran."
    )
    assert [words for _, words in found] == ["No. He couldn't. She would never let him go."]


def test_you_is_nobody_where_nobody_is_told_of() -> None:
    """Advice is nobody's thought, whoever "you" is in it."""
    assert thoughts("Have you sifted the flour? You will need butter. What could be easier?") == []


def test_tellers_tell_themselves_what_to_do() -> None:
    """Whoever tells a story may tell themselves what to do, and readers what to call them."""
    told = "I knew the road and hated it. I heard the gate, and I felt for the key while I looked."
    found = thoughts(told, "Call me Mara. " + told, "The lamp moved. Don't look round. I ran.")
    assert [words for _, words in found] == ["Don't look round."]


def test_who_tells_it_to_somebody_asks_them() -> None:
    """A driver who talks to a fare thinks nothing: the questions are for whoever sits behind."""
    told = (
        "I take you by the harbour, you will see, it is prettier. You are not from here. "
        "I drove your father once, I am nearly sure of it.\n\n"
        "You want the window up? What does a man carry in a box like that? I never ask. "
        "You hold it as if it were an egg, and I keep my eyes on the road for you."
    )
    assert not [q for q in read(told + "\n").hindsight().quotations() if q.mode == "thought"]
