"""LitBank: what its files say is read, and what was found is compared with it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from fabula.errors import FabulaError
from fabula.evaluation.litbank import evaluate, laid_out
from fabula.evaluation.litbank_gold import Named, documents, load
from fabula.evaluation.litbank_scores import score

FOUND = [
    {"words": "Mara Venn", "entity": "e1"},
    {"words": "her brother", "entity": "e2", "kind": "NOM", "type": "GPE"},
    {"words": "her", "entity": "e1", "kind": "PRON"},
    {"words": "You", "entity": "e1", "kind": "PRON"},
    {"words": "late", "entity": "e3", "type": "LOC", "kind": "NOM", "confidence": 0.2},
    {"words": "smiled", "entity": "e9", "type": "THING"},
]


def one(folder: Path):
    ((files,),) = documents(folder).values()
    return load(files)


def test_a_document_is_read(litbank) -> None:
    """Sentences, mentions with type, kind and cluster, events and quotations are those of the
    files; a mention within a mention is one of its own."""
    document = one(litbank)
    assert document.name == "1_ferry"
    assert [len(sentence) for sentence in document.sentences] == [7, 9]
    assert document.mentions[0, 1] == Named("PER", "PROP", 0)
    assert document.mentions[4, 5] == Named("PER", "NOM", 2)
    assert document.mentions[4, 4] == Named("PER", "PRON", 0)
    assert document.events
    assert [w for w, e in zip(document.words, document.events, strict=True) if e] == [
        "smiled",
        "said",
    ]
    assert document.quotations == [((7, 12), 0)]


def test_events_may_be_missing(litbank) -> None:
    """A document without a file of events has none to be compared, and is read all the same."""
    (litbank / "1_ferry.events.tsv").unlink()
    assert one(litbank).events is None
    tables = {table.title: table for table in evaluate(litbank).tables}
    assert tables["Events"].rows[0].figures["gold"] == 0


@pytest.mark.parametrize("form", ["natural", "spaced"])
def test_both_forms_of_the_text_keep_the_tokens(litbank, form) -> None:
    """In the text put together each token stands at its place."""
    document = one(litbank)
    text, spans = laid_out(document, form)
    assert [text[a:b] for a, b in spans] == document.words
    assert ("“You are late,” she said." in text) == (form == "natural")
    assert ("“ You are late , ” she said ." in text) == (form == "spaced")


def test_what_was_found_is_compared(litbank, exported) -> None:
    """Spans, types, kinds, links, events and speakers are right where they are as annotated."""
    document = one(litbank)
    text, tokens = laid_out(document, "natural")
    export = exported(
        text,
        mentions=FOUND,
        quotations=[{"words": "“You are late,”", "speaker": "e1"}],
        events=[{"words": "smiled"}, {"words": "said", "realis": "negated"}],
    )
    scores = score(document, tokens, export)
    span, typed = scores.mentions["exact span"], scores.mentions["span and type"]
    assert (span.right, span.found, span.gold) == (4, 5, 5)
    assert typed.right == 3
    assert scores.mentions["PRON"].recall == pytest.approx(2 / 3)
    assert scores.mentions["LOC"].precision == 0
    assert scores.coreference.muc.recall == pytest.approx(1 / 3)  # Mara - her; not she, not You
    assert scores.coreference.b_cubed.found == 5
    assert scores.events
    assert (scores.events.recall, scores.events.precision) == (0.5, 1)
    assert scores.quotations.f1 == scores.speakers.f1 == 1
    assert scores.judged["coreference links"] == [(0.9, True), (0.9, False)]
    assert (0.2, False) in scores.judged["mentions"]


def test_a_speaker_is_whoever_has_most_of_its_mentions(litbank, exported) -> None:
    """An entity that took over another's mentions does not speak for it."""
    document = one(litbank)
    text, tokens = laid_out(document, "natural")
    said = [{"words": "“You are late,”", "speaker": "e2"}]
    export = exported(text, mentions=FOUND[:4], quotations=said)
    speakers = score(document, tokens, export).speakers
    assert (speakers.right, speakers.found, speakers.gold) == (0, 1, 1)


def test_raw_text_is_read_to_the_end(litbank) -> None:
    """The whole evaluation runs on raw text, and says how."""
    report = evaluate(litbank, "spaced")
    assert "raw text in (spaced)" in report.protocol
    mentions = report.tables[0]
    assert mentions.rows[0].figures["gold"] == 5
    assert "Calibration" in [table.title for table in report.tables]


def test_parts_are_reported_apart(litbank) -> None:
    """A folder with train and dev gives each its own tables."""
    for part in ("train", "dev"):
        (litbank / part).mkdir()
    for file in litbank.glob("1_ferry.*"):
        shutil.copy(file, litbank / "train")
        file.rename(litbank / "dev" / file.name)
    titles = [table.title for table in evaluate(litbank).tables]
    assert "train: Mentions" in titles
    assert "dev: Coreference" in titles


def test_the_corpus_s_own_repository_is_read(litbank) -> None:
    """LitBank's repository keeps each layer in a folder of its own; it gives the same document."""
    flat = one(litbank)
    for end, place in {
        "coref.conll": "coref/conll/1_ferry_brat.conll",
        "coref.ann": "coref/tsv/1_ferry_brat.ann",
        "quotes.ann": "quotations/tsv/1_ferry_brat.ann",
        "events.tsv": "events/tsv/1_ferry_brat.tsv",
    }.items():
        (litbank / place).parent.mkdir(parents=True, exist_ok=True)
        (litbank / f"1_ferry.{end}").rename(litbank / place)
    assert one(litbank) == flat


def test_a_folder_without_documents_is_refused(tmp_path) -> None:
    """Whoever names the wrong folder is told what a right one has."""
    with pytest.raises(FabulaError, match=r"\*\.coref\.conll"):
        documents(tmp_path / "nowhere")


def test_a_damaged_file_is_named(litbank) -> None:
    """A file that is cut short is named in the message."""
    path = litbank / "1_ferry.coref.ann"
    path.write_text("MENTION\tT1\t0\t0\n")
    with pytest.raises(FabulaError, match=r"1_ferry\.coref\.ann: not a file of LitBank's form"):
        one(litbank)
