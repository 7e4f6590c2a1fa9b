"""Recalls in a table: one range of names finds what the whole file would."""

import random
from datetime import date
from typing import Final

import pytest

from tests.unit.vehicles.rows import facts, kite, recall
from vehicles.recall_keys import WEIGHT_OF_A_RECORD, RecallRecord, RecallSearch, records_of, search_for
from vehicles.recalls import Affected, Certainty, Recall, SerialRange, VehicleFacts, matches

VIN = "XVDKTE58E00000117"
NAMES: Final = [
    *("F", "F-150", "F150 SUPERCREW", "F-1500", "F-250", "FOCUS", "C-CLASS", "C300", "CLK", "CR-V", "CRV EX", "CR-Z"),
    *("GRAND", "GRAND CHEROKEE", "GRANDE PUNTO", "MODEL 3", "MODEL S", "Mødel 3", "Santa Fé", "SANTAFE", "KITE", "3"),
]

BMW: Final = [
    "3 SERIES",
    "330I",
    "M340I",
    "3 Series Touring",
    "328d xDrive",
    "3er",
    "M3",
    "X3",
    "5 SERIES",
    "530I",
    "30I",
]


def found(record: RecallRecord, search: RecallSearch) -> bool:
    """Whether the read finds the record, as the store does it."""
    if record.make != search.make or not search.first <= record.model + "#" <= search.last:
        return False
    if search.year is None or record.years is None or search.year in record.years:
        return True
    return (record.by_vin and search.with_vin) or (record.by_date and search.with_date)


def some_affected(chance: random.Random) -> Affected:
    built = chance.choice([None, date(2024, 1, 1), date(2024, 6, 1)])
    return Affected(
        make=chance.choice(["FORD", "Ford", "VW", "Volkswagen"]),
        model=chance.choice(["", "Ford ", "VW "]) + chance.choice(NAMES),
        years=tuple(sorted(chance.sample([2022, 2023, 2024], chance.randrange(3)))),
        built_from=built,
        built_until=built and date(2024, 12, 31),
        serials=chance.choice([(), (), (SerialRange(prefix="XVD", first="000100", last="000200"),)]),
    )


def some_facts(chance: random.Random) -> VehicleFacts:
    return VehicleFacts(
        make=chance.choice(["ford", "Volkswagen", "VW"]),
        model=chance.choice(NAMES),
        vin=chance.choice([None, VIN, "XVDKTE58E00000999"]),
        year=chance.choice([None, 2022, 2024]),
        built_on=chance.choice([None, date(2024, 3, 1), date(2025, 3, 1)]),
    )


@pytest.mark.parametrize("seed", range(20))
def test_the_read_finds_every_recall_that_the_whole_file_holds_for_a_vehicle(seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311  # the same cases every time
    recalls = [recall(some_affected(chance), some_affected(chance), campaign_id=f"R{n}") for n in range(60)]
    records = [record for one in recalls for record in records_of(one)]
    told = 0
    for _ in range(60):
        known = some_facts(chance)
        read = [record.recall for record in records if found(record, search_for(known))]
        assert verdicts(read, known) == verdicts(recalls, known)
        told += len(verdicts(read, known))
    assert told


def verdicts(recalls: list[Recall], known: VehicleFacts) -> dict[str, Certainty]:
    """What is said of each campaign that may be about the vehicle: the surest of its parts."""
    best: dict[str, Certainty] = {}
    for match in (matches(one, known) for one in recalls):
        if match.certainty == "certain" or (match.certainty == "possible" and match.campaign_id not in best):
            best[match.campaign_id] = match.certainty
    return best


def test_a_vin_that_is_listed_under_the_vehicles_own_model_is_found() -> None:
    [record] = records_of(recall(kite(model="KITE LONG RANGE", vins=(VIN,), years=(2020,))))
    assert found(record, search_for(facts(vin=VIN)))
    assert not found(record, search_for(facts()))


def test_a_name_leads_to_a_narrow_range() -> None:
    assert search_for(facts(model="CR-V"))[:3] == ("veldra", "cr", "crv\U0010ffff")
    assert search_for(facts(model="Veldra Kite", make="VELDRA"))[:3] == ("veldra", "kite", "kite\U0010ffff")


def test_what_is_known_of_the_vehicle_decides_what_its_year_leaves_out() -> None:
    assert search_for(facts())[3:] == (2024, False, False)
    assert search_for(facts(year=None, vin=VIN, built_on=date(2024, 1, 1)))[3:] == (None, True, True)


def test_models_of_one_name_stand_together_and_others_apart() -> None:
    one = recall(
        kite(years=(2023,)), kite(model="Kite", years=(2024,)), kite(model="Tern", years=()), kite(make="Other")
    )
    records = list(records_of(one))
    assert [(r.make, r.model, r.part, r.years) for r in records] == [
        ("veldra", "kite", 0, {2023, 2024}),
        ("veldra", "tern", 0, None),
        ("other", "kite", 0, {2024}),
    ]
    assert [len(r.recall.affected) for r in records] == [2, 1, 1]


def test_a_model_without_a_name_has_no_record() -> None:
    assert list(records_of(recall(kite(model="-"), kite(make="?")))) == []


def test_a_long_list_of_vins_is_divided_and_each_vin_is_still_in_the_recall() -> None:
    vins = tuple(f"XVDKTE58E{n:08d}" for n in range(2 * WEIGHT_OF_A_RECORD))
    serials = (SerialRange(prefix="XVDTRN", first="000001", last="000002"),)
    records = list(records_of(recall(kite(vins=vins, serials=serials), kite(model="KITE"))))
    assert [r.part for r in records] == list(range(len(records)))
    assert all(len(model.vins) <= WEIGHT_OF_A_RECORD for r in records for model in r.recall.affected)
    assert all(len(r.recall.model_dump_json(exclude_defaults=True)) < 200_000 for r in records)
    for vin, certain in ((vins[0], 1), (vins[-1], 1), ("XVDTRN58E00000001", 1), ("XVDKTE58E99999999", 0)):
        verdicts = [matches(r.recall, facts(vin=vin)).certainty for r in records]
        assert verdicts.count("certain") == certain


@pytest.mark.parametrize("name", BMW)
def test_the_read_finds_the_recalls_of_a_series_for_its_types_and_the_other_way_round(name: str) -> None:
    recalls = [recall(Affected(make="BMW", model=model), campaign_id=model) for model in BMW]
    known = VehicleFacts(make="BMW", model=name)
    read = [record.recall for one in recalls for record in records_of(one) if found(record, search_for(known))]
    wanted = {one.campaign_id for one in recalls if matches(one, known).certainty == "possible"}
    assert {one.campaign_id for one in read if matches(one, known).certainty == "possible"} == wanted >= {name}
