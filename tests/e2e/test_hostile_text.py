"""Markup in messages and in documents is shown, never run."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest
from playwright.sync_api import expect

from infra.local.demo import DEMO
from infra.local.deploy import Client, stack_outputs
from infra.local.emulator import CREDENTIALS
from infra.local.settings import REGION, TENANT
from knowledge.commands import build, publish
from knowledge.s3_shelf import S3Shelf
from knowledge.shelf import version_in
from knowledge.tenants import pointer_of
from tests.e2e.widget import Widget
from tests.integration.chat import Chat
from tests.integration.run import LocalRun, wait_for

SCRIPT: Final = "<script>window.hacked=1</script>"
IMAGE: Final = '<img src=x onerror="window.hacked=2">'
QUESTION: Final = "How do I oil the quokka hinge of the glovebox?"
REFRESH_SECONDS: Final = 30.0
DOCUMENT: Final = f"""---
title: Quokka hinge {IMAGE}
section: handbook
brand: Veldra
models: [Kite, Tern, Heron]
language: en
audience: customer
demo: true
---

# Quokka hinge

## How do I oil the quokka hinge of the glovebox? {SCRIPT}

Oil the quokka hinge of the glovebox with {SCRIPT} one drop {IMAGE} of oil, says [the manual](javascript:hacked=3).
"""


@pytest.fixture
def hostile_document(
    stack: LocalRun, aws: Client, chat: Chat, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[None]:
    """A knowledge base with a page that holds markup, in place of the published one while a test runs."""
    shutil.copytree(DEMO / "knowledge" / "connected", tmp_path / "documents" / "connected")
    (tmp_path / "documents" / "quokka.md").write_text(DOCUMENT, encoding="utf-8")
    archive = build(tmp_path / "documents", tmp_path / "index", lambda done, total: None)
    bucket = stack_outputs(aws)["KnowledgeBucketName"]
    before = aws("s3").get_object(Bucket=bucket, Key=pointer_of(TENANT))["Body"].read()
    for name, value in {**CREDENTIALS, "AWS_ENDPOINT_URL": stack.settings.endpoint}.items():
        monkeypatch.setenv(name, value)
    publish(archive, S3Shelf(bucket, REGION, TENANT))
    try:
        wait_for(lambda: version_in_use(chat) == archive.stem, REFRESH_SECONDS, "the new index is in use")
        yield
    finally:
        aws("s3").put_object(Bucket=bucket, Key=pointer_of(TENANT), Body=before)
        wait_for(lambda: version_in_use(chat) == version_in(before), REFRESH_SECONDS, "the old index is in use again")


def version_in_use(chat: Chat) -> str | None:
    """The index that the knowledge function searches now."""
    found = chat.start().say("How do I pair my phone?").findings.knowledge
    return found.index_version if found else None


def assert_nothing_ran(widget: Widget) -> None:
    """No script has run, no element was made of text, and the policy did not have to step in."""
    assert widget.page.evaluate("window.hacked") is None
    assert widget.panel.locator("script, img, b, iframe").count() == 0
    assert widget.panel.locator("a:not([href^='tel:'])").count() == 0
    assert widget.violations() == []
    assert widget.errors == []


def test_markup_in_a_message_is_shown_as_text_and_never_runs(widget: Widget) -> None:
    text = f"{SCRIPT} {IMAGE} <b>how do I pair my phone?</b>"
    widget.launch()
    widget.ask(text)
    expect(widget.questions.last).to_contain_text(text)
    widget.screenshot("markup-in-a-message")
    widget.reload()
    expect(widget.questions.last).to_contain_text(text)
    assert_nothing_ran(widget)


@pytest.mark.usefixtures("hostile_document")
def test_markup_in_a_document_is_shown_as_text_and_never_runs(widget: Widget) -> None:
    widget.launch()
    reply = widget.ask(QUESTION)
    expect(reply).to_contain_text(f"with {SCRIPT} one drop {IMAGE} of oil, says the manual")
    reply.locator("[part=marker]").first.click()
    citation = reply.locator("[part=citation]")
    expect(citation).to_contain_text(IMAGE)
    expect(citation).to_contain_text(SCRIPT)
    widget.screenshot("markup-in-a-document")
    citation.get_by_role("button", name="Read the whole page").click()
    expect(widget.document).to_contain_text(f"with {SCRIPT} one drop {IMAGE} of oil", timeout=REFRESH_SECONDS * 1000)
    expect(widget.document.get_by_role("heading", level=3)).to_contain_text(IMAGE)
    widget.screenshot("markup-in-a-page")
    assert_nothing_ran(widget)
