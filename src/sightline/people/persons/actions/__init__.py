"""Every verb of the persons room: making a record, telling its facts, the course of a life."""

from sightline.people.persons.actions.facts import (
    correct_fact,
    create_person,
    end_fact,
    move_address,
    record_contact_point,
    record_disabilities,
    record_ethnicity,
    record_gender,
    record_hazard,
    record_identifier,
    record_language,
    record_religion,
    record_sex,
    rename,
    withdraw_fact,
)
from sightline.people.persons.actions.life import (
    correct_life,
    end_pregnancy,
    expect,
    record_death,
    register_birth,
)

__all__ = [
    "correct_fact",
    "correct_life",
    "create_person",
    "end_fact",
    "end_pregnancy",
    "expect",
    "move_address",
    "record_contact_point",
    "record_death",
    "record_disabilities",
    "record_ethnicity",
    "record_gender",
    "record_hazard",
    "record_identifier",
    "record_language",
    "record_religion",
    "record_sex",
    "register_birth",
    "rename",
    "withdraw_fact",
]
