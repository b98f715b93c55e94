"""What SQLite knows of how many rows its tables have, which it does not find out for itself.

Without it a question may be answered by reading the same index once for every row; PostgreSQL
counts by itself.
"""

from __future__ import annotations

from django.db import connection

#: Rows looked at for each index: enough to choose by, and soon done while others wait to write.
LOOKED_AT = 400


def count_again() -> None:
    """Let SQLite look again at how its rows are spread."""
    if connection.vendor != "sqlite":
        return
    with connection.cursor() as cursor:
        cursor.execute(f"PRAGMA analysis_limit = {LOOKED_AT}")
        cursor.execute("ANALYZE")
