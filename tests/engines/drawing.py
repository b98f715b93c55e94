"""Relations drawn by hand or at random, and put where each engine reads them."""

import random
from datetime import UTC, date, datetime, timedelta

from sightline.insight.publishing import extracting, files, tables
from sightline.kernel.relations import relations

BEGUN = datetime(2024, 1, 1, 9, tzinfo=UTC)


def row(name: str, **told):
    """A row of a relation: what is told of it, and nothing of the rest."""
    columns = {column.name for column in relations[name].all_columns()}
    assert set(told) <= columns, sorted(set(told) - columns)
    kept = {"authority": "999", "source": "", "recorded_at": BEGUN, "voided_at": None}
    return {**dict.fromkeys(columns), **kept, **told}


def reference(name: str, **told):
    """A row of a relation that is of no subject."""
    return {**dict.fromkeys(column.name for column in relations[name].all_columns()), **told}


def put(drawn, engine: str) -> None:
    """Publish drawn rows, and nothing else but the calendar, to an engine."""
    fresh = {
        relation.name: extracting.table(relation, drawn.get(relation.name, ()))
        for relation in relations
    }
    calendar = relations["calendar"]
    fresh["calendar"] = extracting.table(calendar, calendar.extract(None))
    if engine == "postgres":
        tables.make(fresh)
    else:
        files.make(fresh)


def days(chance: random.Random, count: int) -> date:
    return date(2024, 1, 1) + timedelta(days=chance.randrange(count))


def moments(chance: random.Random, first: date) -> list[datetime]:
    """When a fact was told, changed and taken back: two to four moments, in order."""
    at = datetime(first.year, first.month, first.day, 8, tzinfo=UTC)
    found = [at + timedelta(hours=chance.randrange(24 * 5))]
    for _ in range(chance.choice([0, 0, 1, 2])):
        found.append(found[-1] + timedelta(hours=1 + chance.randrange(24 * 200)))
    return found


def versions(chance: random.Random, name: str, first: date, make):
    """Versions of one fact: each told until the next, the last standing or taken back."""
    told = moments(chance, first)
    ends = [*told[1:], None if chance.random() < 0.85 else told[-1] + timedelta(days=9)]
    return [
        row(name, recorded_at=begun, voided_at=end, **make())
        for begun, end in zip(told, ends, strict=True)
    ]


def at_random(seed: int):
    """Relations of two authorities over two and a half years, with corrections and voids."""
    chance = random.Random(seed)
    imported = chance.random() < 0.5
    drawn = {"cin_episodes": [], "initial_cp_conference": [], "cp_plan_categories": []}
    for number in range(320):
        child, authority = f"c{chance.randrange(90)}", chance.choice(["998", "999"])
        theirs = f"{authority}{child}"
        drawn["cin_episodes"] += referral(chance, number, theirs, authority, imported)
        drawn["initial_cp_conference"] += conference(chance, number, child, authority)
        drawn["cp_plan_categories"] += plan(chance, number, child, authority)
    return drawn


def referral(chance, number, child, authority, imported):
    on = days(chance, 900)
    reach = date(2024, 4, 1) if imported and authority == "998" and chance.random() < 0.1 else None
    return versions(
        chance, "cin_episodes", on,
        lambda: {
            "cine_referral_id": f"r{number}", "cine_person_id": child, "authority": authority,
            "cine_referral_date": on - timedelta(days=chance.randrange(3)),
            "cine_referral_source_code": chance.choice(["1A", "3B", None]),
            "cine_known_since": reach,
        },
    )


def conference(chance, number, child, authority):
    start = days(chance, 880)
    kind = chance.choice(["initial", "initial", "pre_birth", "transfer_in"])
    return versions(
        chance, "initial_cp_conference", start,
        lambda: {
            "icpc_icpc_id": f"k{number}", "icpc_person_id": child, "authority": authority,
            "icpc_kind": kind, "icpc_icpc_team": chance.choice(["1", "2", None]),
            "icpc_counted_from": chance.choice([start, start, start, None]),
            "icpc_icpc_date": chance.choice([held(chance, start), held(chance, start), None]),
        },
    )


def held(chance, start):
    return start + timedelta(days=chance.randrange(15, 28))


def plan(chance, number, child, authority):
    since = days(chance, 880)
    until = chance.choice([None, since + timedelta(days=1 + chance.randrange(300))])
    return versions(
        chance, "cp_plan_categories", since,
        lambda: {
            "cppc_category_id": f"p{number}", "cppc_cp_plan_id": f"p{number}",
            "cppc_person_id": child, "authority": authority, "cppc_since": since,
            "cppc_until": until, "cppc_category": chance.choice(["NEG", "EMO", "PHY", None]),
        },
    )
