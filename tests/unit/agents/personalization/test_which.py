"""Which vehicle is meant."""

import pytest

from agents.personalization.which import Meant, vehicle_meant
from contracts.customer import Vehicle
from contracts.findings.personalization import VehicleSummary
from tests.unit.builders import vehicle
from vehicles.names import words

KITE = vehicle(make="Veldra", model="Kite", plate="DM24 KTE", year=2025)
HERON = vehicle(
    make="Veldra",
    model="Heron",
    plate="2209 LSD",
    vin="XVDHRN15H00000511",
    year=2022,
    drive="hybrid",
    driven_by="partner",
)
TERN = vehicle(
    make="Veldra", model="Tern", plate="B-VD 342E", vin="XVDTRN18P00000342", year=2023, drive="plug_in_hybrid"
)
DIESEL = vehicle(
    make="Other",
    model="Porter",
    plate="W-1 AB",
    vin="WXX22200000099123",
    year=2019,
    drive="diesel",
    driven_by="company",
)
TWO = (KITE, HERON)
MODELS = ("Kite", "Tern", "Heron")


def meant(text: str, vehicles: tuple[Vehicle, ...] = TWO, last: int | None = None) -> str | None:
    found = vehicle_meant(vehicles, text, None if last is None else remembered(vehicles, last), MODELS)
    assert (found.vehicle is None) or found.choices == ()
    return found.vehicle.model if found.vehicle else None


def remembered(vehicles: tuple[Vehicle, ...], number: int) -> VehicleSummary:
    known = vehicles[number]
    return VehicleSummary(number=number, model=known.model, year=known.year, drive=known.drive, mileage_km=1)


@pytest.mark.parametrize(
    ("text", "model"),
    [
        ("is the heron due?", "Heron"),
        ("IS THE KITE DUE?", "Kite"),
        ("what about dm24 kte", "Kite"),
        ("my car is DM24KTE", "Kite"),
        ("2209-lsd macht Geräusche", "Heron"),
        ("my VIN is xvdhrn15h00000511", "Heron"),
        ("XVDHRN15H 00000511", "Heron"),
        ("the car ending in 000511", "Heron"),
        ("FIN endet auf H00000511?", None),  # nine characters: nobody names a vehicle so
        ("FIN endet auf 00000511", "Heron"),
        ("it has done 000511 km", None),  # an odometer's reading
        ("is my car due?", None),
        ("is the Kite or the Heron due?", None),
        ("not the Kite, the Heron", None),  # both are named: ask
        ("is my Tern due?", None),
        ("my hair dryer from 2209", None),
    ],
)
def test_of_two_vehicles_the_one_that_is_named_is_meant(text: str, model: str | None) -> None:
    assert meant(text) == model


@pytest.mark.parametrize(
    ("text", "model"),
    [
        ("the electric one needs new tyres", "Kite"),
        ("when is the EV due", "Kite"),
        ("Mein Elektroauto lädt nicht", "Kite"),
        ("das E-Auto lädt nicht", "Kite"),
        ("der Elektrische, wann ist er dran?", "Kite"),
        ("ma voiture électrique ne charge plus", "Kite"),
        ("mi coche eléctrico no carga", "Kite"),
        ("y el híbrido?", "Heron"),
        ("mon hybride fait du bruit", "Heron"),
        ("my hybrid makes a noise", "Heron"),
        ("der Hybrid ruckelt", "Heron"),
        ("my petrol car", "Heron"),  # no petrol car, but a hybrid has a tank
        ("the electric windows do not close", None),
        ("how do I plug in the cable", None),
        ("is diesel cheaper than electricity?", None),
        ("my diesel is loud", None),  # nobody knows of one
    ],
)
def test_a_drive_names_a_vehicle_where_it_stands_for_one(text: str, model: str | None) -> None:
    assert meant(text) == model


def test_a_plug_in_hybrid_is_not_the_hybrid() -> None:
    three = (KITE, HERON, TERN)
    assert meant("the plug-in hybrid is loud", three) == "Tern"
    assert meant("mein Plug-in-Hybrid ist laut", three) == "Tern"
    assert meant("mon hybride rechargeable est bruyant", three) == "Tern"
    assert meant("der Hybrid ist laut", three) == "Heron"
    assert meant("mein Diesel ist laut", (*three, DIESEL)) == "Porter"
    assert meant("my Dieselfahrzeug", (*three, DIESEL)) == "Porter"


