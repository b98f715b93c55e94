"""The second half of one child's story: conference, plan, core group, visits and a review."""

from datetime import date

from tests.stories.journey import Journey

HELD, GROUP, REVIEWED = date(2026, 7, 1), date(2026, 7, 9), date(2026, 9, 23)
WHO_CAME = [
    {"Which agency?": "Children's social care", "Name": "Sam Whitcombe",
     "Did they take part?": "Took part", "Do they work directly with the child or family?": "Yes"},
    {"Which agency?": "Police", "Name": "DS Idris Bell", "Did they take part?": "Took part",
     "Do they work directly with the child or family?": "Yes"},
    {"Which agency?": "School, nursery or college", "Name": "Jo Mbeki",
     "Did they take part?": "Took part", "Do they work directly with the child or family?": "Yes"},
]


class PlannedJourney(Journey):
    """The journey of a child for whom a conference makes a plan."""

    def when_the_conference_is_booked_and_people_invited(self) -> None:
        ada = self.at_step("Ada Pell", "conference")
        ada.opens("Book the conference")
        ada.answers({
            "For which day?": HELD, "When does it start?": "10:00", "Where is it?": "Town hall",
            "Who chairs it?": "Uma Lindqvist",
        })
        ada.hands_in()
        ada.opens("Invite people")
        ada.writes_rows("Who is invited", [
            {"Which agency?": "Police", "Name": "DS Idris Bell"},
            {"Which agency?": "Family", "Name": "Her mother", "Role": "Mother"},
        ])
        ada.hands_in()

    def when_the_report_is_shared_with_her_mother(self) -> None:
        sam = self.at_step("Sam Whitcombe", "conference")
        sam.records("Share a report", {
            "With whom?": "With the parents",
            "Which report?": "The social worker's report",
            "To whom, by name?": "Her mother", "How?": "Gone through at home",
        })

    def when_the_chair_makes_a_plan(self) -> None:
        uma = self.at_step("Uma Lindqvist", "conference")
        uma.opens("Record what the conference decided")
        uma.writes_rows("Who took part", WHO_CAME)
        uma.answers({
            "Who chaired and decided?": "Uma Lindqvist",
            "What was decided for this child?": "The child is to have a protection plan",
            "If there is a plan: when is the next review conference?": REVIEWED,
            "Why was this decided for this child?": "Hit with a belt, and likely to be again.",
            "How was the child heard?": "Told a worker, who passed it on",
            "What did the child say or show?": "I want to go home when he is gone.",
            "How good was the social worker's report on this child?": "2: good",
            "When will the core group first meet?": GROUP,
        })
        uma.writes_rows("Categories of harm", [
            {"Which category of harm?": "Physical abuse", "Is it the main one?": "Yes"},
            {"Which category of harm?": "Emotional abuse", "Is it the main one?": "No"},
        ])
        uma.hands_in()
        assert self.happened("protection_plan.started", outcome="PHY", happened_on=HELD)

    def then_everybody_sees_at_once_that_she_has_a_plan(self) -> None:
        for name in ("Sam Whitcombe", "Tess Okafor", "Uma Lindqvist"):
            worker = self.at_child(name)
            worker.finds("On a protection plan: physical abuse")

    def when_the_outline_is_written_and_sent_out(self) -> None:
        uma = self.at_step("Uma Lindqvist", "protection_plan")
        uma.opens("Write the plan")
        uma.answers({
            "Why does the child need this plan?": "She was hit with a belt, more than once.",
            "What does the child need?": "A home where nobody hits her",
            "What will be different for the child?": "She says that she feels safe at home",
        })
        uma.presses("Record this outline")
        uma = self.at_step("Uma Lindqvist", "conference")
        uma.records("Send the decision and the outline plan", {
            "To whom, by name?": "Her mother\nJo Mbeki", "How?": "Secure email",
        })
        uma = self.at_step("Uma Lindqvist", "conference")
        uma.records("Send the record of the conference", {
            "What was said at the conference?": "Each agency gave its view; nobody dissented.",
            "To whom, by name?": "Her mother", "How?": "Post",
        })

    def when_the_core_group_meets_and_agrees_the_plan(self) -> None:
        sam = self.at_step("Sam Whitcombe", "protection_plan")
        sam.records("Set how often the child is visited", {
            "How often?": "Every 10 working days",
            "Why was this decided?": "The conference asked for it.",
        })
        sam = self.at_child("Sam Whitcombe")
        sam.opens("Record something")
        sam.opens("Record a core group")
        sam.answers({
            "When does it meet next?": date(2026, 8, 6), "Who chaired it?": "Sam Whitcombe",
            "What was said and agreed?": "The plan was gone through line by line.",
            "What is different for this child since the last meeting?": "He has left the home.",
        })
        sam.writes_rows("Who took part", [
            {"Which agency?": "School, nursery or college", "Name": "Jo Mbeki",
             "Did they take part?": "Took part"},
        ])
        sam.hands_in()
        sam = self.at_step("Sam Whitcombe", "protection_plan")
        sam.opens("Write the plan")
        sam.finds_written("A home where nobody hits her")
        sam.answers({
            "How will we know the plan is no longer needed?": "Nobody has hit her for six months.",
            "Who will see the child, how often and where?": "Sam, alone, every ten working days.",
            "What does the child want?": "To sleep in her own bed.",
            "How will we know?": "What she tells Sam on each visit",
            "What will be done?": "Help her mother to keep him out",
            "Which of our workers?": "Sam Whitcombe", "By when?": date(2026, 7, 31),
        })
        sam.presses("Record that this was agreed")

    def then_the_plan_is_not_final_without_its_contingency(self) -> None:
        sam = self.at_child("Sam Whitcombe")
        sam.finds("contingency")
        uma = self.who("Uma Lindqvist")
        uma.goes_to("/conferences/")
        uma.finds("Annabel Whitlock")
        sam = self.at_step("Sam Whitcombe", "protection_plan")
        sam.opens("Write the plan")
        sam.is_refused("Make this plan final")
        sam.finds("This is held until something is put right")

    def when_the_contingency_is_agreed_it_is_final(self) -> None:
        sam = self.who("Sam Whitcombe")
        sam.answers({
            "When will the plan be reviewed?": REVIEWED,
            "What would tell us that the plan is not working?": "He is seen at the house.",
            "What will be done then?": "Her grandmother fetches her; police are told.",
            "Who will act then?": "Sam, and the night team out of hours",
            "Who would look after the child in an emergency, and where?": "Her grandmother, Nia",
            "Who should be called, on which number?": "The night team, 01632 960000",
        })
        sam.presses("Make this plan final")
        assert self.happened("protection_plan.finalised")

    def when_a_review_conference_continues_the_plan(self) -> None:
        tess = self.at_child("Tess Okafor")
        tess.opens("Record something")
        tess.records("Ask for a conference", {"Which conference?": "Review conference"})
        uma = self.at_step("Uma Lindqvist", "conference")
        uma.opens("Record what the conference decided")
        uma.writes_rows("Who took part", WHO_CAME)
        uma.answers({
            "Who chaired and decided?": "Uma Lindqvist",
            "What was decided for this child?": "The protection plan continues",
            "If there is a plan: when is the next review conference?": date(2027, 3, 17),
            "Why was this decided for this child?": "Better, and not yet for long enough.",
            "How was the child heard?": "Told a worker, who passed it on",
            "What did the child say or show?": "It is quiet now.",
            "How good was the social worker's report on this child?": "2: good",
        })
        uma.hands_in()
        assert self.happened("conference.decided", outcome="plan_continues")

    def then_she_is_still_on_her_plan_and_the_next_review_is_due(self) -> None:
        uma = self.at_child("Uma Lindqvist")
        uma.finds("On a protection plan: physical abuse")
        assert self.step("protection_plan").closed_on is None
