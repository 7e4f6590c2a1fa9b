"""Cutting documents into passages."""

from pathlib import Path

from contracts.policy import CHUNK_CHARS
from knowledge.chunks import cut
from knowledge.documents import Document, FrontMatter, read_folder
from knowledge.passages import StoredPassage

DEMO = Path(__file__).parents[3] / "infra" / "demo" / "knowledge"
ABOUT = FrontMatter(
    title="Charging", section="Handbook", brand="Veldra", models=("Kite",), language="en", audience="customer"
)


def passages(body: str) -> list[StoredPassage]:
    return cut(Document(source="charging/times.md", about=ABOUT, body=body))


def test_a_section_is_a_passage_under_its_heading() -> None:
    found = passages("## At home\nSix hours.\n\nOr nine.\n\n### On the road ##\nHalf an hour.\n")
    assert [(p.section, p.text) for p in found] == [
        ("At home", "Six hours.\n\nOr nine."),
        ("On the road", "Half an hour."),
    ]


def test_text_before_the_first_heading_stands_under_the_title() -> None:
    assert [(p.section, p.text) for p in passages("Welcome.\n\n## Next\nMore.\n")] == [
        ("Charging", "Welcome."),
        ("Next", "More."),
    ]


def test_a_passage_knows_where_it_comes_from() -> None:
    first, second = passages("## A\nOne.\n## B\nTwo.\n")
    assert (first.id, second.id) == ("charging/times#1", "charging/times#2")
    assert (first.source, first.title, first.models, first.language) == (
        "charging/times.md",
        "Charging",
        ("Kite",),
        "en",
    )
    assert first.searchable() == "Charging. A. One."


def test_the_notice_of_demo_content_is_no_passage_and_other_quotations_are() -> None:
    found = passages("> Demo content for a fictional brand.\n\n## A\n> Take care.\n")
    assert [p.text for p in found] == ["> Take care."]


def test_a_heading_without_text_is_no_passage() -> None:
    assert [p.section for p in passages("## Empty\n\n## Full\nText.\n")] == ["Full"]
    assert passages("") == []


def test_a_long_section_is_cut_between_paragraphs_and_nothing_is_lost() -> None:
    paragraphs = [f"Paragraph {number} " + "word " * 60 for number in range(7)]
    found = passages("## Long\n" + "\n\n".join(paragraphs))
    assert len(found) > 1
    assert {p.section for p in found} == {"Long"}
    assert [part for p in found for part in p.text.split("\n\n")] == [paragraph.strip() for paragraph in paragraphs]


def test_a_table_within_the_limit_stays_whole() -> None:
    table = "| Where | Hours |\n|---|---|\n" + "\n".join(f"| Place {n} | {n} |" for n in range(30))
    assert len(table) < CHUNK_CHARS
    found = passages("## Times\n" + "Before. " * 80 + f"\n\n{table}\n\nAfter.")
    assert [table in p.text for p in found].count(True) == 1


def test_no_passage_of_several_paragraphs_is_longer_than_the_limit() -> None:
    half = CHUNK_CHARS // 2
    assert max(len(p.text) for p in passages("## A\n" + "x" * half + "\n\n" + "y" * half)) <= CHUNK_CHARS


def test_every_demo_document_gives_passages_with_ids_of_their_own() -> None:
    documents = read_folder(DEMO)
    found = [passage for document in documents for passage in cut(document)]
    assert len({p.id for p in found}) == len(found)
    assert {p.source for p in found} == {document.source for document in documents}
    assert not [p.id for p in found if "Demo content" in p.text or p.text.startswith("#")]
