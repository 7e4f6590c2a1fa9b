"""Reading documents."""

from pathlib import Path

import pytest

from contracts.errors import InvalidInput
from knowledge.documents import read_document, read_folder

FRONT = "title: Loan cars\nsection: Dealer\nbrand: Veldra\nmodels: [Kite]\nlanguage: en\naudience: customer\n"


def write(folder: Path, content: str | bytes, name: str = "dealer/loan.md") -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def test_a_document_has_what_it_says_about_itself_its_place_and_its_body(tmp_path: Path) -> None:
    document = read_document(write(tmp_path, f"---\n{FRONT}---\n## Cost\nFree.\n"), tmp_path)
    assert document.source == "dealer/loan.md"
    assert (document.about.title, document.about.models, document.about.demo) == ("Loan cars", ("Kite",), False)
    assert document.body == "## Cost\nFree.\n"


def test_a_document_written_on_windows_is_read(tmp_path: Path) -> None:
    text = f"---\n{FRONT}---\n## Cost\nFree.\n".replace("\n", "\r\n")
    assert read_document(write(tmp_path, text), tmp_path).about.title == "Loan cars"


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ("## Cost\nFree.\n", "does not start with front matter"),
        (f"\n---\n{FRONT}---\n", "does not start with front matter"),
        (f"---\n{FRONT}", "does not start with front matter"),
        ("", "does not start with front matter"),
        (f"---\n{FRONT.replace('title: Loan cars', '')}---\n", "title"),
        (f"---\n{FRONT}color: red\n---\n", "color"),
        (f"---\n{FRONT.replace('customer', 'anyone')}---\n", "audience"),
        (f"---\n{FRONT.replace('[Kite]', '[Kite')}---\n", "cannot be read"),
        ("---\njust a sentence\n---\n", "cannot be read"),
        (b"---\ntitle: \xff\n---\n", "not valid UTF-8"),
    ],
)
def test_what_is_wrong_is_said_with_the_name_of_the_file(tmp_path: Path, content: str | bytes, reason: str) -> None:
    path = write(tmp_path, content)
    with pytest.raises(InvalidInput, match=reason) as caught:
        read_document(path, tmp_path)
    assert caught.value.field == "dealer/loan.md"


def test_a_folder_is_read_in_order_without_its_readme(tmp_path: Path) -> None:
    for name in ("b.md", "a/z.md", "a/README.md", "notes.txt"):
        write(tmp_path, f"---\n{FRONT}---\n" if name.endswith("md") and "README" not in name else "no document", name)
    assert [document.source for document in read_folder(tmp_path)] == ["a/z.md", "b.md"]


def test_a_folder_without_documents_is_refused_by_name(tmp_path: Path) -> None:
    write(tmp_path, "about", "README.md")
    with pytest.raises(InvalidInput, match="holds no Markdown") as caught:
        read_folder(tmp_path)
    assert caught.value.field == str(tmp_path)
