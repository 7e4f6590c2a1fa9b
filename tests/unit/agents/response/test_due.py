"""What a customer is told of their vehicles, orders and cases."""

import re
from datetime import date, time
from typing import Any, get_args

import pytest

from agents.response import load
from agents.response.due import due_line
from agents.response.own_vehicles import which_vehicle
from contracts.findings.personalization import DueItem, DueKind, Offer, VehicleSummary
from contracts.findings.response import ResponseFinding
from contracts.session import Dialogue
from contracts.turn import AgentTask
from languages.phrases import Phrases
from languages.served import SERVED_LANGUAGES
from languages.topic import words_of
from tests.unit.agents.personalization.test_due import PLAN
from tests.unit.builders import intent, knowledge, passage, person, routing, task

ENGLISH = words_of(Phrases, "en")
ANSWER = routing("passages", "answer", None)
PHRASE = routing("phrase", "answer", None)
CLARIFY = routing("clarify", "answer", None)
EMERGENCY = routing("emergency", "emergency", "roadside")

RECALL = DueItem(kind="recall", model="Kite", detail="tailgate struts", overdue=True)
SERVICE = DueItem(kind="service", model="Kite", due_on=date(2027, 3, 11), due_at_km=42_400)
OVERDUE = DueItem(kind="service", model="Tern", due_on=date(2026, 1, 2), due_at_km=5_000, overdue=True)
WARRANTY = DueItem(kind="warranty_end", model="Kite", due_on=date(2026, 6, 30))
LEASE = DueItem(kind="lease_end", model="Kite", due_on=date(2026, 6, 30), reference="L-1")
FINANCE = DueItem(kind="finance_end", model="Kite", due_on=date(2026, 6, 30), reference="F-1")
VISIT = DueItem(
    kind="appointment", model="Kite", due_on=date(2026, 6, 30), at=time(9, 5), detail="Quayside", reference="B-1"
)
CASE = DueItem(kind="case", detail="a bill", reference="C-1")
ORDER = DueItem(kind="order", detail="wheels", reference="O-1", due_on=date(2026, 6, 30))
DUE = (RECALL, SERVICE, OVERDUE, WARRANTY)
EVERYTHING = (*DUE, LEASE, FINANCE, VISIT, CASE, ORDER)


def said(given: AgentTask) -> str:
    finding = load()(given)
    assert isinstance(finding, ResponseFinding)
    return finding.text


def lines(name: str, *due: DueItem, turns: int = 1, **changes: Any) -> list[str]:
    """What a hand-over adds to its first sentence."""
    about = intent(name, handled_by="person")
    whole = said(
        task(
            routing=routing(), intent=about, personalization=person(due=due, **changes), dialogue=Dialogue(turns=turns)
        )
    )
    return whole.split("\n\n")[1:]


def suggested(name: str, *may_offer: Offer, due: tuple[DueItem, ...] = DUE, language: str = "en") -> tuple[str, ...]:
    """What an answer suggests."""
    about, who = intent(name), person(due=due, may_offer=may_offer)
    given = task(routing=ANSWER, intent=about, personalization=who, knowledge=knowledge(passage()), language=language)
    finding = load()(given)
    assert isinstance(finding, ResponseFinding)
    return finding.suggestions


def line(item: DueItem, language: str = "en") -> str:
    return due_line(item, words_of(Phrases, language))


def test_what_is_due_is_told_when_the_turn_is_about_it() -> None:
    assert lines("book_service", *DUE, turns=0) == [
        "There is an open recall on your Kite: tailgate struts.",
        "The next service of your Kite is due by 11 March 2027 or at 42\u202f400 km, whichever comes first.",
        "The service of your Tern is overdue: it was due by 2 January 2026 or at 5\u202f000 km.",
        "The vehicle warranty of your Kite ends on 30 June 2026.",
    ]


@pytest.mark.parametrize(
    ("name", "asked"),
    [
        ("maintenance_advice", (RECALL, SERVICE, OVERDUE, WARRANTY, VISIT)),
        ("service_history", (RECALL, SERVICE, OVERDUE)),
        ("recall_check", (RECALL,)),
        ("service_status", (RECALL, VISIT, CASE)),
        ("warranty", (WARRANTY,)),
        ("finance", (LEASE, FINANCE)),
        ("order_status", (ORDER,)),
        ("complaint", (CASE,)),
        ("billing", ()),
    ],
)
def test_who_asks_is_told_what_they_ask_for(name: str, asked: tuple[DueItem, ...]) -> None:
    assert lines(name, *EVERYTHING) == [line(item) for item in asked]


