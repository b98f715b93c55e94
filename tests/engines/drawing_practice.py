"""Relations of practice drawn at random: replies, assessments, meetings, reports and plans."""

import random
from datetime import date, timedelta

from tests.engines.drawing import days, reference, row, versions

TEAMS = ("1", "2", None)


def later(chance, day, most, *, never=0.2):
    """A day some days after, or none."""
    return None if chance.random() < never else day + timedelta(days=chance.randrange(most))


def at_random(seed: int):
    """Everything that the figures of practice read, with corrections, voids and imports."""
    chance = random.Random(seed)
    makers = {
        "contact_answers": answers, "referrer_replies": reply, "cin_assessments": assessment,
        "assessment_submissions": submission, "assessment_return_points": point,
        "strategy_discussions": discussion, "visits_entered": visit, "s47_enquiry": enquiry,
        "initial_cp_conference": answering, "conference_reports": report,
        "conference_invitations": invitation, "cp_plans": plan, "involvements": involvement,
    }
    drawn = {"person": [person(chance, number) for number in range(60)]}
    drawn["conference_providers"] = providers()
    for name, make in makers.items():
        drawn[name] = []
        for number in range(110):
            # those who share a meeting or an invitation are of one authority
            said = {"authority": ("998", "999")[number // 2 % 2],
                    "source": chance.choice(["", "", "", "cin_census:2025"])}
            first = days(chance, 880)
            drawn[name] += versions(
                chance, name, first,
                lambda make=make, n=number, d=first, said=said: {**make(chance, n, d), **said},
            )
    return drawn


def providers():
    """In-house from a day in the one authority; in the other nobody is known after a day."""
    told = (
        ("1", "999", None, date(2025, 9, 1)), ("2", "999", date(2025, 9, 1), None),
        ("3", "998", date(2024, 1, 1), date(2025, 12, 1)),
    )
    return [
        reference("conference_providers", prov_provider_id=key, prov_provider=f"Provider {key}",
                  prov_authority=code, prov_since=since, prov_until=until)
        for key, code, since, until in told
    ]


def whose(chance):
    return f"c{chance.randrange(60):02}"


def person(chance, number):
    born = date(2010, 1, 1) + timedelta(days=chance.randrange(5600))
    return row("person", pers_person_id=f"c{number:02}", pers_dob=born.replace(day=1))


def answers(chance, number, day):
    whole = later(chance, day, 28)
    return {
        "coan_contact_id": f"k{number}", "coan_person_id": whose(chance), "coan_decided_on": day,
        "coan_owed_on": later(chance, day + timedelta(days=13), 3, never=0.1),
        "coan_whole_on": whole, "coan_team": chance.choice(TEAMS),
        "coan_missing": None if whole else chance.choice(["religion", "several"]),
    }


def reply(chance, number, day):
    answered = later(chance, day, 9)
    return {
        "repl_reply_id": f"r{number}", "repl_person_id": whose(chance), "repl_decided_on": day,
        "repl_answered_on": answered, "repl_due_on": later(chance, day, 6, never=0.1),
        "repl_answer": answered and chance.choice(["told", "told", "told", "not_possible"]),
        "repl_team": chance.choice(TEAMS), "repl_outcome": chance.choice(["assess", "advice"]),
    }


def assessment(chance, number, day):
    return {
        "cina_assessment_id": f"a{number}", "cina_person_id": whose(chance),
        "cina_kind": ("single", "initial", "core")[number % 3], "cina_counted_from": day,
        "cina_assessment_start_date": day + timedelta(days=chance.randrange(12)),
        "cina_assessment_auth_date": later(chance, day + timedelta(days=45), 40),
        "cina_due_on": later(chance, day + timedelta(days=45), 40, never=0.1),
        "cina_seen_on": later(chance, day, 40), "cina_helped_on": later(chance, day, 40),
        "cina_seen_due_on": later(chance, day, 20, never=0.1),
        "cina_assessment_team": chance.choice(TEAMS),
        "cina_assessment_outcome": chance.choice(["early_help", "legal", None]),
        "cina_reopened_because": chance.choice(["same", "review", None, None]),
    }


def submission(chance, number, day):
    answered = later(chance, day, 9)
    return {
        "asub_submission_id": f"s{number}", "asub_person_id": whose(chance),
        "asub_submitted_on": day, "asub_answered_on": answered,
        "asub_returned": chance.random() < 0.3 if answered else None,
        "asub_team": chance.choice(TEAMS),
    }


def point(chance, number, day):
    return {
        "aret_point_id": f"p{number}", "aret_person_id": whose(chance), "aret_returned_on": day,
        "aret_point": chance.choice(["risk", "analysis", None]), "aret_team": chance.choice(TEAMS),
    }


def visit(chance, number, day):
    # every child of a visit was there on the visit's own day
    meeting = chance.choice([None, number // 2])
    if meeting is not None:
        day = date(2024, 2, 1) + timedelta(days=15 * meeting)
    return {
        "vise_visit_id": f"v{number}", "vise_person_id": whose(chance), "vise_visited_on": day,
        "vise_meeting_id": f"o{meeting}" if meeting is not None else None,
        "vise_working_days": chance.choice([0, 0, 1, 2, 2, 3, 5, 6, 21, None]),
        "vise_outcome": chance.choice(["child_seen", "not_seen"]),
        "vise_team": chance.choice(TEAMS),
    }


def discussion(chance, number, day):
    missing = chance.choice(["police", "health", "police_and_health", None, None])
    # every child of a meeting was there on the meeting's own day
    meeting = chance.choice([None, number // 2])
    if meeting is not None:
        day = date(2024, 1, 1) + timedelta(days=17 * meeting)
    held = day if chance.random() < 0.9 else None
    return {
        "stra_discussion_id": f"d{number}", "stra_person_id": whose(chance), "stra_held_on": held,
        "stra_meeting_id": f"m{meeting}" if meeting is not None else None,
        "stra_fully_constituted": missing is None if held else None, "stra_missing": missing,
        "stra_outcome": "no_section47", "stra_team": chance.choice(TEAMS),
    }


def enquiry(chance, number, day):
    return {
        "s47e_s47_enquiry_id": f"e{number}", "s47e_person_id": whose(chance),
        "s47e_s47_start_date": day,
        "s47e_s47_outcome": chance.choice(["conference", "not_substantiated", None]),
        "s47e_conference_not_required": chance.random() < 0.2,
        "s47e_s47_completed_by_team": chance.choice(TEAMS),
    }


def answering(chance, number, day):
    return {
        "icpc_icpc_id": f"k{number}", "icpc_person_id": whose(chance),
        "icpc_s47_enquiry_id": f"e{chance.randrange(110)}",
        "icpc_icpc_date": later(chance, day, 30),
        "icpc_kind": chance.choice(["initial", "initial", "pre_birth", "transfer_in"]),
        "icpc_icpc_outcome_cp_flag": chance.choice([True, False]),
    }


def report(chance, number, day):
    return {
        "crep_report_id": f"f{number}", "crep_person_id": whose(chance),
        "crep_kind": chance.choice(["initial", "review"]), "crep_conference_on": day,
        "crep_recipient": chance.choice(["parents", "child", "child", "chair", "agencies"]),
        "crep_shared_on": later(chance, day - timedelta(days=9), 9),
        "crep_due_on": later(chance, day - timedelta(days=5), 2, never=0.1),
        "crep_team": chance.choice(TEAMS),
    }


def invitation(chance, number, day):
    # two children of one conference share an invitation, and so its day
    shared = number // 2
    return {
        "catt_attendance_id": f"t{number}", "catt_invitation_id": f"i{shared}",
        "catt_person_id": whose(chance), "catt_kind": chance.choice(["initial", "review"]),
        "catt_held_on": date(2024, 1, 1) + timedelta(days=16 * shared),
        "catt_agency": chance.choice(["gp", "health", "police", "education"]),
        "catt_attended": chance.choice([True, False, None]),
        "catt_reported": chance.choice([True, False]), "catt_team": chance.choice(TEAMS),
    }


def plan(chance, number, day):
    before = chance.choice([0, 0, 1, 2, None])
    begun = day - timedelta(days=chance.choice([0, 0, chance.randrange(500)]))
    return {
        "cppl_cp_plan_id": f"p{number}", "cppl_person_id": whose(chance),
        "cppl_cp_plan_start_date": begun,
        "cppl_cp_plan_end_date": later(chance, begun + timedelta(days=30), 1200),
        "cppl_cp_plan_initial_category": chance.choice(["NEG", "EMO", None]),
        "cppl_cp_plan_latest_category": chance.choice(["NEG", "EMO", None]),
        "cppl_meeting_id": chance.choice([None, f"m{number // 7}"]), "cppl_plans_before": before,
        "cppl_within_two_years": None if before is None else chance.random() < 0.3,
        "cppl_team": chance.choice(TEAMS),
    }


def involvement(chance, number, day):
    return {
        "invo_involvements_id": f"v{number}", "invo_person_id": whose(chance),
        "invo_professional_role_id": chance.choice(["lead", "lead", "co_worker"]),
        "invo_professional_team": chance.choice(TEAMS), "invo_involvement_start_date": day,
        "invo_involvement_end_date": later(chance, day + timedelta(days=1), 400, never=0.5),
    }
