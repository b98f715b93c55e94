"""The three indicators once more in plain Python, row by row, as nobody would run them in earnest.

They read drawn tables (lists of dictionaries) and know nothing of Ibis or of any engine.
"""

from datetime import date, timedelta

from sightline import law
from sightline.kernel.calendar import add_months


def known(rows, moment=None):
    """The rows that stand, or stood at a moment."""
    if moment is None:
        return [row for row in rows if row["voided_at"] is None]
    return [
        row
        for row in rows
        if row["recorded_at"] <= moment
        and (row["voided_at"] is None or row["voided_at"] > moment)
    ]


def rr12(drawn, since, until, moment=None):
    """Case and whether it is met, for every re-referral case."""
    rows = known(drawn["cin_episodes"], moment)
    found = {}
    for row in rows:
        on = row["cine_referral_date"]
        reach = [r["cine_known_since"] for r in rows if r["authority"] == row["authority"]]
        reach = [day for day in reach if day is not None]
        unsure = reach and add_months(min(reach), 12) > on
        if not since <= on <= until or unsure:
            continue
        earlier = [
            r["cine_referral_date"]
            for r in rows
            if r["cine_person_id"] == row["cine_person_id"]
            and r["authority"] == row["authority"]
            and r["cine_referral_date"] < on
        ]
        found[row["cine_referral_id"]] = any(add_months(day, 12) >= on for day in earlier)
    return found


def icpc15(drawn, since, until, moment=None):
    """Case and whether it is met, for every initial conference; days counted by walking."""
    found = {}
    for row in known(drawn["initial_cp_conference"], moment):
        held, start = row["icpc_icpc_date"], row["icpc_counted_from"]
        if held is None or start is None or not since <= held <= until:
            continue
        if row["icpc_kind"] in {"initial", "pre_birth"}:
            found[row["icpc_icpc_id"]] = held <= fifteen_after(start)
    return found


def fifteen_after(start: date) -> date:
    day, left = start, 15
    while left:
        day += timedelta(days=1)
        left -= law.calendar().is_working(day)
    return day


def cpcat(drawn, since, until, moment=None):
    """Plan and its category, for every plan in force at the end of the last day."""
    return {
        row["cppc_cp_plan_id"]: row["cppc_category"] or ""
        for row in known(drawn["cp_plan_categories"], moment)
        if row["cppc_since"] <= until
        and (row["cppc_until"] is None or row["cppc_until"] > until)
    }
