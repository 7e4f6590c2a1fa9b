"""The demo page says of the cars what their handbook says."""

import re
from html.parser import HTMLParser

import pytest

from infra.local.demo import DEMO
from infra.local.page import WIDGET


class Cards(HTMLParser):
    """Reads the figures from the page: of which model, and which."""

    def __init__(self) -> None:
        super().__init__()
        self.figures: list[tuple[str, str]] = []
        self._model = self._tag = ""

    def handle_starttag(self, tag: str, attrs: object) -> None:
        """Remember where we are."""
        self._tag = tag

    def handle_endtag(self, tag: str) -> None:
        """Text between elements belongs to none."""
        self._tag = ""

    def handle_data(self, data: str) -> None:
        """Take a model's name, or a figure of it."""
        if self._tag == "h3":
            self._model = data
        elif self._tag == "dd":
            self.figures.append((self._model, data))


def figures() -> list[tuple[str, str]]:
    """Every model and figure of the page."""
    cards = Cards()
    cards.feed((WIDGET / "index.html").read_text(encoding="utf-8"))
    return cards.figures


@pytest.mark.parametrize(("model", "figure"), figures())
def test_a_figure_of_the_page_stands_in_the_handbook(model: str, figure: str) -> None:
    lines = (
        line for path in sorted((DEMO / "knowledge").rglob("*.md")) for line in path.read_text("utf-8").split("\n")
    )
    number = re.compile(rf"(?<![\d,.]){re.escape(figure)}(?!\w)")
    assert any(model in line and number.search(line) for line in lines)


def test_the_page_has_figures_of_every_model() -> None:
    assert {model for model, _ in figures()} == {"Kite", "Tern", "Heron"}