@pytest.mark.parametrize("name", ["change_booking", "cancel"])
def test_who_would_change_an_appointment_is_told_that_it_stands_until_then(name: str) -> None:
    assert lines(name, *EVERYTHING) == [line(VISIT), ENGLISH.texts["booking_stands"]]
    assert "cancelled" not in ENGLISH.texts["booking_stands"]


def test_who_would_change_an_appointment_that_nobody_recorded_is_told_so() -> None:
    assert lines("change_booking", SERVICE) == [ENGLISH.texts["none_appointment"]]
    assert lines("cancel", SERVICE) == []


def test_who_may_be_reminded_is_also_told_what_belongs_to_their_question() -> None:
    willing: dict[str, Any] = {"may_say": get_args(DueKind)}
    assert lines("recall_check", *EVERYTHING, **willing) == [
        line(i) for i in (RECALL, SERVICE, OVERDUE, WARRANTY, VISIT)
    ]
    assert lines("order_status", *EVERYTHING, **willing) == [line(ORDER)]
    assert lines("billing", *EVERYTHING, **willing) == []


def test_what_is_due_stands_before_an_answer() -> None:
    about = intent("maintenance_advice")
    text = said(task(routing=ANSWER, intent=about, knowledge=knowledge(passage()), personalization=person(due=DUE)))
    assert text.startswith("Hello Alex. There is an open recall on your Kite: tailgate struts.\n\nThe next service")
    assert text.count("open recall") == 1


@pytest.mark.parametrize(
    "route", [PHRASE, CLARIFY, ANSWER, routing()], ids=["phrase", "clarify", "answer", "hand over"]
)
@pytest.mark.parametrize("name", ["small_talk", "billing", "recall_check"])
def test_a_recall_is_told_on_the_first_turn_whatever_it_is_about_and_only_once(route: Any, name: str) -> None:
    given = task(routing=route, intent=intent(name), knowledge=knowledge(passage()), personalization=person(due=DUE))
    assert said(given).count("There is an open recall on your Kite: tailgate struts.") == 1
    later = given.changed(dialogue=Dialogue(turns=1))
    told_again = name == "recall_check" and route.reply_with in ("hand_over", "passages")
    assert said(later).count("open recall") == told_again


def test_unasked_only_certain_recalls_and_warnings_are_told() -> None:
    unsure = RECALL.changed(certainty="possible", overdue=False)
    warning = unsure.changed(warning="park_it")
    assert lines("billing", unsure, turns=0) == []
    assert "not to drive" in said(task(routing=PHRASE, intent=intent("deny"), personalization=person(due=(warning,))))


def test_without_an_intent_a_recall_is_still_told() -> None:
    assert "open recall" in said(task(routing=routing(), personalization=person(due=DUE)))


def test_an_emergency_is_about_nothing_else() -> None:
    assert "recall" not in said(task(routing=EMERGENCY, intent=intent("recall_check"), personalization=person(due=DUE)))


@pytest.mark.parametrize("language", SERVED_LANGUAGES)
def test_what_is_certain_and_what_is_possible_are_told_in_different_words(language: str) -> None:
    told = set[str]()
    for warning in (None, "park_it", "park_outside"):
        for certainty in ("certain", "possible"):
            changes = {"certainty": certainty, "warning": warning, "reference": "VD-26-03"}
            told.add(line(RECALL.changed(**changes), language))
    assert len(told) == 6
    assert all("VD-26-03" in text and "Kite" in text for text in told)
    assert all(("tailgate struts (VD-26-03)" in text) == (language == "en") for text in told)


def test_a_possible_recall_is_neither_open_nor_overdue() -> None:
    unsure = RECALL.changed(certainty="possible", overdue=False)
    assert line(unsure) == "A recall may be about your Kite: tailgate struts. Only a check of its VIN can tell."
    for warning in ("park_it", "park_outside"):
        assert not re.search("open|overdue", line(unsure.changed(warning=warning)))


