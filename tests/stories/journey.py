"""One child of Merrow taken from the first contact to a reviewed plan, in sentences."""

from contextlib import ExitStack
from datetime import date, datetime, time

from sightline.base.moments import at, fixed
from sightline.people.persons.models import Person
from sightline.record.spine import deriving
from sightline.record.spine.models import Clock, Event, Step
from tests.stories.merrow import a_borough
from tests.stories.telling import Someone

CONTACT = date(2026, 6, 10)


class Journey:
    """A borough at work, a child nobody knew yesterday, and everybody who meets her."""

    def __init__(self, visit, someone=Someone, **browser) -> None:
        self.visit, self.someone, self.browser = visit, someone, browser
        self.people: dict[str, Someone] = {}
        self.days = ExitStack()

    def given_a_borough_at_work(self) -> None:
        a_borough()

    def on(self, day: date, clock_time: time = time(10, 0)) -> datetime:
        """Go to another day: everybody's pages, and the deadlines on them, move with it."""
        return self.days.enter_context(fixed(at(day, clock_time), everywhere=True))

    def who(self, name: str) -> Someone:
        """That person at their own browser, signed in."""
        if name not in self.people:
            self.people[name] = self.someone(name, self.visit, **self.browser).signs_in()
        return self.people[name]

    @property
    def child(self) -> Person:
        return Person.objects.get(display_name="Annabel Whitlock")

    def step(self, process: str) -> Step:
        """The newest piece of work of that kind for her."""
        return Step.objects.filter(child=self.child, process=process).order_by("-pk")[0]

    def at_step(self, name: str, process: str) -> Someone:
        """That person on the page of her open work of that kind, by way of her own page."""
        worker = self.at_child(name)
        title = {"section47": "Section 47 enquiry", "protection_plan": "Child protection plan"}
        words = title.get(process, process.replace("_", " ").capitalize())
        words = "Child protection conference" if process == "conference" else words
        worker.opens(words, within=worker.page.get_by_role("region", name="Open now"))
        return worker

    def at_child(self, name: str) -> Someone:
        worker = self.who(name)
        worker.goes_to(f"/child/{self.child.pk}/")
        return worker

    # ---- what must be true at every stage -------------------------------------------------------

    def then_every_deadline_shows_its_law(self, name: str, *expected: str) -> None:
        """Her page has every running clock, each with the rule it comes from; nothing is stale."""
        worker = self.at_child(name)
        shown = worker.page.locator(".sl-clock")
        running = Clock.objects.filter(child=self.child, state__in=("running", "unknown"))
        assert shown.count() == running.count()
        for place in range(shown.count()):
            law = shown.nth(place).locator("a[href^='/law/']")
            assert law.count() == 1, shown.nth(place).inner_text()
        titles = worker.page.locator(".sl-clock__title").all_inner_texts()
        assert [words for words in expected if words not in titles] == [], titles
        self.then_the_record_and_its_deadlines_agree()

    def then_the_record_and_its_deadlines_agree(self) -> None:
        found = deriving.difference([self.child.pk])
        assert not found, (found.new, found.changed, found.gone)

    def happened(self, kind: str, **wanted) -> bool:
        return Event.objects.standing().filter(child=self.child, kind=kind, **wanted).exists()

    # ---- the front door -------------------------------------------------------------------------

    def when_the_school_tells_the_front_door(self) -> None:
        fay = self.who("Fay Adeyemi")
        fay.opens("Record a contact")
        fay.answers({"Who is it about?": "Annabell Whitlok"})
        fay.presses("Search")
        fay.finds("Nobody found")
        fay.presses("Add: child not on the system")
        fay.answers({
            "First names": "Annabel", "Family name": "Whitlock",
            "Date of birth": date(2018, 3, 4), "Sex": "Female",
            "What is the worry, in one line?": "Bruises on both arms, and afraid to go home",
            "Is anyone in immediate danger?": "No",
            "What were we told?": "Her teacher saw finger marks on both upper arms.",
            "How did it reach us?": "Telephone call",
            "Where is the child now, and with whom?": "At Hill Road school until half past three",
            "Are they safe now?": "Yes",
            "Did they give their name?": "They gave their name",
            "Their name": "Jo Mbeki",
            "What was the family told, and did they agree?": "They have not been told",
        })
        fay.presses("Record this contact")
        fay.finds("Contact recorded")

    def when_the_contact_is_accepted(self) -> None:
        fay = self.at_step("Fay Adeyemi", "contact")
        fay.records("Decide the contact", {
            "What happens next?": "Accept as a referral",
            "Why was this decided?": "Marks that a hand leaves, and what she says of home.",
        })
        assert self.happened("contact.decided", outcome="referral")

    def when_the_referral_is_to_be_assessed(self) -> None:
        fay = self.at_step("Fay Adeyemi", "referral")
        fay.records("Decide the referral", {
            "What happens next?": "Assess",
            "Why was this decided?": "The level of need is for children’s social care.",
            "Which team is to take it?": "North protection team",
        })

    # ---- the protection team --------------------------------------------------------------------

    def when_the_team_takes_it_over_and_names_a_worker(self) -> None:
        tess = self.who("Tess Okafor")
        tess.goes_to("/")
        tess.opens("Handover to accept for Annabel Whitlock")
        tess.answers({"What is your answer?": "We take it over"})
        tess.presses("Record the answer")
        tess.opens("Allocate Annabel Whitlock")
        tess.answers({"Who is it allocated to?": "Sam Whitcombe, 0 children",
                      "Why this worker?": "Sam knows the school"})
        tess.presses("Allocate")
        tess.finds("Annabel Whitlock is allocated to Sam Whitcombe.")

    def when_she_is_seen_alone(self, day: date, said: str, purpose: str) -> None:
        sam = self.at_child("Sam Whitcombe")
        sam.opens("Record something")
        sam.opens("Record a visit")
        sam.hands_in({
            "When was the visit?": day,
            "Where was the visit?": "School, nursery or college",
            "Who made the visit?": "Sam Whitcombe",
            "What was the visit for?": purpose,
            "What happened?": "We talked in the quiet room.",
            "Was the child seen?": "Seen, and spoken to alone",
            "What did the child say or show?": said,
            "What does this visit mean for the child?": "She is afraid of him.",
        })

    def when_the_assessment_is_written_section_by_section(self) -> None:
        sam = self.at_step("Sam Whitcombe", "assessment")
        sam.opens("Read the history")
        sam.finds_written("From the record")
        sam.hands_in({"Have you read the history and taken it into account?": "Yes"})
        sam.opens("The child")
        sam.answers({
            "How is the child growing, learning and feeling?": "Ahead of her class, and tired.",
            "Who is this child?": "Eight, of Welsh and Somali family; a reader.",
        })
        sam.writes_rows("What the child thinks", [{
            "From whom is it?": "The child told us", "When?": date(2026, 6, 12),
            "How?": "Talking", "What does the child think, feel and want?": "I want him to stop.",
        }])
        sam.hands_in()
        sam.records("The family and what is around it", {
            "How do the parents or carers meet the child’s needs?": "Warm; cannot keep him out.",
            "What is around the family?": "A grandmother in the next street.",
            "What do the parents or carers say?": "Her mother says that she fell.",
        })
        sam.records("What it means", {
            "What does all this mean for the child?": "It has happened before and will again.",
            "What does the child need, and what has to change?": "To be safe from him at home.",
        })
        sam.records("Submit the assessment", {
            "What do you recommend?": "Strategy discussion",
        })

    def then_its_author_may_not_authorise_it(self) -> None:
        sam = self.at_step("Sam Whitcombe", "assessment")
        assert sam.page.get_by_role("link", name="Authorise the assessment").count() == 0

    def when_the_manager_authorises_it(self) -> None:
        tess = self.at_step("Tess Okafor", "assessment")
        tess.records("Authorise the assessment", {
            "What does it lead to?": "Strategy discussion",
            "Which points are met?": ["Its purpose is clear", "Risk is weighed"],
            "Why was this decided?": "She is being hurt and says by whom.",
        })
        assert self.happened("assessment.authorised", outcome="strategy_discussion")

    # ---- the enquiry ----------------------------------------------------------------------------

    def when_police_and_health_discuss_it(self) -> None:
        tess = self.at_step("Tess Okafor", "strategy_discussion")
        tess.opens("Record a strategy discussion")
        tess.answers({
            "What was said and agreed?": "Police know him from two addresses.",
            "What was decided for this child?":
                "Section 47 enquiry by social care and police together",
            "Was anything done before the discussion?": "Nothing",
            "What harm is suspected or likely?": "Being hit with a belt.",
            "What keeps the child safe tonight?": "She stays with her grandmother.",
            "What are the parents told, when and by whom?": "Her mother, by Sam, at four.",
        })
        tess.writes_rows("Who took part", [
            {"Which agency?": "Children's social care", "Name": "Tess Okafor",
             "Did they take part?": "Took part"},
            {"Which agency?": "Police", "Name": "DS Idris Bell", "Did they take part?": "Took part",
             "What was their view?": "They will speak to him."},
            {"Which agency?": "Health", "Name": "Dr Lena Roy", "Did they take part?": "Took part",
             "What was their view?": "The marks are a hand’s."},
        ])
        tess.writes_rows("What is to be done for this child", [
            {"What is to be done?": "Ask the grandmother if she can stay there",
             "Which of our workers does it, or sees that it is done?": "Sam Whitcombe",
             "By when?": date(2026, 6, 17)},
        ])
        tess.hands_in()
        assert self.happened("strategy_discussion.held", outcome="section47_joint")
        assert self.happened("section47.started", outcome="strategy")
        assert not self.happened("strategy_discussion.not_constituted")

    def when_the_enquiry_is_written(self) -> None:
        sam = self.at_step("Sam Whitcombe", "section47")
        sam.records("This child", {
            "What did the child say or show?": "He hits me when Mum is at work.",
            "What was seen and found about this child?": "Fading marks on both upper arms.",
        })
        sam.opens("Parents, agencies and checks")
        sam.finds_written("They will speak to him.")
        sam.hands_in()
        sam.records("Submit the enquiry", {
            "What does it mean for this child?": "It is likely again while he comes and goes.",
            "What keeps the child safe now?": "She stays with her grandmother.",
            "What do you recommend?": "Substantiated: initial child protection conference",
        })

    def when_the_task_it_agreed_on_is_done(self) -> None:
        sam = self.at_step("Sam Whitcombe", "section47")
        sam.opens("Ask the grandmother if she can stay there")
        sam.answers({"What shows that it was done?": "She said yes, and the bed is made."})
        sam.presses("Record that it is done")

    def when_the_manager_concludes_it(self) -> None:
        tess = self.at_step("Tess Okafor", "section47")
        tess.records("Conclude the enquiry", {
            "What was concluded?": "Substantiated: initial child protection conference",
            "Why was this decided?": "The harm is real and likely to go on.",
        })
        assert self.happened("conference.requested", outcome="initial")


