"""What is known about a document besides its text."""

import json
from datetime import date

import pytest

from contracts.errors import InvalidInput
from knowledge.metadata import FrontMatter, Layer, from_sidecar, from_yaml, resolve

KNOWN: dict[str, object] = {"title": "Loan cars", "language": "en", "audience": "customer"}


def about(**fields: object) -> FrontMatter:
    return resolve("a.md", [Layer("front matter", KNOWN | fields)])


def test_each_field_comes_from_the_first_layer_that_says_it() -> None:
    layers = [Layer("file", {"title": "A"}), Layer("folder", {"title": "B", "brand": "Veldra"}), Layer("last", KNOWN)]
    found = resolve("a.md", layers)
    assert (found.title, found.brand, found.language, found.models) == ("A", "Veldra", "en", ())


def test_all_fields_are_read_as_people_write_them() -> None:
    found = from_yaml(
        "a.md",
        "front matter",
        "{title: T, language: de, audience: agent, models: Kite, markets: [DE, AT, DE], year_from: 2024, year_to: 2026,"
        " valid_from: 2026-01-31, valid_until: '2026-12-31', demo: true}",
    )
    document = resolve("a.md", [found])
    assert (document.models, document.markets) == (("Kite",), ("AT", "DE"))
    assert (document.year_from, document.year_to, document.demo) == (2024, 2026, True)
    assert (document.valid_from, document.valid_until) == (date(2026, 1, 31), date(2026, 12, 31))


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ({"audience": "anyone"}, "`audience` in front matter: .*customer.*agent"),
        ({"language": "English"}, "`language` in front matter"),
        ({"language": "en-GB"}, "`language` in front matter"),
        ({"markets": ["Germany"]}, "`markets` in front matter"),
        ({"year_from": 24}, "`year_from` in front matter"),
        ({"year_from": 2026, "year_to": 2024}, "`year_from` is later than `year_to`"),
        ({"valid_from": "2026-05-01", "valid_until": "2026-04-30"}, "`valid_from` is later than `valid_until`"),
        ({"valid_from": 2026}, "`valid_from` in front matter: should be a date such as"),
        ({"valid_until": "soon"}, "`valid_until` in front matter"),
        ({"title": "  "}, "`title` in front matter"),
        ({"models": [""]}, "`models` in front matter"),
        ({"models": {"Kite": 1}}, "`models` in front matter"),
        ({"color": "red"}, "`color` in front matter is no field of a document; they are: title, section"),
        ({"color": "red", "audience": "x"}, "`audience`.*; `color`"),
    ],
)
def test_what_is_wrong_is_said_with_the_field_and_its_place(fields: dict[str, object], reason: str) -> None:
    with pytest.raises(InvalidInput, match=reason) as caught:
        about(**fields)
    assert caught.value.field == "a.md"


@pytest.mark.parametrize("field", ["language", "audience"])
def test_what_must_be_known_is_asked_for(field: str) -> None:
    with pytest.raises(InvalidInput, match=f"`{field}` is missing: say it in"):
        resolve("a.md", [Layer("file", {name: value for name, value in KNOWN.items() if name != field})])


def test_references_in_yaml_are_refused_before_they_are_followed() -> None:
    lines = ["a: &a {k: 1}", *(f"{name}: &{name} {{<<: [{', '.join(['*a'] * 9)}]}}" for name in "bcdefghijklmnop")]
    with pytest.raises(InvalidInput, match=r"has front matter with references \(`\*name`\)"):
        from_yaml("a.md", "front matter", "\n".join(lines))


def test_a_sidecar_has_the_form_of_bedrock_knowledge_bases() -> None:
    content = json.dumps({"metadataAttributes": {"brand": "Veldra", "models": ["Kite"]}, "other": 1})
    layer = from_sidecar("dealer/a.pdf", b"\xef\xbb\xbf" + content.encode())
    assert layer == ("a.pdf.metadata.json", {"brand": "Veldra", "models": ["Kite"]})


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"{", "cannot be read"),
        (b"[]", "no list of `field: value`"),
        (b"{}", 'without "metadataAttributes"'),
        (b'{"metadataAttributes": "x"}', "no list of `field: value`"),
        (b"\xff", "cannot be read"),
        (b"[" * 100_000, "cannot be read"),
    ],
)
def test_a_sidecar_that_cannot_be_read_is_named(content: bytes, reason: str) -> None:
    with pytest.raises(InvalidInput, match=rf"a\.pdf\.metadata\.json.*{reason}|{reason}"):
        from_sidecar("dealer/a.pdf", content)
