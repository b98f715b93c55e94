"""The figures of practice once more in plain Python, row by row: assessment to plan.

Each gives, for every case, whether it is met and the codes by which it is divided. They read drawn
tables (lists of dictionaries), and count working days by walking from one to the next.
"""

from datetime import date, timedelta

from sightline import law
from sightline.kernel.calendar import add_months
from tests.engines.oracle import known


def worked(first, last):
    """Working days from one day until another: what is done on a Saturday is done on Monday."""
    if first is None or last is None:
        return None
    calendar = law.calendar()
    while not calendar.is_working(last):
        last += timedelta(days=1)
    day, found = first, 0
    while day < last:
        day += timedelta(days=1)
        found += calendar.is_working(day)
    return found


def here(drawn, name, moment, day, since, until):
    """The rows recorded here, by the day that decides their period."""
    return [
        row for row in known(drawn.get(name, ()), moment)
        if row["source"] == "" and row[day] is not None and since <= row[day] <= until
    ]


def anywhere(drawn, name, moment, day, since, until):
    rows = known(drawn.get(name, ()), moment)
    return [row for row in rows if row[day] is not None and since <= row[day] <= until]


def by(done, due):
    return done is not None and due is not None and done <= due


def reftold(drawn, since, until, moment=None):
    found = {}
    for row in here(drawn, "referrer_replies", moment, "repl_decided_on", since, until):
        waiting = row["repl_answered_on"] is None
        if row["repl_due_on"] is None or row["repl_answer"] == "not_possible":
            continue
        if waiting and row["repl_due_on"] >= until:
            continue
        met = by(row["repl_answered_on"], row["repl_due_on"])
        found[row["repl_reply_id"]] = (met, (row["repl_team"], row["repl_outcome"]))
    return found


def whoknown(drawn, since, until, moment=None):
    found = {}
    for row in here(drawn, "contact_answers", moment, "coan_decided_on", since, until):
        whole, owed = row["coan_whole_on"], row["coan_owed_on"]
        if owed is None or (whole is None and owed >= until):
            continue
        codes = (row["coan_team"], row["coan_missing"] or "nothing")
        found[row["coan_contact_id"]] = (by(whole, owed), codes)
    return found


def assessed(drawn, since, until, moment, kind):
    day = "cina_assessment_auth_date"
    rows = anywhere(drawn, "cin_assessments", moment, day, since, until)
    return [row for row in rows if row["cina_kind"] == kind]


def asm02(drawn, since, until, moment=None):
    found = {}
    for row in assessed(drawn, since, until, moment, "single"):
        done, due = row["cina_assessment_auth_date"], row["cina_due_on"]
        took = worked(row["cina_assessment_start_date"], done)
        counted = "" if due is None else ("in_time" if done <= due else "late")
        because = row["cina_reopened_because"]
        codes = (row["cina_assessment_team"], counted, row["cina_assessment_outcome"],
                 "no" if because is None else "yes", because or "")
        found[row["cina_assessment_id"]] = (took <= 45, codes)
    return found


def two_part(kind):
    def counted(drawn, since, until, moment=None):
        return {
            row["cina_assessment_id"]: (
                row["cina_assessment_auth_date"] <= row["cina_due_on"],
                (row["cina_assessment_team"],),
            )
            for row in assessed(drawn, since, until, moment, kind)
            if row["cina_due_on"] is not None
        }

    return counted


def banded(days):
    if days is None:
        return "not"
    return next((str(most) for most in (1, 5, 10, 20) if days <= most), "over")


def asmseen(drawn, since, until, moment=None):
    found = {}
    for row in here(drawn, "cin_assessments", moment, "cina_counted_from", since, until):
        due, seen = row["cina_seen_due_on"], row["cina_seen_on"]
        if due is None or (seen is None and due >= until):
            continue
        waits = [
            banded(worked(row["cina_counted_from"], row[day]))
            for day in ("cina_seen_on", "cina_assessment_start_date", "cina_helped_on")
        ]
        found[row["cina_assessment_id"]] = (by(seen, due), (row["cina_assessment_team"], *waits))
    return found


