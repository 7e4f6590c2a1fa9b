"""Questions and answers as CSV."""

import pytest

from contracts.errors import InvalidInput
from knowledge.formats.blocks import Extract
from knowledge.formats.csv import read_csv
from knowledge.formats.limits import Limits


def read(text: str) -> Extract:
    return read_csv("faq.csv", text.encode(), Limits())


def pairs(extract: Extract) -> list[tuple[tuple[str, ...], str]]:
    return [(block.headings, extract.text[block.start : block.end]) for block in extract.blocks]


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_row_is_an_answer_under_its_question(delimiter: str, end: str) -> None:
    rows = ['\ufeffQuestion;"Answer"', 'How long?;"Six; or\n""nine"" hours."', ";", "Where?;At home."]
    extract = read(end.join(rows).replace(";", delimiter))
    assert pairs(extract) == [
        (("How long?",), f'Six{delimiter} or\n"nine" hours.'),
        (("Where?",), "At home."),
    ]


def test_other_columns_say_what_holds_for_their_row() -> None:
    extract = read("question,answer,models,language,year_from\nA?,B.,Kite | Tern,de,2024\nC?,D.,,,\n")
    assert extract.rows == {0: ("row 2", {"models": ("Kite", "Tern"), "language": "de", "year_from": "2024"})}


def test_rows_are_numbered_as_a_spreadsheet_shows_them_also_after_empty_ones() -> None:
    assert read("question,answer,language\n,,\n,,\nA?,B.,de\n").rows[0].origin == "row 4"


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("question,reply\nA?,B.\n", "no column `answer`"),
        ("A?,B.\n", "no column `question` and no column `answer`"),
        ("question,answer,colour\nA?,B.,red\n", "has a column `colour`; columns are: answer, audience"),
        ("question,answer,answer\nA?,B.,C.\n", "two columns of the same name"),
        ("question,answer\nA?,B.\nC?,\n", "row 3 has no answer"),
        ("question,answer\n,B.\n", "row 2 has no question"),
        ("question,answer\nA?,B, or C.\n", "row 2 has more cells than the header"),
        ('question,answer\nA?,"B.\n', "cannot be read as CSV"),
    ],
)
def test_what_is_wrong_is_said_with_its_row_or_column(text: str, reason: str) -> None:
    with pytest.raises(InvalidInput, match=reason):
        read(text)
