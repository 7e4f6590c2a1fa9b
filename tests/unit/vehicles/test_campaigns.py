"""Rows to campaigns."""

import random
from datetime import date
from itertools import product

from vehicles.campaigns import Campaigns, Flags, Product, RecallRow, Texts
from vehicles.recalls import Recall

KITE, TERN = Product("VELDRA", "KITE"), Product("VELDRA", "TERN")
ROW = RecallRow("test", "C1", KITE, 2024, "HOSE", Texts("It may crack.", "", "Replace it."))


def collect(*rows: RecallRow) -> list[Recall]:
    campaigns = Campaigns()
    for row in rows:
        campaigns.add(row)
    assert len(campaigns) == len(list(campaigns.recalls()))
    return list(campaigns.recalls())


def told(recall: Recall) -> set[tuple[str, int | None, str]]:
    """Every model, year and component that a recall names."""
    return {
        (model.model, year, component)
        for model in recall.affected
        for year, component in product(model.years or (None,), model.components)
    }


def test_years_with_the_same_components_stand_together() -> None:
    [found] = collect(*(ROW._replace(year=year, component=part) for year in (2025, 2024) for part in ("HOSE", "PUMP")))
    [model] = found.affected
    assert (model.years, model.components) == ((2024, 2025), ("HOSE", "PUMP"))


def test_a_component_of_one_year_is_not_laid_to_another() -> None:
    [found] = collect(ROW, ROW._replace(year=2025), ROW._replace(year=2025, component="PUMP"))
    assert [(model.years, model.components) for model in found.affected] == [
        ((2024,), ("HOSE",)),
        ((2025,), ("HOSE", "PUMP")),
    ]


def test_an_unknown_year_stands_alone() -> None:
    [found] = collect(ROW, ROW._replace(year=None))
    assert [model.years for model in found.affected] == [(2024,), ()]


def test_models_keep_their_own_build_dates() -> None:
    early = KITE._replace(built_from=date(2024, 1, 1), built_until=date(2024, 2, 1))
    late = KITE._replace(built_from=date(2024, 5, 1), built_until=date(2024, 6, 1))
    [found] = collect(ROW._replace(product=early), ROW._replace(product=late))
    assert [model.built_from for model in found.affected] == [date(2024, 1, 1), date(2024, 5, 1)]


def test_no_model_year_and_component_is_lost_or_made_up_in_any_order() -> None:
    chance = random.Random(3)  # noqa: S311  # a test, not a secret
    every = [
        ROW._replace(product=car, year=year, component=part)
        for car, year, part in product((KITE, TERN), (None, 2022, 2023, 2024), ("HOSE", "PUMP", "VALVE"))
    ]
    for _ in range(50):
        rows = chance.choices(every, k=chance.randint(1, len(every)))
        [found] = collect(*rows)
        assert told(found) == {(row.product.model, row.year, row.component) for row in rows}


def test_rows_of_one_campaign_need_not_stand_together() -> None:
    first, second = collect(ROW, ROW._replace(campaign_id="C2"), ROW._replace(year=2025))
    assert (first.campaign_id, first.affected[0].years) == ("C1", (2024, 2025))
    assert second.campaign_id == "C2"


def test_the_same_number_from_another_source_is_another_recall() -> None:
    assert [found.source for found in collect(ROW, ROW._replace(source="other"))] == ["test", "other"]


def test_differing_texts_are_all_kept_and_equal_ones_once() -> None:
    other = ROW._replace(texts=Texts("It may leak.", "", "Replace it."))
    [found] = collect(ROW, other, ROW)
    assert (found.summary, found.remedy) == ("It may crack.\n\nIt may leak.", "Replace it.")


def test_the_worst_warning_counts_and_silence_stays_silence() -> None:
    rows = [ROW._replace(flags=flags) for flags in (Flags(park_it=False), Flags(park_it=True), Flags(park_it=False))]
    [found] = collect(*rows, ROW._replace(flags=Flags(park_outside=False)), ROW)
    assert (found.park_it, found.park_outside, found.over_the_air) == (True, False, None)


def test_the_earliest_report_the_largest_number_and_every_maker_are_kept() -> None:
    [found] = collect(
        ROW._replace(reported_on=date(2026, 3, 1), units_affected=10, manufacturer="A", manufacturer_id="A-1"),
        ROW,
        ROW._replace(reported_on=date(2026, 2, 1), units_affected=30, manufacturer="B", manufacturer_id="B-1"),
    )
    assert (found.reported_on, found.units_affected) == (date(2026, 2, 1), 30)
    assert (found.manufacturer, found.manufacturer_ids) == ("A; B", ("A-1", "B-1"))


def test_one_made_up_row_makes_the_recall_made_up() -> None:
    assert [found.demo for found in collect(ROW, ROW._replace(demo=True))] == [True]