@pytest.mark.parametrize(
    ("language", "word"), [("en", "made up"), ("de", "erfunden"), ("fr", "fictif"), ("es", "ficticio")]
)
def test_a_made_up_recall_is_marked(language: str, word: str) -> None:
    made_up = RECALL.changed(reference="VD-26-03", demo=True)
    assert f"VD-26-03, {word}" in line(made_up, language)


@pytest.mark.parametrize("overdue", [True, False])
def test_a_service_with_one_limit_names_that_limit(overdue: bool) -> None:  # noqa: FBT001
    for missing, left in (("due_on", "km"), ("due_at_km", "March")):
        text = line(SERVICE.changed(**{missing: None}, overdue=overdue))
        assert left in text
        assert "  " not in text
        assert "whichever" not in text
        assert ("overdue" in text) is overdue


def test_work_that_is_due_with_a_service_is_named_in_the_customers_language() -> None:
    item = SERVICE.changed(tasks=("service", "oil", "brake_fluid"), detail="Service, Oil, Brake fluid")
    assert line(item).endswith("whichever comes first. Due with it: engine oil and filter, brake fluid.")
    assert line(item, "de").endswith("Dabei ebenfalls fällig: Motoröl und Ölfilter, Bremsflüssigkeit.")


def test_work_without_a_service_is_named_alone() -> None:
    item = SERVICE.changed(tasks=("brake_fluid",), detail="Brake fluid")
    assert line(item) == "Due soon on your Kite: brake fluid."
    assert line(item.changed(overdue=True)) == "Overdue on your Kite: brake fluid."
    unrecorded = line(item.changed(certainty="possible"))
    assert "no record that it was done: brake fluid" in unrecorded
    assert "overdue" not in unrecorded.lower()


def test_a_service_alone_is_named_as_such() -> None:
    assert line(SERVICE.changed(tasks=("service",))) == line(SERVICE)
    nobody_knows = SERVICE.changed(tasks=("service",), certainty="possible")
    assert line(nobody_knows).endswith("service with full safety check.")


def test_work_that_has_no_name_in_the_language_is_told_in_the_plans_words() -> None:
    item = SERVICE.changed(tasks=("brake_fluid", "timing_belt"), detail="Brake fluid, Timing belt")
    assert line(item, "de") == "An Ihrem Kite bald fällig: Brake fluid, Timing belt."


@pytest.mark.parametrize("language", SERVED_LANGUAGES)
def test_every_task_of_the_demo_plan_has_a_name(language: str) -> None:
    assert {f"task_{entry.task}" for entry in PLAN.tasks} <= set(words_of(Phrases, language).texts)


@pytest.mark.parametrize("language", SERVED_LANGUAGES)
@pytest.mark.parametrize("item", EVERYTHING, ids=lambda item: f"{item.kind} {item.overdue}")
def test_every_fact_can_be_told_in_every_language(item: DueItem, language: str) -> None:
    text = line(item, language)
    assert "None" not in text
    assert "{" not in text
    assert not item.reference or item.reference in text


def test_an_order_is_told_with_its_date_if_there_is_one() -> None:
    assert line(ORDER) == "Your order O-1 (wheels) is expected on 30 June 2026."
    assert line(ORDER.changed(overdue=True)).endswith("was expected on 30 June 2026 and is late.")
    assert line(ORDER.changed(due_on=None)).endswith("has no delivery date yet.")


def test_an_appointment_is_told_with_day_hour_and_site() -> None:
    assert line(VISIT) == "Your Kite is booked in on 30 June 2026 at 09:05: Quayside (booking B-1)."


def test_a_check_for_recalls_that_failed_is_said_to_who_asked() -> None:
    assert lines("recall_check", unchecked=("recalls",)) == ["I could not check for recalls just now."]
    assert lines("book_service", unchecked=("recalls",)) == []
    assert lines("recall_check", unchecked=("service_plan",)) == []


def choice(model: str = "Kite", year: int = 2025) -> VehicleSummary:
    return VehicleSummary(model=model, year=year, drive="electric", mileage_km=1)


