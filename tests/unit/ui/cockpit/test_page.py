"""The page's script, run without a browser on recorded answers."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from tests.unit.ui.cockpit.recorded import URL, Recorded, page
from ui.cockpit import api

PAGE = Path(__file__).parents[4] / "ui" / "cockpit" / "page.py"
SECONDS = 60


@pytest.fixture
def recorded(monkeypatch: pytest.MonkeyPatch) -> Recorded:
    """The API that the page calls."""
    recorded = Recorded()
    monkeypatch.setenv("CURBSIDE_API_URL", URL)
    monkeypatch.setattr(api, "over_http", lambda: recorded.send)
    return recorded


def test_who_is_not_signed_in_sees_the_form_alone(recorded: Recorded) -> None:
    app = AppTest.from_file(PAGE, default_timeout=SECONDS).run()
    assert [one.label for one in app.text_input] == ["User name", "Password"]
    assert recorded.calls == []


def test_signing_in_shows_the_desk(recorded: Recorded) -> None:
    app = AppTest.from_file(PAGE, default_timeout=SECONDS).run()
    app.text_input[0].set_value("Anna")
    app.text_input[1].set_value("a password")
    app.button[0].click().run()
    assert not app.exception
    assert {"username": "anna", "password": "a password"} in recorded.bodies
    assert ("GET", "/desk") in recorded.calls


def test_whoever_holds_a_conversation_may_pass_it_on_and_finish_it(recorded: Recorded) -> None:
    app = AppTest.from_file(PAGE, default_timeout=SECONDS)
    app.session_state["seen"] = page(recorded)
    app.run()
    assert not app.exception
    assert {"Transfer", "Give back", "Wrap up"} <= {one.label for one in app.button}


def test_wrapping_up_sends_what_was_corrected(recorded: Recorded) -> None:
    app = AppTest.from_file(PAGE, default_timeout=SECONDS)
    app.session_state["seen"] = page(recorded)
    app.run()
    next(one for one in app.button if one.label == "Wrap up").click().run()
    app.text_area[0].set_value("Told about the bill.")
    next(one for one in app.button if one.label == "Finish").click().run()
    assert not app.exception
    [sent] = [one for one in recorded.bodies if one and "disposition" in one]
    assert sent["summary"] == "Told about the bill."


def test_a_sign_in_that_ended_is_asked_for_over_the_page(recorded: Recorded) -> None:
    app = AppTest.from_file(PAGE, default_timeout=SECONDS)
    app.session_state["seen"] = page(recorded, signed_out=True)
    app.run()
    assert not app.exception
    assert [one.value for one in app.text_input if one.label == "User name"] == ["anna"]
    assert any("Your sign-in has ended" in one.value for one in app.text)
    assert recorded.calls == []
