"""Somebody without a mouse: they walk with Tab, and press Enter, Space and the arrows."""

from playwright.sync_api import Locator

from tests.stories.telling import Someone

MOST_STEPS = 400
HAS_FOCUS = "it => it === document.activeElement"
#: Whether the walk goes back: the focus stands after the control on the page.
BEHIND = """it => !!(document.activeElement && document.activeElement !== document.body
    && it.compareDocumentPosition(document.activeElement) & Node.DOCUMENT_POSITION_FOLLOWING)"""


class SomeoneAtTheKeyboard(Someone):
    """Everything that a person does with a mouse, done with keys alone."""

    def walks_to(self, control: Locator, *, arrived: str = HAS_FOCUS) -> None:
        control.wait_for()
        key = "Shift+Tab" if control.evaluate(BEHIND) else "Tab"
        for _ in range(MOST_STEPS):
            if control.evaluate(arrived):
                return
            self.page.keyboard.press(key)
        raise AssertionError(f"No way to {control} by the keyboard on {self.page.url}")

    def activate(self, control: Locator) -> None:
        self.walks_to(control)
        with self.page.expect_navigation():
            self.page.keyboard.press("Enter")
        self.looks_over()

    def press_in_place(self, button: Locator) -> None:
        self.walks_to(button)
        self.page.keyboard.press("Enter")

    def type(self, field: Locator, text: str) -> None:
        self.walks_to(field)
        self.page.keyboard.press("Control+a")
        self.page.keyboard.insert_text(text)

    def choose(self, field: Locator, words: str) -> None:
        self.walks_to(field)
        chosen = "it => it.selectedOptions[0].text.trim()"
        for _ in range(field.locator("option").count()):
            if field.evaluate(chosen) == words:
                return
            self.page.keyboard.press("ArrowDown")
        assert field.evaluate(chosen) == words

    def tick(self, box: Locator) -> None:
        if box.get_attribute("type") == "checkbox":
            self.walks_to(box)
            if not box.is_checked():
                self.page.keyboard.press("Space")
            return
        # one of several buttons takes the focus for all of them; arrows go from one to the next
        same = "it => document.activeElement?.name === it.name"
        self.walks_to(box, arrived=same)
        for _ in range(40):
            if box.evaluate(HAS_FOCUS):
                break
            self.page.keyboard.press("ArrowDown")
        self.page.keyboard.press("Space")
        assert box.is_checked()