class ShortJourney(Journey):
    """The same child, as far as the enquiry, by one person of the front door."""

    def when_the_contact_goes_straight_to_a_strategy_discussion(self) -> None:
        fay = self.at_step("Fay Adeyemi", "contact")
        fay.records("Decide the contact", {
            "What happens next?": "Hold a strategy discussion",
            "Why was this decided?": "Marks that a hand leaves.",
        })

    def when_the_front_door_sees_her(self) -> None:
        fay = self.at_child("Fay Adeyemi")
        fay.opens("Record something")
        fay.opens("Record a visit")
        fay.hands_in({
            "Where was the visit?": "School, nursery or college",
            "Who made the visit?": "Fay Adeyemi",
            "Was the child seen?": "Seen, and spoken to alone",
            "What does this visit mean for the child?": "She is afraid of him.",
        })

    def when_the_agencies_talk(self) -> None:
        fay = self.at_step("Fay Adeyemi", "strategy_discussion")
        fay.opens("Record a strategy discussion")
        fay.writes_rows("Who took part", [
            {"Which agency?": agency, "Did they take part?": "Took part"}
            for agency in ("Children's social care", "Police", "Health")
        ])
        fay.answers({
            "What was decided for this child?": "Section 47 enquiry by social care alone",
            "What harm is suspected or likely?": "Being hit.",
        })
        fay.hands_in()
        assert not self.happened("strategy_discussion.not_constituted")

    def when_what_she_said_is_written(self) -> None:
        fay = self.at_step("Fay Adeyemi", "section47")
        fay.records("This child", {"What did the child say or show?": "He hits me."})
        assert self.happened("section47.written")

    def tells_itself(self) -> None:
        self.given_a_borough_at_work()
        self.when_the_school_tells_the_front_door()
        self.when_the_contact_goes_straight_to_a_strategy_discussion()
        self.when_the_front_door_sees_her()
        self.when_the_agencies_talk()
        self.when_what_she_said_is_written()
        self.then_every_deadline_shows_its_law("Fay Adeyemi", "Initial child protection conference")
