"""The page that the chat stands in, whose styles stay outside."""

from playwright.sync_api import expect

from tests.e2e.widget import Widget

STYLES = """
html { font-size: 62.5%; }
* { letter-spacing: 4px; text-transform: uppercase; color: red; line-height: 3; direction: rtl; font-style: italic; }
body { text-align: center; white-space: nowrap; word-spacing: 1em; cursor: wait; visibility: visible; }
curbside-chat { display: flex; transform: rotate(3deg); filter: blur(2px); position: relative; zoom: 2; }
"""
ADD = """
(styles) => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(styles);
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
}
"""
COMPUTED = """
(panel) => Object.fromEntries([...panel.querySelectorAll("*"), panel].map((element, place) => {
  const { fontSize, letterSpacing, wordSpacing, textTransform, color, lineHeight, direction, fontStyle, textAlign,
    whiteSpace, cursor } = getComputedStyle(element);
  const { width, height } = element.getBoundingClientRect();
  return [`${place} ${element.tagName} ${element.id}`, [fontSize, letterSpacing, wordSpacing, textTransform, color,
    lineHeight, direction, fontStyle, textAlign, whiteSpace, cursor, Math.round(width), Math.round(height)].join(" ")];
}))
"""


def test_nothing_of_the_page_shows_in_the_chat(widget: Widget) -> None:
    widget.launch()
    widget.ask("What does the red brake light mean?")
    before = widget.panel.evaluate(COMPUTED)
    box = widget.panel.bounding_box()
    widget.page.evaluate(ADD, STYLES)
    after = widget.panel.evaluate(COMPUTED)
    assert {name: after[name] for name in before if after[name] != before[name]} == {}
    assert widget.panel.bounding_box() == box
    widget.screenshot("host-styles")
    widget.page.evaluate(ADD, "curbside-chat { display: none; }")
    expect(widget.panel).to_be_hidden()


def test_sizes_do_not_depend_on_the_root_of_the_page(widget: Widget) -> None:
    widget.page.evaluate(ADD, "html { font-size: 62.5%; }")
    widget.launch()
    size = "(element) => getComputedStyle(element).fontSize"
    assert widget.input.evaluate(size) == "16px"
    assert widget.panel.evaluate(size) == "16px"
    widget.page.evaluate(ADD, "curbside-chat { --curbside-font-size: 20px; }")
    assert widget.input.evaluate(size) == "20px", "a site may still choose one"