def test_where_two_vehicles_may_be_meant_the_reply_asks_which_one() -> None:
    both: dict[str, Any] = {"choices": (choice(), choice("Heron"))}
    assert lines("book_service", RECALL, **both) == [line(RECALL), "Which one do you mean: Kite or Heron?"]
    assert lines("billing", **both) == []
    assert lines("order_status", **both) == []
    assert lines("book_service", vehicle=choice(), **both) == []


@pytest.mark.parametrize(
    ("choices", "question"),
    [
        ((choice(), choice("Tern"), choice("Heron")), "Which one do you mean: Kite, Tern or Heron?"),
        ((choice(), choice(year=2022), choice("Heron")), "Which one do you mean: Kite 2025, Kite 2022 or Heron?"),
        ((choice(), choice()), "Which of your vehicles do you mean? Its number plate tells me."),
        ((choice(),), "Do you mean your Kite?"),
    ],
)
def test_the_question_names_what_tells_the_vehicles_apart(choices: tuple[VehicleSummary, ...], question: str) -> None:
    assert which_vehicle(person(choices=choices), ENGLISH) == question


def test_an_answer_that_tells_what_is_due_suggests_what_may_be_offered() -> None:
    person_line = "I want to speak to a person"
    assert suggested("maintenance_advice", "service_appointment") == ("Book a service", person_line)
    assert suggested("maintenance_advice", "recall_appointment", "service_appointment") == (
        "Book a service",
        person_line,
    )
    assert suggested("maintenance_advice", "next_vehicle") == ("I want to buy a car", person_line)


def test_nothing_is_suggested_that_may_not_be_offered_or_where_nothing_due_is_told() -> None:
    assert suggested("maintenance_advice") == ("I want to speak to a person",)
    assert suggested("how_to", "service_appointment") == ("I want to speak to a person",)
    assert suggested("maintenance_advice", "service_appointment", due=()) == ("I want to speak to a person",)


@pytest.mark.parametrize("language", SERVED_LANGUAGES)
@pytest.mark.parametrize("offer", get_args(Offer))
def test_every_offer_can_be_suggested_in_every_language(offer: Offer, language: str) -> None:
    assert len(suggested("maintenance_advice", offer, language=language)) == 2


ENDED = WARRANTY.changed(due_on=date(2025, 6, 1), overdue=True)
CHOICES = tuple(
    VehicleSummary(number=n, model=m, year=2024, drive="electric", mileage_km=1)
    for n, m in enumerate(("Kite", "Heron"))
)


def answered(text: str, name: str = "billing", dialogue: Dialogue | None = None, **known: Any) -> str:
    """The reply from the record, without the greeting."""
    about = intent(name).changed(follow_up=dialogue is not None)
    who = person(vehicle=None if known.get("choices") else CHOICES[0], **known)
    given = task(text, routing=routing("record", "answer", None), intent=about, personalization=who)
    return said(given.changed(dialogue=dialogue or Dialogue(turns=1)))


def test_who_asks_for_a_record_gets_that_and_nothing_else() -> None:
    known: dict[str, Any] = {"due": (SERVICE, ORDER), "on_record": (WARRANTY, FINANCE), "may_say": get_args(DueKind)}
    assert answered("when does my warranty end?", **known) == line(WARRANTY)
    assert answered("when is my next service?", **known) == line(SERVICE)
    assert answered("when does my contract end?", **known) == line(FINANCE)
    assert answered("where is my order?", **known) == line(ORDER)


def test_what_has_ended_is_told_as_past() -> None:
    assert answered("is my car still under warranty?", on_record=(ENDED,)) == (
        "The vehicle warranty of your Kite ended on 1 June 2025."
    )


@pytest.mark.parametrize("language", SERVED_LANGUAGES)
@pytest.mark.parametrize("item", [WARRANTY, LEASE, FINANCE])
def test_the_past_has_words_of_its_own_in_every_language(item: DueItem, language: str) -> None:
    assert line(item.changed(overdue=True), language) != line(item, language)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("do I have an appointment?", "I have no appointment recorded for you."),
        ("when will my order arrive?", "I have no open order recorded for you."),
        ("when does my lease end?", "I have no lease or finance agreement recorded for you."),
        ("when does my warranty end?", "I have no date recorded for when the warranty of your Kite ends."),
    ],
)
def test_what_is_not_recorded_is_said_not_to_be(text: str, said: str) -> None:
    assert answered(text) == said


