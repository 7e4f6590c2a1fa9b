"""Which recalls are open on a vehicle, and what is said of them."""

from datetime import date
from typing import Any

import pytest

from agents.personalization.policy import POSSIBLE_RECALLS
from agents.personalization.recalls import recall_items, title
from contracts.customer import Vehicle
from tests.unit.builders import vehicle
from tests.unit.vehicles.rows import kite, recall
from vehicles.recalls import Recall

VIN = "XVDKTE58E00000117"


def car(**changes: Any) -> Vehicle:
    """A Kite of 2024."""
    return vehicle(**{"make": "Veldra", "year": 2024, "vin": VIN} | changes)


def certain(number: str = "VD-26-01", **changes: Any) -> Recall:
    """A recall that names the car."""
    return recall(kite(vins=(VIN,), components=("Brake hose",)), campaign_id=number, **changes)


def possible(number: str = "VD-26-02", **changes: Any) -> Recall:
    """A recall of the car's model and year."""
    return recall(kite(components=("Brake hose",)), campaign_id=number, **changes)


def test_a_recall_that_names_the_vehicle_is_certain_and_open() -> None:
    [item] = recall_items(car(), [certain()])
    assert (item.kind, item.certainty, item.overdue, item.detail, item.reference) == (
        "recall",
        "certain",
        True,
        "Brake hose",
        "VD-26-01",
    )
    assert (item.source, item.demo, item.model) == ("recall VD-26-01", True, "Kite")


def test_a_recall_that_only_the_vin_can_tell_is_possible_and_never_overdue() -> None:
    [item] = recall_items(car(), [possible()])
    assert (item.certainty, item.overdue) == ("possible", False)


def test_recalls_of_other_vehicles_are_left_out() -> None:
    assert recall_items(car(model="Tern"), [possible()]) == ()
    assert recall_items(car(year=2020), [possible()]) == ()


def test_a_repaired_recall_is_not_open_by_whichever_number() -> None:
    done = car(repaired_recalls=("vd 26 01", "M-7"))
    assert recall_items(done, [certain(), possible("26V007", manufacturer_ids=("M7",))]) == ()


def test_warnings_come_first_then_what_is_certain() -> None:
    recalls = [
        possible("POSSIBLE"),
        certain("CERTAIN"),
        possible("OUTSIDE?", park_outside=True),
        certain("OUTSIDE", park_outside=True),
        certain("PARK", park_it=True, park_outside=True),
    ]
    items = recall_items(car(), recalls)
    assert [item.reference for item in items] == ["PARK", "OUTSIDE", "OUTSIDE?", "CERTAIN", "POSSIBLE"]
    assert [item.warning for item in items] == ["park_it", "park_outside", "park_outside", None, None]


def test_all_certain_recalls_are_told_and_of_the_possible_ones_the_newest() -> None:
    many = [
        make(f"{make.__name__}{day}", reported_on=date(2026, 1, day))
        for make in (certain, possible)
        for day in range(1, 9)
    ]
    items = recall_items(car(), many)
    assert [item.certainty for item in items] == ["certain"] * 8 + ["possible"] * POSSIBLE_RECALLS
    assert [item.reference for item in items][-POSSIBLE_RECALLS:] == ["possible8", "possible7", "possible6"]


def test_parts_of_one_campaign_are_one_recall_and_the_surest_part_counts() -> None:
    items = recall_items(car(), [possible("VD-1"), certain("VD-1"), possible("VD-1")])
    assert [(item.reference, item.certainty) for item in items] == [("VD-1", "certain")]


def test_the_same_number_of_another_source_is_another_recall() -> None:
    assert len(recall_items(car(), [certain("VD-1"), certain("VD-1", source="another")])) == 2


def test_what_the_maker_named_as_open_is_told_without_any_table() -> None:
    [item] = recall_items(car(open_recalls=("airbag",)), None)
    assert (item.detail, item.certainty, item.overdue, item.source) == ("airbag", "certain", True, "vehicle record")


def test_a_recall_that_the_maker_named_by_its_number_is_certain_and_told_once() -> None:
    named = car(open_recalls=("brake hose (recall VD-26-02)",))
    [item] = recall_items(named, [possible(park_it=True)])
    assert (item.certainty, item.overdue, item.warning, item.reference) == ("certain", True, "park_it", "VD-26-02")


def test_a_number_inside_another_one_names_no_recall() -> None:
    for title_of_another, number in (("brake hose of May 2026", "26"), ("airbag (VD-26-021)", "VD-26-02")):
        [_, item] = recall_items(car(open_recalls=(title_of_another,)), [possible(number)])
        assert (item.reference, item.certainty) == (number, "possible")


def test_of_a_vehicle_without_make_only_its_own_record_is_known() -> None:
    assert recall_items(vehicle(open_recalls=("airbag",)), [certain()])[0].detail == "airbag"


def test_a_record_whose_vin_or_year_cannot_be_still_finds_what_is_possible() -> None:
    assert [item.certainty for item in recall_items(car(vin="XVDKTE58EOOOOO117"), [possible()])] == ["possible"]
    assert [item.certainty for item in recall_items(car(year=24), [possible()])] == ["possible"]


@pytest.mark.parametrize(
    ("components", "named"),
    [
        (("SERVICE BRAKES, HYDRAULIC:FOUNDATION COMPONENTS:DISC",), "Service brakes, hydraulic"),
        (("AIR BAGS", "AIR BAGS:SIDE", "SEATS", "WHEELS"), "Air bags; Seats"),
        (("Tailgate",), "Tailgate"),
        ((), "A made-up brake hose may crack."),
    ],
)
def test_a_recall_is_named_by_its_parts(components: tuple[str, ...], named: str) -> None:
    assert title(recall(kite(components=components))) == named


def test_a_long_summary_is_cut_between_words() -> None:
    assert title(recall(summary="hose " * 100)).endswith("hose ...")
