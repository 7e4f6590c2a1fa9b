"""People at the desk work in the cockpit, in a real browser on the running stack."""

import pytest
from playwright.sync_api import expect

from tests.e2e.cockpit import CALL, SHOWN_MS, Cockpits
from tests.integration.chat import Chat, Conversation
from tests.integration.run import LocalRun
from tests.integration.staff import Cockpit as Staff

pytestmark = pytest.mark.usefixtures("nobody_waits")
HOSTILE = "<script>hacked=1</script><img src=x onerror=hacked=2> **bold** [link](javascript:hacked=3) $x^2$ :red[r] `c`"


@pytest.fixture
def alex(chat: Chat) -> Conversation:
    """A customer whom the record knows, with one answer so far."""
    conversation = chat.start(customer_id="cust-alex")
    conversation.say("How long does the Kite take to charge?")
    return conversation


def test_a_conversation_is_offered_accepted_answered_and_wrapped_up(cockpits: Cockpits, alex: Conversation) -> None:
    anna = cockpits.come("anna")
    alex.say(CALL)
    anna.accept(alex)
    anna.see("How long does the Kite take to charge?")
    expect(anna.page.locator(".packet")).to_contain_text("Summary")
    anna.write("Hello Alex, I am here.")
    anna.see("Hello Alex, I am here.")
    assert [entry.author for entry in alex.transcript().entries if entry.text == "Hello Alex, I am here."] == ["person"]
    alex.say("Thank you, one more thing about my bill")
    anna.see("one more thing about my bill")
    anna.page.keyboard.press("Alt+w")
    anna.page.get_by_label("Summary, to be corrected").fill("Asked about a bill; told.")
    anna.button("Finish").click()
    expect(anna.card(alex)).to_have_count(0, timeout=SHOWN_MS)
    assert alex.transcript().holder == "bot"
    assert anna.errors == []


def test_what_the_bot_suggests_is_edited_and_sent(cockpits: Cockpits, alex: Conversation) -> None:
    anna = cockpits.come("anna")
    alex.say(CALL)
    anna.accept(alex)
    alex.say("When is my next service due?")
    expect(anna.page.locator(".suggestion")).to_contain_text("The next service of your Kite", timeout=SHOWN_MS)
    anna.page.keyboard.press("Alt+s")
    suggested = anna.box.input_value()
    anna.write(f"{suggested} Shall I book it?")
    assert f"{suggested} Shall I book it?" in [entry.text for entry in alex.transcript().entries]


def test_a_canned_reply_is_found_by_a_word_and_filled_in(cockpits: Cockpits, alex: Conversation) -> None:
    anna = cockpits.come("anna")
    alex.say(CALL)
    anna.accept(alex)
    anna.page.get_by_label("Find a canned reply").fill("hello")
    anna.page.locator(".found button").first.click(timeout=SHOWN_MS)
    expect(anna.box).to_have_value(
        "Hello Alex, this is Anna Keller. I have read what you wrote, and I am looking into it now."
    )


def test_a_note_reaches_colleagues_and_no_customer(cockpits: Cockpits, alex: Conversation) -> None:
    anna, sam = cockpits.come("anna"), cockpits.come("sam")
    alex.say(CALL)
    anna.accept(alex)
    sam.page.get_by_text("Supervise").click()
    sam.page.locator(f".supervise [data-key='{alex.id}'], .supervise .person .card").first.click()
    sam.see("How long does the Kite take to charge?")
    anna.page.keyboard.press("Alt+i")
    anna.write("Checked the account, all paid.")
    expect(sam.see("Checked the account, all paid.")).to_contain_text("only colleagues see it")
    assert "Checked the account" not in str(alex.transcript())


def test_a_conversation_goes_from_one_to_another_with_a_note(cockpits: Cockpits, alex: Conversation) -> None:
    anna = cockpits.come("anna")
    alex.say(CALL)
    anna.accept(alex)
    ben = cockpits.come("ben")
    anna.page.keyboard.press("Alt+t")
    anna.page.get_by_placeholder("Queue or person").click()
    anna.page.get_by_role("option", name="Ben Ortega").click(timeout=SHOWN_MS)
    anna.page.get_by_label("Note to the next person").fill("Wants an invoice, please check.")
    anna.page.locator("[data-testid=stForm]").get_by_role("button", name="Transfer").click()
    ben.accept(alex)
    expect(ben.page.locator(".packet")).to_contain_text("Wants an invoice, please check.", timeout=SHOWN_MS)
    ben.write("Ben here now.")
    expect(anna.card(alex)).to_have_count(0, timeout=SHOWN_MS)


