"""DOCX as Google Docs and Word write it, and Google Docs' other ways out: pages and plain text."""

from __future__ import annotations

from seen import codes, holes, italics, kinds, words
from shelf_drafts import para, run, word

from fabula.formats import read_bytes
from fabula.story.text import Text

HEADING = (
    '<w:style w:type="paragraph" w:styleId="Heading1"><w:name w:val="heading 1"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="MyChapter"><w:name w:val="My Chapter"/>'
    '<w:basedOn w:val="Heading1"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Letter"><w:name w:val="Letter"/><w:rPr><w:i/></w:rPr>'
    "</w:style>"
)


def document(body: str, parts: dict[str, str] | None = None) -> Text:
    return read_bytes(word(body, parts, HEADING), "rope.docx")


def test_suggestions_and_comments() -> None:
    """What is suggested to be put in is story; what is suggested to go, and comments, are left out,
    which is said."""
    comment = '<w:comment w:id="0"><w:p><w:r><w:t>Good.</w:t></w:r></w:p></w:comment>'
    text = document(
        para(
            '<w:commentRangeStart w:id="0"/>' + run("It ") + f"<w:ins>{run('really ')}</w:ins>"
            "<w:del><w:r><w:delText>never </w:delText></w:r></w:del>" + run("began.")
            + '<w:commentRangeEnd w:id="0"/><w:r><w:commentReference w:id="0"/></w:r>'
        ),
        {"comments": comment},
    )  # fmt: skip
    assert text.text == "It really began."
    assert codes(text) == ["comments", "deletions"]


def test_headings_of_all_makes() -> None:
    """Headings are told by styles, by what those rest on, by outline levels, by their words, and,
    on a new page, by their look."""
    text = document(
        para(run("Salt"), '<w:pStyle w:val="Heading1"/>') + para(run("It began."))
        + para(run("Tar"), '<w:pStyle w:val="MyChapter"/>') + para(run("It went on."))
        + para(run("Rope"), '<w:outlineLvl w:val="0"/>') + para(run("It held."))
        + para(run("Chapter Four", "<w:b/>"), '<w:jc w:val="center"/>') + para(run("It broke."))
        + para('<w:r><w:br w:type="page"/></w:r>') + para(run("The Lighthouse", "<w:b/>"))
        + para(run("It ended.", "<w:b/>"))
    )  # fmt: skip
    assert words(text, "heading") == ["Salt", "Tar", "Rope", "Chapter Four", "The Lighthouse"]
    assert words(text, "prose")[-1] == "It ended."
    assert "break" not in kinds(text)


def test_breaks_of_all_makes() -> None:
    """A drawn line, a border under an empty paragraph or under the one before, and centred signs
    are breaks; a box around a paragraph is none."""
    rule = '<w:r><w:pict><v:rect style="width:0;height:1.5pt" o:hr="t"/></w:pict></w:r>'
    line = '<w:pBdr><w:bottom w:val="single" w:sz="6"/></w:pBdr>'
    box = '<w:pBdr><w:left w:val="single"/><w:bottom w:val="single"/></w:pBdr>'
    text = document(
        para(run("One.")) + para(rule) + para(run("Two.")) + para("", line)
        + para(run("Three."), line) + para(run("Four."), box)
        + para(run("#"), '<w:jc w:val="center"/>') + para(run("Five."))
    )  # fmt: skip
    assert "".join("-" if k == "break" else "p" for k in kinds(text)) == "p-p-p-p-p"


def test_footnotes_follow_the_story() -> None:
    """Footnotes and endnotes stand after the story, set aside; the line above them is none."""
    notes = (
        '<w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>'
        f'<w:footnote w:id="1">{para(run("A knot.", "<w:i/>"))}</w:footnote>'
    )
    text = document(
        para(run("It began") + '<w:r><w:footnoteReference w:id="1"/></w:r>' + run(".")),
        {
            "footnotes": notes,
            "endnotes": f'<w:endnote w:id="1">{para(run("The end."))}</w:endnote>',
        },
    )
    assert words(text, "prose") == ["It began."]
    assert words(text, "end-note") == ["A knot.", "The end."]
    assert {s.member for s in text.segments} == {
        "word/document.xml", "word/footnotes.xml", "word/endnotes.xml",
    }  # fmt: skip


