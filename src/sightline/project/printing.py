"""The reference pages of docs/generated, each printed from a register or from the tables."""

from collections import defaultdict
from collections.abc import Iterable
from importlib import import_module
from importlib.util import find_spec
from typing import Any

from sightline.project import questions

NOTE = "Printed by `sightline docs` from what the code declares; do not edit by hand.\n"


def pages() -> dict[str, str]:
    """Every page by file name."""
    return {
        "addresses.md": page("Addresses and who may come in", addresses()),
        "census-rules.md": page("Rules of the children in need census", census_rules()),
        "clocks.md": page("Clocks", clocks()),
        "data-dictionary.md": page("Data dictionary", data_dictionary()),
        "detectors.md": page("Detectors", declared("detectors")),
        "indicators.md": page("Indicators", figures()),
        "permissions.md": page("Roles and permissions", permissions()),
        "processes.md": page("Processes and events", processes()),
        "questions.md": page("Questions", asked()),
        "relations.md": page("Published relations", published()),
    }


def page(title: str, lines: Iterable[str]) -> str:
    return "\n".join([f"# {title}", "", NOTE, *lines]).rstrip() + "\n"


def table(headings: list[str], rows: Iterable[list[Any]]) -> list[str]:
    written = [f"| {' | '.join(cell(value) for value in row)} |" for row in rows]
    return [f"| {' | '.join(headings)} |", "|" + "---|" * len(headings), *written, ""]


def cell(value: Any) -> str:
    text = "" if value is None else str(value)
    return " ".join(text.split()).replace("|", "\\|")


def census_rules() -> list[str]:
    """Each rule of the census by part: what must hold, in which years, and what others read."""
    from sightline.returns.cin_census.checking.register import rules
    from sightline.returns.cin_census.checking.words import row_of

    found = [row_of(rule) for rule in rules()]
    lines: list[str] = []
    for module in sorted({row["module"] for row in found}):
        rows = [
            [row[key] for key in ("code", "severity", "must_hold", "what_to_do", "years")]
            for row in found if row["module"] == module
        ]
        lines += [f"## {module}", "", *table(
            ["Rule", "Severity", "What must hold", "What to do otherwise", "Years"], rows)]
    disputes = [[row["code"], row["read_otherwise"]] for row in found
                if row["read_otherwise"] != "nothing known"]
    return [*lines, "## Where others read a rule otherwise", "",
            *table(["Rule", "How, and why we do not"], disputes)]


def clocks() -> list[str]:
    """Each clock with every version of its law."""
    from sightline.kernel.register import processes as register

    lines: list[str] = []
    rules = [(rule, process) for process in register for rule in process.clocks]
    for rule, process in sorted(rules, key=lambda pair: pair[0].key):
        lines += [f"## {rule.title} (`{rule.key}`)", ""]
        lines += [f"{rule.governs or rule.title}. {process.title}; {rule.strength}; ".strip()]
        lines[-1] += f"local change: {rule.change}; the {rule.owner}'s to do."
        lines += [""]
        versions = (
            [v.since, v.until, v.limits(), v.cite, v.verified, carried(v)] for v in rule.versions
        )
        headings = ["Since", "Until", "Limit", "Law", "Read by us", "Note"]
        lines += table(headings, versions)
    return lines or ["None is declared yet."]


def carried(version: Any) -> str:
    said = "carry-over not confirmed" if version.carry_over else ""
    return "; ".join(part for part in (said, version.note) if part)


def processes() -> list[str]:
    """Each process with its duty, its events and their outcomes."""
    from sightline.kernel.register import processes as register

    lines: list[str] = []
    for process in register:
        lines += [f"## {process.title} (`{process.key}`)", "", process.duty, ""]
        rows = (
            [
                f"`{process.key}.{kind.key}`",
                kind.title,
                "; ".join(f"`{code}` {words}" for code, words in kind.outcomes.items()),
                kind.gate or "",
            ]
            for kind in process.events
        )
        lines += table(["Event", "In words", "Outcomes", "Gate"], rows)
    return lines or ["None is declared yet."]


def data_dictionary() -> list[str]:
    """Each table of ours with its columns."""
    from django.apps import apps

    lines: list[str] = []
    models = [m for m in apps.get_models() if m.__module__.startswith("sightline.")]
    for model in sorted(models, key=lambda model: model._meta.label):
        words = (model.__doc__ or "").strip().splitlines()
        lines += [f"## {model._meta.label}", "", words[0] if words else "", ""]
        rows = (
            [
                f"`{field.column}`",
                field.get_internal_type(),
                "may be empty" if field.null else "",
                field.related_model._meta.label if field.related_model else "",
                field.help_text,
            ]
            for field in model._meta.local_fields
        )
        lines += table(["Column", "Type", "", "Points to", "Meaning"], rows)
    return lines


def addresses() -> list[str]:
    """Role by address, so that a change of who may come in is seen in review."""
    from sightline.project.addresses import table as listed

    return table(["Address", "Permission", "Roles"], listed())


def permissions() -> list[str]:
    from sightline.access.roles import table as printed

    return printed().splitlines()


def figures() -> list[str]:
    """Each indicator with its definition and the SQL that it runs."""
    from sightline.insight.measures import printed

    return printed.figures()


def published() -> list[str]:
    """Each relation that figures and returns may read."""
    from sightline.insight.measures import printed

    return printed.published()


def declared(register_name: str) -> list[str]:
    """What the kernel's register of that name holds: key, words, and the rest that it says."""
    name = f"sightline.kernel.{register_name}"
    register = getattr(import_module(name), register_name, ()) if find_spec(name) else ()
    rows = [[f"`{one.key}`", one.title, getattr(one, "words", "")] for one in register]
    return table(["Key", "In words", "What it says"], rows) if rows else ["None is declared yet."]


def asked() -> list[str]:
    """The report: questions asked on several pages, those that look alike, and why each is."""
    told = questions.questions()
    pages: dict[str, set[str]] = defaultdict(set)
    words: dict[str, str] = {}
    for question in told:
        pages[question.kept].add(question.page)
        words.setdefault(question.kept, question.words)
    several = [
        [kept, words[kept], len(where)] for kept, where in sorted(pages.items()) if len(where) > 1
    ]
    near = sorted(
        [" and ".join(sorted(columns)), each[0].words,
         questions.APART.get(columns, "NO REASON YET")]
        for columns, each in questions.alike(told).items()
    )
    return [
        f"{len(pages)} questions whose answers are kept in typed rows, on "
        f"{len({question.page for question in told})} pages.", "",
        "## Alike, and kept apart", "",
        "Asked in the same words and kept in different columns: each has its reason.", "",
        *table(["Columns", "Asked as", "Why they are two"], near),
        "## Told of a person outside the people floor", "",
        *table(["Form", "Why"], [[form, why] for form, why in sorted(questions.ELSEWHERE.items())]),
        "## Asked on several pages, kept in one column", "",
        "One column, one place: each event adds its own row, and every screen reads them there.",
        "", *table(["Column", "Asked as", "Pages"], several),
    ]