@pytest.mark.parametrize(
    ("text", "model"),
    [
        ("the 2022 one", "Heron"),
        ("my 2025 Kite", "Kite"),
        ("der 2022er", "Heron"),
        ("Baujahr 2022", "Heron"),
        ("la voiture de 2025", "Kite"),
        ("el coche de 2022", "Heron"),
        ("I bought it in 2022", None),
        ("the invoice of 2022", None),
        ("service for my car 2025-03-01", None),
        ("on 3 March 2025", None),
    ],
)
def test_a_year_names_a_vehicle_where_it_stands_beside_one(text: str, model: str | None) -> None:
    assert meant(text) == model


@pytest.mark.parametrize(
    ("text", "model"),
    [
        ("my wife's car is loud", "Heron"),
        ("my husband’s car is loud", "Heron"),
        ("it is my partner's.", "Heron"),
        ("das Auto meiner Frau ist laut", "Heron"),
        ("der Wagen von meinem Mann", "Heron"),
        ("la voiture de ma femme", "Heron"),
        ("celle de mon mari", "Heron"),
        ("el coche de mi mujer", "Heron"),
        ("el de mi marido", "Heron"),
        ("my wife's Heron is loud", "Heron"),
        ("my wife's Kite is loud", None),  # the record says that she drives the other one
        ("my wife called you yesterday about a car", None),
        ("my son's car is loud", None),  # nobody knows which one he drives
        ("the company car", None),
    ],
)
def test_whose_vehicle_it_is_names_it_if_the_record_says_who_drives_it(text: str, model: str | None) -> None:
    assert meant(text) == model


OWN = (KITE.changed(driven_by="self"), HERON)


@pytest.mark.parametrize(
    "text",
    [
        "when is my brother's car due?",
        "when does Greta's warranty end?",
        "greta's service",
        "my neighbour's Kite, when is it due?",
        "Wann endet die Garantie meines Nachbarn?",
        "Wann ist der Service von Gretas Auto?",
        "quand finit la garantie de mon frère ?",
        "la garantie d'Alexandre",
        "¿cuándo acaba la garantía de mi hermano?",
        "la cita de Greta",
        "quando scade la garanzia di mia sorella?",
    ],
)
def test_what_another_person_has_is_none_of_theirs(text: str) -> None:
    assert vehicle_meant(OWN, text, None, MODELS) == Meant(None, somebody_else=True)
    undecided = vehicle_meant(TWO, text, None, MODELS)  # nobody knows who drives the Kite
    assert (undecided.vehicle, undecided.somebody_else) == (None, False)


@pytest.mark.parametrize(
    "text",
    [
        "when does my warranty end?",
        "the Kite's next service",
        "Veldra's warranty",
        "today's appointment",
        "August's service",
        "la garantie de la Kite",
        "die Garantie von Veldra",
        "la garantía de fábrica",
        "my wife called about the service",
        "my brother's wedding is on Friday, when is my service?",
    ],
)
def test_what_is_not_said_to_be_another_persons_is_ones_own(text: str) -> None:
    assert not vehicle_meant(OWN, text, None, MODELS).somebody_else


def test_who_speaks_of_themselves_by_name_means_their_own() -> None:
    one = (KITE.changed(driven_by="self"),)
    assert vehicle_meant(one, "Greta's warranty", None, MODELS, ("Greta", "Lindqvist")) == Meant(one[0])
    assert vehicle_meant(one, "my wife's service", None, MODELS).somebody_else
    assert vehicle_meant(OWN, "my wife's service", None, MODELS) == Meant(HERON)


def test_a_company_car_is_found_in_every_language() -> None:
    for text in ("the company car", "mein Dienstwagen", "ma voiture de fonction", "el coche de empresa"):
        assert meant(text, (KITE, DIESEL)) == "Porter"


def test_a_relatives_car_is_not_the_customers_only_one_for_sure() -> None:
    found = vehicle_meant((KITE,), "my mother's car is loud")
    assert found == Meant(None, (KITE,))


@pytest.mark.parametrize(
    "text",
    [
        "my other car",
        "the other one",
        "mein anderes Auto",
        "und das andere?",
        "mon autre voiture",
        "l'autre",
        "mi otro coche",
        "el otro",
    ],
)
def test_the_other_one_is_the_one_that_was_not_talked_about_last(text: str) -> None:
    assert meant(text, last=0) == "Heron"
    assert meant(text, last=1) == "Kite"
    assert meant(text) is None


def test_of_three_vehicles_the_other_one_may_be_either_of_two() -> None:
    three = (KITE, HERON, TERN)
    assert vehicle_meant(three, "my other car", remembered(three, 1)) == Meant(None, (KITE, TERN))


