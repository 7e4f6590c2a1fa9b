"""How much of the marked data is found, by type and by language. The sentences are synthetic and in no template."""

from collections.abc import Sequence

import pytest

from evaluation.personal_data import ALL, Quality, measure
from privacy import PiiType, Span, detect, mask
from tests.unit.privacy.cases import Case, read_cases

LEAST_PERSON: float = 0.95
LEAST_ADDRESS: float = 0.94


@pytest.fixture(scope="module")
def found() -> list[tuple[Case, Sequence[Span]]]:
    return [(case, detect(case.text, case.language)) for case in read_cases()]


def qualities(found: list[tuple[Case, Sequence[Span]]], language: str | None = None) -> dict[str, Quality]:
    chosen = [(case.spans, spans) for case, spans in found if language in {None, case.language}]
    return {quality.type: quality for quality in measure(chosen)}


@pytest.fixture(scope="module")
def quality_of(found: list[tuple[Case, Sequence[Span]]]) -> dict[str, Quality]:
    """How well each type is found, in all languages together."""
    return qualities(found)


@pytest.mark.parametrize("language", ["en", "de", "fr", "es"])
def test_every_language_has_its_share_of_cases_and_is_found(
    found: list[tuple[Case, Sequence[Span]]], language: str
) -> None:
    quality = qualities(found, language)[ALL]
    assert quality.recall.of >= 40
    assert quality.recall.share >= 0.95
    assert quality.precision.share >= 0.9


@pytest.mark.parametrize(
    ("kind", "least"),
    [(PiiType.PERSON, LEAST_PERSON), (PiiType.ADDRESS, LEAST_ADDRESS)]
    + [(kind, 1.0) for kind in PiiType if kind not in {PiiType.PERSON, PiiType.ADDRESS}],
)
def test_what_has_a_form_is_always_found_and_names_nearly_always(
    quality_of: dict[str, Quality], kind: PiiType, least: float
) -> None:
    quality = quality_of[kind]
    assert quality.recall.of > 0
    assert quality.strict.share >= least


def test_masking_a_masked_text_changes_nothing(found: list[tuple[Case, Sequence[Span]]]) -> None:
    for case, spans in found:
        masked = mask(case.text, spans).text
        assert mask(masked, detect(masked, case.language)).text == masked


def test_spans_come_in_order_and_apart(found: list[tuple[Case, Sequence[Span]]]) -> None:
    for case, spans in found:
        edges = [edge for span in spans for edge in (span.start, span.end)]
        assert edges == sorted(edges)
        assert all(0 <= span.start < span.end <= len(case.text) for span in spans)
