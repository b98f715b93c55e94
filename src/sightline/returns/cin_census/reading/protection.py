"""Child protection in an episode: the conferences and the plans that they made."""

from __future__ import annotations

from datetime import date

from sightline.returns.cin_census import layout
from sightline.returns.cin_census.reading.desk import GROUP, Desk
from sightline.returns.cin_census.reading.elements import BEFORE, a_day
from sightline.returns.kit.reading import Node

#: A plan that began within so many days of a conference, and of no other, is one it made.
NEAR = 14


class Protection:
    """The conferences and protection plans of one episode, read together."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.reading = desk.reading
        self.begun: list[date] = []
        self.spans: list[tuple[date, date | None]] = []
        #: The step on which the conference of a day stands.
        self.conferences: dict[date, str] = {}

    def gather(self, node: Node) -> None:
        """See on which days plans began, before the conferences are read."""
        days = (
            a_day(leaf.text) for group in node.all("ChildProtectionPlans")
            for leaf in group.all("CPPstartDate")
        )
        self.begun = sorted(day for day in days if day is not None)

    def conference(
        self, group: Node, name: str, step: str, not_before: date | None = None
    ) -> date | None:
        """The initial conference that a group names, with the decision its plans tell of."""
        day = self.reading.when(group, "DateOfInitialCPC")
        if day is None:
            return None
        if not_before is not None and day < not_before:
            self.reading.set_aside(
                group, f"A conference cannot have followed an enquiry that began later, on "
                f"{not_before:%-d %B %Y}.", element="DateOfInitialCPC",
            )
            return None
        if day in self.conferences:
            self.reading.set_aside(
                group, "A conference of that day stands in this episode already; one is recorded "
                "in one place only.", element="DateOfInitialCPC",
            )
            return day
        if day.weekday() >= 5:
            self.reading.noted(group, "A conference is not held at a weekend.",
                               element="DateOfInitialCPC")
        self.conferences[day] = step
        outcome = "plan_made" if self._made(day, group) else "no_plan"
        self.desk.happened.append(f"a conference on {day:%-d %B %Y}")
        key = f"{step}/conference" if name else f"{step}/conference/{day.isoformat()}"
        self.desk.say(key, "conference.decided", day, step, outcome=outcome)
        return day

    def _made(self, day: date, group: Node) -> bool:
        near = [d for d in self.begun if 0 <= (d - day).days <= NEAR]
        if not near:
            self.reading.noted(group, "No plan begins with this conference in the file; read as "
                               "one that made none.", element="DateOfInitialCPC")
        elif near[0] != day:
            self.reading.noted(group, f"The plan it made begins on {near[0]:%-d %B %Y}, another "
                               "day than the conference.", element="DateOfInitialCPC")
        return bool(near)

    def read(self, node: Node) -> None:
        """The conference without an enquiry, and every plan."""
        held_on = self.conference(node, "", self.desk.episode)
        if held_on is not None and held_on < layout.period(self.reading.year)[0]:
            self.reading.noted(node, BEFORE, element="DateOfInitialCPC", differs=True)
        for group in node.all("ChildProtectionPlans"):
            self._plan(group)

    def _plan(self, group: Node) -> None:
        desk, reading = self.desk, self.reading
        begun = desk.opening(group, "ChildProtectionPlans", "CPPstartDate", "protection plan")
        if begun is None:
            return
        key = desk.step("protection_plan", "cpp", begun, self.conferences.get(begun, ""))
        first = reading.code(group, "InitialCategoryOfAbuse", "category_of_abuse")
        earlier = reading.number(group, "NumberOfPreviousCPP")
        values = {} if earlier is None else {"previous_plans": earlier}
        if earlier is None:
            reading.noted(group, "The file does not say how many plans came before; a return "
                          "counts those on the record.", element="NumberOfPreviousCPP",
                          differs=True)
        desk.say(f"{key}/started", "protection_plan.started", begun, key, outcome=first,
                  values=values)
        ended = desk.ending(group, "CPPendDate", begun, "The plan cannot have ended")
        reading.over(group, ended)
        self._category(group, key, first, max(begun, ended or self._last_day()))
        self._reviews(group, key, begun, ended)
        if ended is not None:
            desk.say(f"{key}/ended", "protection_plan.ended", ended, key)
        for other, until in self.spans:
            if begun < (until or date.max) and other < (ended or date.max):
                reading.noted(group, f"It overlaps a plan that began on {other:%-d %B %Y}. Both "
                              "were brought in.")
                break
        self.spans.append((begun, ended))

    def _last_day(self) -> date:
        return min(self.reading.reference_on, self.reading.today)

    def _category(self, group: Node, key: str, first: str, day: date) -> None:
        latest = self.reading.code(group, "LatestCategoryOfAbuse", "category_of_abuse")
        if not latest and first:
            self.reading.noted(group, "The file does not give it; a return gives the first.",
                               element="LatestCategoryOfAbuse", differs=True)
        if not latest or latest == first:
            return
        self.reading.noted(
            group, "The file does not say when the category changed; it was so by "
            f"{day:%-d %B %Y}.",
            element="LatestCategoryOfAbuse",
        )
        self.desk.say(f"{key}/category/{latest}", "protection_plan.category_changed", day, key,
                       outcome=latest, undated=True)

    def _reviews(self, group: Node, key: str, begun: date, ended: date | None) -> None:
        seen: set[date] = set()
        for held in group.all("Reviews"):
            self.reading.known(held, f"{GROUP}/ChildProtectionPlans/Reviews")
            for leaf in held.all("CPPreviewDate"):
                day = self.reading.day(leaf) if leaf.text else None
                if day is None:
                    continue
                if day <= begun:
                    self.reading.set_aside(leaf, "A review cannot come before the day after the "
                                           f"plan began on {begun:%-d %B %Y}.")
                elif ended is not None and day > ended:
                    self.reading.set_aside(leaf, "A review cannot come after the plan ended on "
                                           f"{ended:%-d %B %Y}.")
                elif day in seen:
                    self.reading.mended(leaf, "The same review stands here twice.")
                else:
                    seen.add(day)
                    outcome = "plan_ended" if day == ended else "plan_continues"
                    self.desk.say(f"{key}/review/{day.isoformat()}", "conference.decided", day,
                                   key, outcome=outcome)
