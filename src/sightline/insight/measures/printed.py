"""What figures and relations are, printed for docs/generated, with the SQL that each one runs."""

from __future__ import annotations

from datetime import date

from sightline.insight.measures.asking import Question
from sightline.kernel.indicators import Indicator, Period, indicators
from sightline.kernel.relations import Relation, relations

#: The year that the printed SQL asks for; nothing else in it depends on the year.
YEAR = Period(date(2025, 4, 1), date(2026, 3, 31))


def sql(indicator: Indicator, dialect: str = "duckdb") -> str:
    """The statement that gives every case of an indicator in one year, as the record stands."""
    import ibis

    return str(ibis.to_sql(Question(indicator.key, YEAR).expression(), dialect=dialect))


def figures() -> list[str]:
    """Each indicator with its definition and its SQL, as lines of Markdown."""
    lines: list[str] = []
    for one in indicators:
        divided = ", ".join(breakdown.title.lower() for breakdown in one.breakdowns)
        lines += [f"## {one.title} (`{one.key}`)", ""]
        lines += [f"- Counted: {one.numerator}", f"- Out of: {one.denominator}"]
        lines += [f"- Dates: {one.dates}", f"- Left out: {one.left_out}"]
        lines += [f"- Good: {one.polarity}", f"- Divided by: {divided}", f"- Source: {one.source}"]
        lines += ["", "Every case in the year to 31 March 2026, on DuckDB:", ""]
        lines += ["```sql", sql(one), "```", ""]
    return lines


def published() -> list[str]:
    """Each relation with its columns, as lines of Markdown."""
    lines: list[str] = []
    for relation in relations:
        lines += [f"## {relation.name}", "", _about(relation), ""]
        lines += ["| Column | Holds | Meaning |", "|---|---|---|"]
        lines += [
            f"| `{column.name}` | {column.kind} | {column.words.replace('|', ' ')} |"
            for column in relation.all_columns()
        ]
        lines += [""]
    return lines


def _about(relation: Relation) -> str:
    after = f" After `{relation.ssd}` of the Standard Safeguarding Dataset." if relation.ssd else ""
    end = "" if relation.title.endswith(".") else "."
    return f"{relation.title}{end}{after}"