def asmback(drawn, since, until, moment=None):
    rows = here(drawn, "assessment_submissions", moment, "asub_answered_on", since, until)
    return {row["asub_submission_id"]: (row["asub_returned"], (row["asub_team"],)) for row in rows}


def asmwhy(drawn, since, until, moment=None):
    rows = here(drawn, "assessment_return_points", moment, "aret_returned_on", since, until)
    return {row["aret_point_id"]: (True, (row["aret_point"], row["aret_team"])) for row in rows}


def strfull(drawn, since, until, moment=None):
    meetings = {}
    for row in here(drawn, "strategy_discussions", moment, "stra_held_on", since, until):
        if row["stra_held_on"] >= date(2013, 4, 15) and row["stra_fully_constituted"] is not None:
            place = (row["stra_meeting_id"] or row["stra_discussion_id"], row["authority"])
            meetings.setdefault(place, []).append(row)
    found = {}
    for (meeting, _), rows in meetings.items():
        most = [
            max((row[name] for row in rows if row[name]), default=None)
            for name in ("stra_missing", "stra_team", "stra_outcome")
        ]
        met = all(row["stra_fully_constituted"] for row in rows)
        found[meeting] = (met, (most[0] or "all", most[1], most[2]))
    return found


def reclate(drawn, since, until, moment=None):
    visits = {}
    for row in here(drawn, "visits_entered", moment, "vise_visited_on", since, until):
        if row["vise_working_days"] is not None:
            place = (row["vise_meeting_id"] or row["vise_visit_id"], row["authority"])
            visits.setdefault(place, []).append(row)
    found = {}
    for (visit, _), rows in visits.items():
        days = min(row["vise_working_days"] for row in rows)
        most = [
            max((row[name] for row in rows if row[name]), default=None)
            for name in ("vise_team", "vise_outcome")
        ]
        band = "same" if not days else "in_time" if days < 3 else "week" if days < 6 else "later"
        found[visit] = (days < 3, (band, *most))
    return found


def s4702(drawn, since, until, moment=None):
    conferences = known(drawn.get("initial_cp_conference", ()), moment)
    found = {}
    for row in anywhere(drawn, "s47_enquiry", moment, "s47e_s47_start_date", since, until):
        held = [
            c for c in conferences
            if c["icpc_s47_enquiry_id"] == row["s47e_s47_enquiry_id"]
            and c["icpc_icpc_date"] is not None and c["icpc_icpc_date"] <= until
            and c["icpc_kind"] in {"initial", "pre_birth"}
        ]
        made = any(c["icpc_icpc_outcome_cp_flag"] for c in held)
        conference = ("plan_made" if made else "no_plan") if held else "none"
        unsaid = "not_required" if row["s47e_conference_not_required"] else "open"
        codes = (row["s47e_s47_outcome"] or unsaid, conference, row["s47e_s47_completed_by_team"])
        found[row["s47e_s47_enquiry_id"]] = (bool(held), codes)
    return found


def provided(drawn, row, day):
    """Who provided the authority's conferences on the day of a case."""
    return next(
        (
            told["prov_provider_id"] for told in drawn.get("conference_providers", ())
            if told["prov_authority"] == row["authority"]
            and (told["prov_since"] is None or told["prov_since"] <= row[day])
            and (told["prov_until"] is None or told["prov_until"] > row[day])
        ),
        None,
    )


def confrep(drawn, since, until, moment=None):
    born = {row["pers_person_id"]: row["pers_dob"] for row in known(drawn["person"], moment)}
    found = {}
    for row in here(drawn, "conference_reports", moment, "crep_conference_on", since, until):
        birth = born.get(row["crep_person_id"])
        owed = {
            "parents": True, "agencies": False, "chair": row["crep_kind"] == "review",
            "child": birth is not None and add_months(birth, 48) <= row["crep_conference_on"],
        }
        if owed[row["crep_recipient"]] and row["crep_due_on"] is not None:
            codes = (row["crep_recipient"], row["crep_kind"], row["crep_team"],
                     provided(drawn, row, "crep_conference_on"))
            found[row["crep_report_id"]] = (by(row["crep_shared_on"], row["crep_due_on"]), codes)
    return found


