"""Somebody at a browser: what they open, answer and press, and what they then find."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from playwright.sync_api import Locator

Said = str | date | Sequence[Any]

#: Pages looked over already, by what they are made of: their address without its numbers, their
#: width, and every kind of element on them. A page of nothing new is as open as the one before.
LOOKED_OVER: set[str] = set()
MADE_OF = """() => [location.pathname.replace(/[0-9]+/g, "0"), innerWidth, ...new Set(
    [...document.querySelectorAll("body *")].map(it =>
        [it.tagName, it.className, it.getAttribute("role"), it.getAttribute("type")].join("."))
)].join(" ")"""


class Someone:
    """A person of the borough at their own browser; every page they reach is looked over."""

    def __init__(self, name: str, visit, **browser: Any) -> None:
        self.name = name
        self.browser = visit(**browser)
        self.page = self.browser.page
        self.page.set_default_timeout(20_000)

    # ---- going about ----------------------------------------------------------------------------

    def signs_in(self) -> "Someone":
        self.page.goto("/")
        self.looks_over()
        self.presses(f"Sign in as {self.name}", exact=False)
        return self

    def goes_to(self, address: str) -> None:
        self.page.goto(address)
        self.looks_over()

    def opens(self, link: str, *, exact: bool = True, within: Locator | None = None) -> None:
        self.activate((within or self.page).get_by_role("link", name=link, exact=exact).first)

    def presses(self, button: str, *, exact: bool = True) -> None:
        self.activate(self.page.get_by_role("button", name=button, exact=exact).last)

    def is_refused(self, button: str) -> None:
        """Press a button whose answer is no; the browser's own word for that is no fault."""
        assert self.browser.complaints == []
        self.presses(button)
        self.browser.complaints.clear()

    def activate(self, control: Locator) -> None:
        """Click; a person without a mouse overrides this."""
        control.click()
        self.looks_over()

    def looks_over(self) -> None:
        """No page stands in anybody's way, breaks, or scrolls sideways."""
        self.page.wait_for_load_state("load")
        # between one page and the next there is for a moment none
        self.page.locator("h1").first.wait_for(state="attached")
        assert self.page.locator("h1").count() == 1, self.page.content()[:3000]
        assert self.page.get_by_role("heading", name="went wrong").count() == 0
        made_of = self.page.evaluate(MADE_OF)
        if made_of not in LOOKED_OVER:
            self.browser.is_open_to_everybody()
            self.browser.fits()
            LOOKED_OVER.add(made_of)

    # ---- filling in -----------------------------------------------------------------------------

    def answers(self, said: Mapping[str, Said], within: Locator | None = None) -> None:
        """Answer each question, found by its own words."""
        place = within or self.page.locator("main")
        for question, answer in said.items():
            self.answer(question, answer, place)

    def answer(self, question: str, said: Said, place: Locator) -> None:
        group = place.get_by_role("group", name=question, exact=True).filter(visible=True)
        if group.count():
            self._answer_group(group.first, said)
            return
        field = place.get_by_label(question, exact=True).filter(visible=True).first
        if field.evaluate("it => it.tagName") == "SELECT":
            self.choose(field, str(said))
        else:
            self.type(field, str(said))

    def _answer_group(self, group: Locator, said: Said) -> None:
        if isinstance(said, date):
            for label, part in (("Day", said.day), ("Month", said.month), ("Year", said.year)):
                self.type(group.get_by_label(label, exact=True), str(part))
            return
        for one in [said] if isinstance(said, str) else said:
            self.tick(group.get_by_label(one, exact=True).first)

    def type(self, field: Locator, text: str) -> None:
        field.fill(text)

    def choose(self, field: Locator, words: str) -> None:
        field.select_option(label=words)

    def tick(self, box: Locator) -> None:
        box.check()

    def writes_rows(self, section: str, rows: Sequence[Mapping[str, Said]]) -> None:
        """Fill a section whose rows repeat, adding one where there are too few."""
        for number, said in enumerate(rows, 1):
            row = self.page.get_by_role("group", name=f"{section} {number}", exact=True)
            if not row.count():
                self.adds_to(section)
                row.wait_for()
            self.answers(said, row)

    def adds_to(self, section: str) -> None:
        button = self.page.get_by_role("button", name=f"Add another to {section.lower()}")
        self.press_in_place(button)

    def press_in_place(self, button: Locator) -> None:
        """Press a button that changes the page under one's hands."""
        button.click()

    # ---- recording ------------------------------------------------------------------------------

    def hands_in(self, said: Mapping[str, Said] | None = None) -> None:
        """Answer the page, read the answers over, and record them."""
        self.answers(said or {})
        self.presses("Continue")
        assert self.page.get_by_role("heading", name="Check your answers").count(), self.main()
        self.presses("Record it", exact=False)
        assert not self.page.get_by_role("heading", name="Check your answers").count(), self.main()

    def records(self, page: str, said: Mapping[str, Said] | None = None) -> None:
        """Open a page of the step one is on, and hand it in."""
        self.opens(page)
        self.hands_in(said)

    # ---- finding --------------------------------------------------------------------------------

    def finds(self, words: str) -> None:
        assert words in self.main(), f"{words!r} is not on {self.page.url}:\n{self.main()}"

    def finds_written(self, words: str) -> None:
        """The words stand in a box, there to be read and gone on with."""
        boxes = self.page.locator("textarea, input[type=text]")
        written = boxes.evaluate_all("them => them.map(it => it.value)")
        assert any(words in text for text in written), written

    def does_not_find(self, words: str) -> None:
        assert words not in self.main()

    def main(self) -> str:
        return self.page.locator("body").inner_text()
