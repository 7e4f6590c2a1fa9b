"""Cutting documents into passages."""

import re
from pathlib import Path

import pytest

from knowledge.chunks import split
from knowledge.documents import read_document
from knowledge.passages import StoredPassage
from knowledge.policy import CHUNK_CHARS
from tests.unit.knowledge.formats.files import pdf, saved
from tests.unit.knowledge.reading import documents_below

DEMO = Path(__file__).parents[3] / "infra" / "demo" / "knowledge"
DEFAULTS = b"{title: Charging, brand: Veldra, models: [Kite], language: en, audience: customer, markets: [DE]}"
ROWS = "\n".join(f"| Place {n} with a long enough name | {n} hours |" for n in range(60))
TABLE = f"| Where | Hours |\n|---|---|\n{ROWS}"
SENTENCES = [f"Sentence number {n} says something about charging at home or away." for n in range(40)]


def passages(body: str | bytes, source: str = "charging/times.md", defaults: bytes = DEFAULTS) -> list[StoredPassage]:
    """The passages of a document, each of which is made of units and nothing but space between them."""
    document = read_document(source, body if isinstance(body, bytes) else body.encode(), None, defaults)
    found = split(document)
    for passage in found:
        ends = [0, *(unit.end for unit in passage.units)]
        gaps = [passage.text[end : unit.start] for end, unit in zip(ends, passage.units, strict=False)]
        assert not "".join(gaps).strip()
        assert (passage.units[0].start, passage.units[-1].end) == (0, len(passage.text))
        assert len(passage.text) <= CHUNK_CHARS
    assert [passage.number for passage in found] == list(range(len(found)))
    assert len({passage.id for passage in found}) == len(found)
    return found


def test_a_section_is_a_passage_under_its_headings() -> None:
    found = passages("## At home\nSix hours.\n\nOr nine.\n\n### On the road ##\nHalf an hour.\n")
    assert [(p.section, p.text) for p in found] == [
        ("At home", "Six hours.\n\nOr nine."),
        ("At home > On the road", "Half an hour."),
    ]


def test_text_before_the_first_heading_stands_under_the_title() -> None:
    assert [(p.section, p.text) for p in passages("# Charging\nWelcome.\n\n## Next\nMore.\n")] == [
        ("Charging", "Welcome."),
        ("Next", "More."),
    ]


def test_a_passage_knows_where_it_comes_from_and_what_it_is_about() -> None:
    first, second = passages("## A\nOne.\n## B\nTwo.\n")
    assert (first.id, second.id) == ("charging/times#a", "charging/times#b")
    assert (first.source, first.title, first.models) == ("charging/times.md", "Charging", ("Kite",))
    assert (first.brand, first.language, first.audience, first.markets) == ("Veldra", "en", "customer", ("DE",))
    assert first.searchable() == "Charging. A. One."


def test_ids_stay_when_other_sections_come_go_or_change_places() -> None:
    before = {p.text: p.id for p in passages("## A\nOne.\n## B\nTwo.\n## C\nThree.\n")}
    after = {p.text: p.id for p in passages("New.\n## C\nThree.\n### D\nMore.\n## A\nOne.\n")}
    assert (after["One."], after["Three."]) == (before["One."], before["Three."])


def test_ids_tell_apart_what_has_the_same_heading_and_formats_of_the_same_name() -> None:
    found = passages("Top.\n## Größe & Maß\nOne.\n## Größe – Maß\nTwo.\n## !\nThree.\n## 充电\nFour.")
    assert [p.id.partition("#")[2] for p in found] == ["top", "grösse-mass", "grösse-mass.2", "top.2", "充电"]
    assert passages("Text.", "charging/times.txt")[0].id == "charging/times.txt#top"


def test_a_passage_of_a_pdf_names_the_page_it_starts_on() -> None:
    content = saved(pdf([["First page."], ["Second page."]], [("Away", 1, 1)]))
    found = passages(content, "guide.pdf")
    assert [(p.id, p.page, p.section) for p in found] == [
        ("guide.pdf#page-1", 1, "Charging"),
        ("guide.pdf#away", 2, "Away"),
    ]


def test_each_row_of_questions_is_a_passage_with_what_holds_for_it() -> None:
    found = passages("question,answer,models,title\nHow long?,Six hours.,Tern,\nWhere?,At home.,,Places\n", "faq.csv")
    assert [(p.id, p.title, p.section, p.text, p.models) for p in found] == [
        ("faq.csv#how-long", "Charging", "How long?", "Six hours.", ("Tern",)),
        ("faq.csv#where", "Places", "Where?", "At home.", ("Kite",)),
    ]


@pytest.mark.parametrize(
    "notice",
    [
        "Demo content",
        "Demo-Inhalt",
        "Contenu de démonstration",
        "Contenido de demostración",
        "Contenuto dimostrativo",
    ],
)
def test_the_notice_of_demo_content_is_no_passage_and_other_quotations_are(notice: str) -> None:
    found = passages(f"> {notice} of a made-up brand.\n\n## A\n> Take care.\n\n> {notice} x\n\nMore.")
    assert [p.text for p in found] == ["Take care.", "More."]


def test_what_holds_no_letters_is_no_passage() -> None:
    assert [p.section for p in passages("## Empty\n\n## Figures\n1 2 3\n\n## Full\nText.\n")] == ["Full"]


