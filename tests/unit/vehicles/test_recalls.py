"""Whether a recall is about a vehicle."""

from datetime import date
from typing import Any

import pytest
from pydantic import ValidationError

from contracts.errors import InvalidInput
from tests.unit.vehicles.rows import facts, kite, recall
from vehicles.recalls import Affected, Certainty, SerialRange, matches

VIN = "XVDKTE58E00000117"
RANGE = SerialRange(prefix="XVDKTE", first="000100", last="000200")
BUILT = {"built_from": date(2024, 1, 5), "built_until": date(2024, 6, 20)}


def verdict(model: Affected, /, **known: Any) -> Certainty:
    return matches(recall(model), facts(**known)).certainty


def test_make_model_and_year_make_it_possible_and_no_more() -> None:
    found = matches(recall(), facts())
    assert (found.campaign_id, found.certainty) == ("VD-26-01", "possible")
    assert "only the VIN can tell" in found.reason


@pytest.mark.parametrize("other", [{"make": "Other"}, {"model": "Tern"}, {"year": 2023}])
def test_another_make_model_or_year_is_no_match(other: dict[str, Any]) -> None:
    assert verdict(kite(), **other) == "none"


@pytest.mark.parametrize(("years", "year"), [((), 2024), ((2024,), None), ((), None)])
def test_a_year_that_nobody_knows_leaves_it_possible(years: tuple[int, ...], year: int | None) -> None:
    assert verdict(kite(years=years), year=year) == "possible"


@pytest.mark.parametrize(
    ("first", "last", "certainty"),
    [
        ("000100", "000200", "certain"),
        ("000117", "000117", "certain"),
        ("000118", "000200", "none"),
        ("000100", "000116", "none"),
    ],
)
def test_a_range_of_serials_decides_both_ends_included(first: str, last: str, certainty: Certainty) -> None:
    assert verdict(kite(serials=(SerialRange(first=first, last=last),)), vin=VIN) == certainty


@pytest.mark.parametrize(
    ("prefix", "certainty"),
    [("XVDKTE58E00", "certain"), ("XVDKTE58*00", "certain"), ("XVDTRN", "none"), ("", "certain")],
)
def test_a_range_holds_only_vins_that_fit_its_prefix(prefix: str, certainty: Certainty) -> None:
    assert verdict(kite(serials=(SerialRange(prefix=prefix),)), vin=VIN) == certainty


def test_the_vin_decides_against_year_and_build_date() -> None:
    model = kite(serials=(RANGE,), **BUILT)
    assert verdict(model, vin=VIN, year=2020, built_on=date(2020, 1, 1)) == "certain"
    assert verdict(model, vin=VIN.replace("117", "917"), built_on=date(2024, 3, 1)) == "none"


def test_a_listed_vin_decides_whatever_the_names_say() -> None:
    assert verdict(kite(vins=(VIN,)), vin=VIN.lower(), make="Other", model="Tern") == "certain"


def test_a_vin_that_is_not_listed_rules_the_recall_out() -> None:
    assert verdict(kite(vins=("XVDKTE58E00000118",)), vin=VIN) == "none"


def test_a_range_and_a_list_count_together() -> None:
    model = kite(vins=("XVDKTE58E00000999",), serials=(RANGE,))
    assert verdict(model, vin=VIN) == "certain"
    assert verdict(model, vin="XVDKTE58E00000999") == "certain"
    assert verdict(model, vin="XVDKTE58E00000998") == "none"


def test_ranges_say_nothing_about_a_vehicle_without_vin() -> None:
    assert verdict(kite(serials=(RANGE,))) == "possible"
    assert verdict(kite(serials=(RANGE,), **BUILT), built_on=date(2024, 3, 1)) == "possible"


@pytest.mark.parametrize(
    ("built_on", "certainty"),
    [
        (date(2024, 1, 4), "none"),
        (date(2024, 1, 5), "certain"),
        (date(2024, 6, 20), "certain"),
        (date(2024, 6, 21), "none"),
        (None, "possible"),
    ],
)
def test_a_build_date_decides_both_ends_included(built_on: date | None, certainty: Certainty) -> None:
    assert verdict(kite(**BUILT), built_on=built_on) == certainty


@pytest.mark.parametrize("missing", ["built_from", "built_until"])
def test_a_build_range_with_one_end_rules_out_but_does_not_confirm(missing: str) -> None:
    model = kite(**{name: day for name, day in BUILT.items() if name != missing})
    outside = date(2020, 1, 1) if missing == "built_until" else date(2025, 1, 1)
    assert verdict(model, built_on=date(2024, 3, 1)) == "possible"
    assert verdict(model, built_on=outside) == "none"


def test_a_build_date_that_fits_beside_another_model_year_is_only_possible() -> None:
    assert verdict(kite(**BUILT), built_on=date(2024, 3, 1), year=2025) == "possible"


def test_a_recall_for_some_markets_passes_others_over() -> None:
    model = kite(markets=("GB", "FR"), **BUILT)
    built = date(2024, 3, 1)
    assert verdict(model, built_on=built, market="GB") == "certain"
    assert verdict(model, built_on=built, market="DE") == "none"
    assert verdict(model, built_on=built) == "possible"


def test_the_best_fitting_model_of_a_recall_counts() -> None:
    tern = Affected(make="VELDRA", model="TERN", years=(2024,))
    assert matches(recall(tern, kite(serials=(RANGE,)), kite()), facts(vin=VIN)).certainty == "certain"
    assert matches(recall(tern, kite(years=(2020,)), kite()), facts()).certainty == "possible"


def test_a_model_that_was_ruled_out_gives_the_reason_rather_than_another_model() -> None:
    tern = Affected(make="VELDRA", model="TERN")
    found = matches(recall(tern, kite(years=(2020,)), tern), facts())
    assert (found.certainty, found.reason) == ("none", "the recall is about other model years")


def test_no_reason_repeats_the_vin() -> None:
    for model in (kite(vins=(VIN,)), kite(serials=(RANGE,)), kite(serials=(SerialRange(first="900000"),))):
        assert VIN[-6:] not in matches(recall(model), facts(vin=VIN)).reason


@pytest.mark.parametrize(
    ("wrong", "field"), [({"vin": VIN[:-1]}, "vin"), ({"make": " "}, "make"), ({"model": "-"}, "model")]
)
def test_facts_that_name_nothing_are_refused(wrong: dict[str, str], field: str) -> None:
    with pytest.raises(InvalidInput) as caught:
        facts(**wrong)
    assert caught.value.field == field


@pytest.mark.parametrize("wrong", [{"first": "000002", "last": "000001"}, {"first": "00001"}, {"prefix": "XVO"}])
def test_a_range_that_holds_nothing_is_refused(wrong: dict[str, str]) -> None:
    with pytest.raises(ValidationError):
        SerialRange(**wrong)


def test_a_recall_is_about_something() -> None:
    with pytest.raises(ValidationError, match="affected"):
        recall(affected=())


def test_components_of_all_models_are_named_once() -> None:
    found = recall(kite(components=("HOSE", "PUMP")), kite(years=(2025,), components=("PUMP", "VALVE")))
    assert found.components == ("HOSE", "PUMP", "VALVE")
