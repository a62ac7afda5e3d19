"""Publication dates as inputs write them → ISO 8601 days."""

from __future__ import annotations

from datetime import datetime

from kg.errors import InputError


def check_date(value: str, where: str) -> str:
    """The day of an ISO 8601 date or date and time, as YYYY-MM-DD.

    >>> check_date("2022-03-16T18:00:00+01:00", "--date")
    '2022-03-16'

    Raises:
        InputError: it is none; `where` names its place in the message.
    """
    try:
        return datetime.fromisoformat(value.strip()).date().isoformat()
    except (ValueError, AttributeError):
        raise InputError(f"{where}: {str(value)[:40]!r} is no ISO 8601 date; write it as 2022-03-16") from None