def invited(drawn, since, until, moment, column):
    found = {}
    for row in here(drawn, "conference_invitations", moment, "catt_held_on", since, until):
        found.setdefault(row["catt_invitation_id"], []).append(row)
    kept = {}
    for ident, rows in found.items():
        said = [row[column] for row in rows if row[column] is not None]
        if said:
            codes = tuple(
                min((row[name] for row in rows if row[name]), default=None)
                for name in ("catt_agency", "catt_kind", "catt_team")
            )
            first = min(rows, key=lambda row: row["catt_held_on"])
            kept[ident] = (any(said), (*codes, provided(drawn, first, "catt_held_on")))
    return kept


def confatt(drawn, since, until, moment=None):
    return invited(drawn, since, until, moment, "catt_attended")


def confwri(drawn, since, until, moment=None):
    return invited(drawn, since, until, moment, "catt_reported")


def length(since, until):
    marks = (3, 6, 12, 18, 24)
    return str(sum(until >= add_months(since, months) for months in marks))


def leading(drawn, child, at, moment):
    """The team that leads with a child on a day: of the newest involvement."""
    held = [
        row for row in known(drawn.get("involvements", ()), moment)
        if row["invo_person_id"] == child and row["invo_professional_role_id"] == "lead"
        and row["invo_involvement_start_date"] <= at
        and (row["invo_involvement_end_date"] is None or row["invo_involvement_end_date"] > at)
    ]
    held.sort(key=lambda row: row["invo_involvements_id"])
    held.sort(key=lambda row: row["invo_involvement_start_date"], reverse=True)
    return held[0]["invo_professional_team"] if held else None


def cpplen(drawn, since, until, moment=None):
    found = {}
    for row in known(drawn["cp_plans"], moment):
        begun, ended = row["cppl_cp_plan_start_date"], row["cppl_cp_plan_end_date"]
        if begun <= until and (ended is None or ended > until):
            team = leading(drawn, row["cppl_person_id"], until, moment)
            codes = (length(begun, until), row["cppl_cp_plan_latest_category"], team)
            found[row["cppl_cp_plan_id"]] = (True, codes)
    return found


def cpp06(drawn, since, until, moment=None):
    found = {}
    for row in anywhere(drawn, "cp_plans", moment, "cppl_cp_plan_end_date", since, until):
        begun, ended = row["cppl_cp_plan_start_date"], row["cppl_cp_plan_end_date"]
        codes = (length(begun, ended), row["cppl_cp_plan_latest_category"], row["cppl_team"])
        found[row["cppl_cp_plan_id"]] = ((ended - begun).days + 1 >= 730, codes)
    return found


def repeated(column):
    def counted(drawn, since, until, moment=None):
        rows = anywhere(drawn, "cp_plans", moment, "cppl_cp_plan_start_date", since, until)
        found = {}
        for row in rows:
            beside = [
                other for other in rows if other["cppl_meeting_id"] == row["cppl_meeting_id"]
                and other["authority"] == row["authority"]
            ]
            group = "" if row["cppl_meeting_id"] is None else str(min(len(beside), 5))
            codes = (group, row["cppl_cp_plan_initial_category"], row["cppl_team"])
            if row[column] is not None:
                found[row["cppl_cp_plan_id"]] = (bool(row[column]), codes)
        return found

    return counted


ORACLES = {
    "WHOKNOWN": whoknown,
    "REFTOLD": reftold, "ASM02": asm02, "ASM02I": two_part("initial"),
    "ASM02C": two_part("core"), "ASMSEEN": asmseen, "ASMBACK": asmback, "ASMWHY": asmwhy,
    "STRFULL": strfull, "RECLATE": reclate, "S4702": s4702, "CONFREP": confrep, "CONFATT": confatt,
    "CONFWRI": confwri, "CPPLEN": cpplen, "CPP06": cpp06,
    "CPP04": repeated("cppl_plans_before"), "CPP05": repeated("cppl_within_two_years"),
}