@pytest.mark.parametrize("text", ["and when is it due?", "thanks", "the other day it stalled", "a second opinion"])
def test_a_text_that_names_none_is_about_the_one_talked_about_last(text: str) -> None:
    assert meant(text, last=1) == "Heron"
    assert meant(text) is None


@pytest.mark.parametrize("text", ["VIN XVDTRN18P00000342", "what about AB12 CDE?"])
def test_a_vin_or_plate_that_the_customer_does_not_have_means_none_of_theirs(text: str) -> None:
    assert vehicle_meant(TWO, text, remembered(TWO, 1), MODELS) == Meant(None, others=True)


@pytest.mark.parametrize("text", ["and my Tern?", "my diesel is loud", "my mother's car"])
def test_naming_what_the_customer_does_not_have_is_not_about_the_last_one(text: str) -> None:
    assert vehicle_meant(TWO, text, remembered(TWO, 1), MODELS) == Meant(None, TWO)


def test_a_dialogue_remembers_no_vehicle_that_has_changed_since() -> None:
    gone = VehicleSummary(number=1, model="Tern", year=2022, drive="hybrid", mileage_km=1)
    assert vehicle_meant(TWO, "when is it due?", gone) == Meant(None, TWO)
    assert vehicle_meant((KITE, HERON), "when is it due?", gone.changed(number=9)) == Meant(None, TWO)


def test_the_only_vehicle_is_meant_without_being_named() -> None:
    assert vehicle_meant((KITE,), "is my car due?") == Meant(KITE)


def test_the_only_vehicle_is_not_meant_by_another_models_name() -> None:
    assert vehicle_meant((KITE,), "is my Tern due?", models=MODELS) == Meant(None, (KITE,))
    assert vehicle_meant((KITE,), "I trade my Kite for a Tern", models=MODELS) == Meant(KITE)


def test_no_message_is_kept_in_memory() -> None:
    before = words.cache_info().currsize
    for number in range(20):
        vehicle_meant(TWO, f"something about my life, number {number}", models=MODELS)
    assert words.cache_info().currsize - before < 20


def test_without_a_vehicle_none_is_meant() -> None:
    assert vehicle_meant((), "is my Kite due?") == Meant(None)


def test_of_two_vehicles_of_a_model_neither_is_guessed_but_a_plate_decides() -> None:
    other = vehicle(plate="4581 MVD", vin="XVDKTE58E00000588", year=2024)
    assert vehicle_meant((KITE, other), "is my Kite due?") == Meant(None, (KITE, other))
    assert vehicle_meant((KITE, other), "my Kite 4581 MVD") == Meant(other)
    assert vehicle_meant((KITE, other), "my 2024 Kite") == Meant(other)


def test_a_make_names_a_vehicle() -> None:
    assert vehicle_meant((KITE, DIESEL), "my Veldra is loud") == Meant(KITE)
    assert vehicle_meant((KITE, HERON, DIESEL), "my Veldra is loud") == Meant(None, (KITE, HERON))


def test_a_name_is_not_found_inside_another_word() -> None:
    assert meant("the alternator is loud, and there is no internet", (KITE, TERN)) is None
    assert meant("going home", (KITE, vehicle(model="Go", plate="GO 1"))) is None


@pytest.mark.parametrize("text", ["my CRV", "my CR-V", "my cr v is loud"])
def test_a_model_is_found_however_it_is_divided(text: str) -> None:
    suv = vehicle(make="Other", model="CR-V", plate="X 1", vin="WXX22200000099124")
    assert meant(text, (KITE, suv)) == "CR-V"


def test_a_model_is_found_by_the_short_name_that_the_maker_uses() -> None:
    touring = vehicle(make="Veldra", model="Veldra Heron Touring", plate="X 1", vin="XVDHRN15H00000999")
    assert meant("my heron is loud", (KITE, touring)) == "Veldra Heron Touring"
    assert meant("my heron touring", (KITE, HERON, touring)) == "Veldra Heron Touring"
    assert meant("my heron", (KITE, HERON, touring)) is None


@pytest.mark.parametrize(
    "text", ["", "🚗", "é" * 4_000, "2022 " * 800, "my wife's " * 400, "DM24 " * 800, "\u202ekite\u202c" * 400]
)
def test_any_text_gets_an_answer(text: str) -> None:
    assert vehicle_meant(TWO, text, None, MODELS).vehicle in (None, *TWO)
