"""What a model marks up is read as plain text, and what only looks like a mark stays."""

import pytest

from agents.response.unformatted import unformatted


@pytest.mark.parametrize(
    ("marked", "read"),
    [
        ("## **Stop** <b>now</b>. [] [1]", "Stop now. [1]"),
        ("**Tip:** use _blue_ oil* and `5W-30`. [1]\n", "Tip: use blue oil and 5W-30. [1]\n"),
        ("Wait.<br/>Then go. ", "Wait. Then go. "),
        ("> ***Never*** open it. ", "Never open it. "),
        ("* one\n", "- one\n"),
        ("**Begun here. ", "Begun here. "),
        ("__ended there.__ [2]", "ended there. [2]"),
    ],
)
def test_marks_are_left_out(marked: str, read: str) -> None:
    assert unformatted(marked) == read


@pytest.mark.parametrize(
    "text",
    [
        "Less than 2.3 bar (< 2.3) and more than 2 (> 2).",
        "2 * 3 = 6",
        "1. Open file_name.\n",
        "- Front – Pressure: 2.4 bar [1, 2]\n",
        "See [the manual](https://example.com/a_b_c).",
        "C# and A4 #2",
    ],
)
def test_what_means_something_stays(text: str) -> None:
    assert unformatted(text) == text