def test_with_several_vehicles_the_reply_asks_which_and_goes_on_with_the_one_named() -> None:
    assert answered("when does my warranty end?", choices=CHOICES) == "Which one do you mean: Kite or Heron?"
    asked = Dialogue(turns=2, last_reply_with="record")
    assert answered("the Kite", "warranty", asked, on_record=(WARRANTY,)) == line(WARRANTY)


def test_an_appointment_names_its_vehicle_so_that_nobody_asks_which() -> None:
    assert answered("when is my appointment?", choices=CHOICES, on_record=(VISIT,)) == line(VISIT)


def test_of_somebody_elses_vehicle_nothing_is_said_but_that() -> None:
    told = answered("when is the service of AB12 CDE due?", others_vehicle=True, due=(SERVICE,))
    assert told.startswith("I do not find this number plate")
    assert "Kite" not in told
    assert lines("maintenance_advice", *EVERYTHING, others_vehicle=True) == [told]


def test_of_what_another_person_has_nothing_is_said_but_that() -> None:
    told = answered("when does Greta's warranty end?", somebody_else=True, due=(WARRANTY,))
    assert told == ENGLISH.texts["not_yours"]
    assert lines("warranty", *EVERYTHING, somebody_else=True) == [told]


MILES = CHOICES[0].changed(mileage_km=41_250, last_service_on=date(2025, 3, 11), last_service_km=12_400)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("what's my mileage", "The last mileage that I have recorded for your Kite is 41\u202f250 km."),
        (
            "when was my last service?",
            "The last service of your Kite that I have recorded was on 11 March 2025 at 12\u202f400 km.",
        ),
        ("what car do I have", "Recorded for you: Veldra Kite (2024)."),
    ],
)
def test_what_is_recorded_of_the_vehicle_itself_is_told(text: str, said: str) -> None:
    known = {"vehicle": MILES, "vehicles": (MILES.changed(make="Veldra"),)}
    assert record_of(text, **known) == said


def test_of_several_vehicles_each_is_told_of_by_its_name() -> None:
    told = record_of("what's my mileage", choices=(MILES, CHOICES[1]), vehicles=CHOICES)
    assert re.findall(r"your (\w+) is ([\d\u202f]+) km", told) == [("Kite", "41\u202f250"), ("Heron", "1")]
    assert record_of("which cars do I have?", choices=CHOICES, vehicles=CHOICES) == (
        "Recorded for you: Kite (2024), Heron (2024)."
    )


def test_a_vehicle_that_was_only_handed_over_had_no_service_yet() -> None:
    for never in ({"last_service_on": None}, {"last_service_km": 0}):
        told = record_of("when was my last service?", vehicle=MILES.changed(**never))
        assert told == "I have no past service of your Kite recorded."


def test_who_is_not_known_is_asked_to_sign_in() -> None:
    assert record_of("when is my next service?", identified=False) == ENGLISH.texts["sign_in"]


@pytest.mark.parametrize("text", ["what's my mileage", "what car do I have", "when does my warranty end?"])
def test_who_has_no_vehicle_is_told_that_none_is_recorded(text: str) -> None:
    assert record_of(text) == "I have no vehicle recorded for you."


def test_the_question_which_vehicle_offers_their_names() -> None:
    who = person(choices=CHOICES, vehicles=CHOICES)
    given = task("when does my warranty end?", routing=routing("record", "answer", None), personalization=who)
    found = load()(given)
    assert isinstance(found, ResponseFinding)
    assert found.suggestions[:2] == ("Kite", "Heron")


def record_of(text: str, **known: Any) -> str:
    """The reply from the record of a customer of whom this is known and nothing else."""
    given = task(text, routing=routing("record", "answer", None), personalization=person(**known))
    return said(given.changed(dialogue=Dialogue(turns=1)))


def test_that_no_recall_is_known_is_said_only_if_all_were_looked_up() -> None:
    known: dict[str, Any] = {"vehicle": CHOICES[0]}
    assert lines("recall_check", **known) == ["I know of no open recall on your Kite."]
    assert lines("recall_check", unchecked=("recalls",), **known) == ["I could not check for recalls just now."]