def test_words_in_wrappings() -> None:
    """Links, smart tags and fields for content hold words of the story; a text box's stand once,
    after the paragraph that it hangs on."""
    box = f"<w:txbxContent>{para(run('Boxed.'))}</w:txbxContent>"
    text = document(
        "<w:sdt><w:sdtPr><w:alias/></w:sdtPr><w:sdtContent>"
        + para(f"<w:hyperlink>{run('It')}</w:hyperlink><w:smartTag>{run(' began')}</w:smartTag>"
               f"<w:r><mc:AlternateContent><mc:Choice>{box}</mc:Choice><mc:Fallback>{box}"
               "</mc:Fallback></mc:AlternateContent></w:r>" + run("."))
        + "</w:sdtContent></w:sdt>" + para(run("It ended."))
    )  # fmt: skip
    assert words(text, "prose") == ["It began.", "Boxed.", "It ended."]


def test_hidden_words_and_heads_of_pages() -> None:
    """Hidden words are kept and set aside; the heads of pages are left out, which is said."""
    text = document(
        para(run("It began.") + run(" Quietly.", "<w:vanish/>"))
        + para(run("All hidden.", "<w:vanish/>")),
        {"header1": para(run("Pell / ROPE"))},
    )
    assert words(text, "prose") == ["It began. Quietly."]
    assert holes(text) == ["Quietly."]
    assert words(text, "hidden") == ["All hidden."]
    assert codes(text)[:2] == ["hidden-text", "page-heads"]
    assert text.notices[0].message == "In the document 2 stretches of hidden text were set aside."


def test_italics_through_styles() -> None:
    """In a paragraph whose style is italic, emphasis is what a run takes back."""
    text = document(
        para(run("Dear Maud, ") + run("do", '<w:i w:val="0"/>') + run(" come."),
             '<w:pStyle w:val="Letter"/>')
    )  # fmt: skip
    assert italics(text) == ["Dear Maud,", "come."]


def test_a_document_by_its_types() -> None:
    """A document is found by what its container calls it: some programs name it `document2.xml`."""
    data = word(para(run("It began.")), main="document2")
    assert read_bytes(data, "rope.docx").text == "It began."


PAGE = (
    "<html><head><style>.c1{color:#000}.c3{font-weight:400;font-style:italic}</style></head>"
    '<body class="c0 doc-content"><p class="c2"><span class="c1">It </span><span class="c3">really'
    '</span><span> began</span><sup><a href="#cmnt1" id="cmnt_ref1">[a]</a></sup><span>, she said.'
    '</span><sup><a href="#ftnt1" id="ftnt_ref1">[1]</a></sup></p><hr><div><p class="c2">'
    '<a href="#ftnt_ref1" id="ftnt1">[1]</a><span>A knot.</span></p></div><div class="c5"><p>'
    '<a href="#cmnt_ref1" id="cmnt1">[a]</a><span>Good?</span></p><p>Yes.</p></div></body></html>'
)


def test_a_page_of_google_docs() -> None:
    """Emphasis is told by class; comments and footnotes by their links, and set aside."""
    text = read_bytes(PAGE.encode(), "rope.html")
    assert words(text, "prose") == ["It really began[a], she said.[1]"]
    assert italics(text) == ["really"]
    assert holes(text) == ["[a]", "[1]"]
    assert words(text, "end-note") == ["[1]A knot."]
    assert words(text, "note") == ["[a]Good?", "Yes."]


def test_links_that_are_no_notes() -> None:
    """Chapters that lead back to the contents are chapters."""
    text = read_bytes(
        b'<html><body><p><a href="#c1" id="t1">1</a></p><p><a href="#c2" id="t2">2</a></p>'
        b'<h2 id="c1"><a href="#t1">1</a></h2><p>It began.</p><h2 id="c2"><a href="#t2">2</a></h2>'
        b"<p>It ended.</p></body></html>",
        "rope.html",
    )
    assert words(text, "heading")[-2:] == ["1", "2"]
    assert words(text, "prose")[-2:] == ["It began.", "It ended."]


def test_comments_in_plain_text() -> None:
    """`[a]`, `[b]`... are marks of comments in their order, and the list of them ends the story;
    an editor's bracket is a word's."""
    text = read_bytes(
        "It began[a], he s[a]id.\n\n“Now.”[b]\n\n[a]Good.\n[b]No!\n".encode(), "x.txt"
    )
    assert words(text, "prose") == ["It began[a], he s[a]id.", "“Now.”[b]"]
    assert holes(text) == ["[a]", "[b]"]
    assert words(text, "note") == ["[a]Good.", "[b]No!"]