def test_markup_of_customers_and_colleagues_stays_text(cockpits: Cockpits, chat: Chat) -> None:
    visitor, anna = chat.start(), cockpits.come("anna")
    visitor.say(CALL)
    anna.accept(visitor)
    visitor.say(HOSTILE)
    expect(anna.see("onerror")).to_contain_text(HOSTILE)
    anna.write(HOSTILE)
    anna.page.keyboard.press("Alt+i")
    anna.write(HOSTILE)
    expect(anna.entries.filter(has_text=HOSTILE)).to_have_count(3, timeout=SHOWN_MS)
    expect(anna.page.locator(".packet")).to_contain_text("**bold**", timeout=SHOWN_MS)
    anna.page.keyboard.press("Alt+w")
    expect(anna.page.get_by_label("Summary, to be corrected")).to_be_visible(timeout=SHOWN_MS)
    anna.screenshot("hostile")
    assert anna.page.evaluate("window.hacked") is None
    assert anna.page.locator(".conversation, .packet, .desk").locator("img, script, strong, a, .katex").count() == 0
    assert anna.page.locator("a[href^='javascript']").count() == 0
    assert anna.errors == []


def test_a_sign_in_that_ends_while_somebody_writes_loses_nothing(
    cockpits: Cockpits, alex: Conversation, chat: Chat, stack: LocalRun
) -> None:
    anna = cockpits.come("anna")
    alex.say(CALL)
    anna.accept(alex)
    anna.box.fill("A long answer that I do not want to write again.")
    elsewhere = Staff(chat, stack).tokens_of("anna").access_token
    assert chat.post("/staff/sign-out", elsewhere, {}).status_code == 200
    anna.box.press("Control+Enter")
    expect(anna.page.get_by_text("What you were writing is still there")).to_be_visible(timeout=SHOWN_MS)
    anna.screenshot("sign-in-again")
    anna.sign_in("anna")
    expect(anna.page.get_by_text("What you were writing is still there")).to_have_count(0, timeout=SHOWN_MS)
    expect(anna.box).to_have_value("A long answer that I do not want to write again.")
    anna.box.press("Control+Enter")
    anna.see("A long answer that I do not want to write again.")


def test_a_reload_keeps_the_sign_in_and_signing_out_ends_it(cockpits: Cockpits) -> None:
    anna = cockpits.come("anna")
    anna.page.wait_for_function("() => performance.getEntriesByName(location.origin + '/kept').length > 0")
    [cookie] = [one for one in anna.page.context.cookies() if one["name"] == "curbside-cockpit"]
    assert cookie["httpOnly"]
    assert cookie["sameSite"] == "Strict"
    anna.page.reload()
    expect(anna.page.get_by_text("Anna Keller").first).to_be_visible(timeout=SHOWN_MS)
    anna.page.locator("[data-testid=stPopoverButton]").first.click()
    anna.button("Sign out everywhere").click()
    expect(anna.page.get_by_label("User name")).to_be_visible(timeout=SHOWN_MS)
    anna.page.reload()
    expect(anna.page.get_by_label("User name")).to_be_visible(timeout=SHOWN_MS)


def test_a_wrong_password_is_refused_in_words(cockpits: Cockpits) -> None:
    nobody = cockpits.open()
    nobody.sign_in("anna", "wrong-password-of-hers")
    expect(nobody.page.get_by_text("✕")).to_be_visible(timeout=SHOWN_MS)


def test_without_the_live_channel_the_page_says_so_and_goes_on(cockpits: Cockpits, alex: Conversation) -> None:
    anna = cockpits.come("anna", live=False)
    alex.say(CALL)
    anna.accept(alex)
    expect(anna.page.get_by_text("○ every 2 s")).to_be_visible(timeout=SHOWN_MS)
    alex.say("Are you still there?")
    anna.see("Are you still there?")


def test_an_emergency_stands_above_everything(cockpits: Cockpits, chat: Chat) -> None:
    visitor = chat.visit()
    sam = cockpits.come("sam", color_scheme="dark")
    visitor.ask("my brakes have failed and I am on the motorway")
    expect(sam.page.locator(".desk section:not([hidden])").first).to_contain_text("Emergencies", timeout=SHOWN_MS)
    expect(sam.page).to_have_title("‼ EMERGENCY · Curbside")
    sam.page.get_by_text("Supervise").click()
    expect(sam.page.locator(".supervise")).to_contain_text("Who works on what", timeout=SHOWN_MS)
    sam.screenshot("emergency-supervised-dark")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nothing_is_cut_off_at_1280_by_800(cockpits: Cockpits, alex: Conversation, scheme: str) -> None:
    anna = cockpits.come("anna", color_scheme=scheme)
    alex.say(CALL)
    anna.accept(alex)
    alex.say("When is my next service due?")
    expect(anna.page.locator(".suggestion")).to_be_visible(timeout=SHOWN_MS)
    anna.screenshot(f"working-{scheme}")
    wide = "[document.documentElement, ...document.querySelectorAll('.st-key-left, .st-key-middle, .st-key-right')]"
    assert anna.page.evaluate(f"{wide}.every((one) => one.scrollWidth <= one.clientWidth + 1)")
    assert anna.box.bounding_box() is not None
    anna.page.keyboard.press("Alt+w")
    expect(anna.page.get_by_label("Summary, to be corrected")).to_be_visible(timeout=SHOWN_MS)
    expect(anna.button("Finish")).to_be_in_viewport()
    anna.screenshot(f"wrapping-up-{scheme}")