def test_a_long_section_is_cut_between_paragraphs_and_nothing_is_lost() -> None:
    paragraphs = [f"Paragraph {number} " + "word " * 60 + "end." for number in range(7)]
    found = passages("## Long\n" + "\n\n".join(paragraphs))
    assert len(found) > 1
    assert {p.section for p in found} == {"Long"}
    assert [part for p in found for part in p.text.split("\n\n")] == paragraphs


def test_a_long_paragraph_is_cut_between_sentences() -> None:
    found = passages(" ".join(SENTENCES))
    assert len(found) > 1
    assert " ".join(p.text for p in found) == " ".join(SENTENCES)
    assert all(p.text.endswith(".") for p in found)
    assert min(len(p.text) for p in found[:-1]) > CHUNK_CHARS // 2


def test_a_sentence_without_end_is_cut_between_words_and_a_word_without_end_anywhere() -> None:
    found = passages("word " * 600)
    assert " ".join(p.text for p in found) == ("word " * 600).strip()
    assert "".join(p.text for p in passages("x" * 3 * CHUNK_CHARS)) == "x" * 3 * CHUNK_CHARS


def test_a_table_within_the_limit_stays_whole() -> None:
    table = "| Where | Hours |\n|---|---|\n" + "\n".join(f"| Place {n} | {n} |" for n in range(30))
    rows = "\n".join(f"– Place {n} – Hours: {n}" for n in range(30))
    assert len(rows) < CHUNK_CHARS
    found = passages("## Times\n" + "Before. " * 80 + f"\n\n{table}\n\nAfter.")
    assert [rows in p.text for p in found].count(True) == 1


def test_a_longer_table_is_cut_between_rows_each_of_which_names_its_headings() -> None:
    found = passages(f"## Times\n{TABLE}\n\nAfter.")
    assert len(found) > 2
    assert re.findall(r"– Place.*", "\n".join(p.text for p in found)) == [
        f"– Place {n} with a long enough name – Hours: {n} hours" for n in range(60)
    ]
    assert found[-1].text.endswith("\n\nAfter.")


def test_the_headings_of_a_table_are_searched_once_in_each_passage() -> None:
    found = passages(f"## Times\n{TABLE}\n\nAfter.")
    assert all(p.searchable().startswith("Charging. Times. Where | Hours\nPlace") for p in found)
    assert all(p.searchable().count("Hours") == 1 for p in found)
    assert found[-1].searchable().endswith("59 hours\nAfter.")


def test_a_list_stays_whole_if_it_fits_and_is_cut_between_items_if_not() -> None:
    items = [f"- step {n} of the charging procedure\n  - and its detail" for n in range(12)]
    found = passages("Word. " * 60 + "\n\n" + "\n".join(items))
    assert found[1].text == "\n".join(f"– step {n} of the charging procedure\n– and its detail" for n in range(12))
    found = passages("\n".join(items * 3))
    assert len(found) > 1
    assert all(p.text.startswith("– step") for p in found)


@pytest.mark.parametrize(
    ("following", "said"),
    [
        ("- one\n- two", "– one\n– two"),
        ("| a | b |\n|---|---|\n| c | d |", "– c – b: d"),
        ("```\nsome code\n```", "some code"),
    ],
)
def test_a_line_that_leads_in_stays_with_what_it_leads_to(following: str, said: str) -> None:
    found = passages("word " * 176 + f"end.\n\nDo this:\n\n{following}\n")
    assert found[-1].text == f"Do this:\n\n{said}"


def test_a_line_that_leads_in_stays_with_the_first_part_of_a_long_table() -> None:
    first, *others = passages(f"These are the times:\n\n{TABLE}\n")
    assert first.text.startswith("These are the times:\n\n– Place 0 ")
    assert all(p.text.startswith("– Place") for p in others)


def test_every_demo_document_gives_passages_with_ids_of_their_own() -> None:
    documents = documents_below(DEMO)
    found = [passage for document in documents for passage in split(document)]
    assert len({p.id for p in found}) == len(found)
    assert {p.source for p in found} == {document.source for document in documents}
    assert not [p.id for p in found if p.text.startswith(("Demo", "Conten")) or p.text.startswith("#")]


def test_a_section_about_one_of_the_models_is_for_that_model_alone() -> None:
    defaults = DEFAULTS.replace(b"[Kite]", b"[Kite, Tern]")
    body = "# Times\n\nBoth charge.\n\n## How long does the Tern take?\n\nThree hours.\n\n## At home\n\nAt night."
    assert [passage.models for passage in passages(body, defaults=defaults)] == [
        ("Kite", "Tern"),
        ("Tern",),
        ("Kite", "Tern"),
    ]


def test_every_passage_below_a_heading_has_the_questions_that_lead_to_it() -> None:
    described = DEFAULTS[:-1] + b", questions: {At home: [can I use a socket], Charging: [how does it work]}}"
    found = passages(f"It is easy.\n## At home\n{' '.join(SENTENCES)}\n## Away\nYes.\n", defaults=described)
    asked = {passage.section: passage.questions for passage in found}
    assert asked == {"Charging": ("how does it work",), "At home": ("can I use a socket",), "Away": ()}
    at_home = next(passage for passage in found if passage.section == "At home")
    assert at_home.asked() == at_home.part_texts()[:2] == ["At home", "can I use a socket"]
    assert at_home.best_part([0.9, 0.9, 0.1, 0.2]) == at_home.part_texts()[3]
    assert "socket" not in at_home.searchable()
