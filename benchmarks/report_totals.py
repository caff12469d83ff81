"""The same totals as the figures of a yearly report, each by one hand-written statement."""

from typing import Any

_SAID = """
    SELECT {what} FROM participation_contribution c
    WHERE c.municipality_id = %(place)s AND c.said_on BETWEEN %(first)s AND %(last)s {where}
"""
_LAST = (
    "(SELECT r.answer FROM participation_response r WHERE r.contribution_id = c.id"
    " ORDER BY r.at DESC, r.id DESC LIMIT 1)"
)
_FIRST = "(SELECT min(r.answered_on) FROM participation_response r WHERE r.contribution_id = c.id)"
_STEP = "EXISTS (SELECT 1 FROM participation_{table} t WHERE t.contribution_id = c.id {more})"
_CHANGES = """
    SELECT count(*) FROM participation_change h
    WHERE h.municipality_id = %(place)s AND h.changed_on BETWEEN %(first)s AND %(last)s {where}
"""
_MEASURED = "EXISTS (SELECT 1 FROM participation_effect e WHERE e.change_id = h.id AND e.indicator <> '')"
_MET = """
    SELECT {what} FROM participation_meeting m
    WHERE m.municipality_id = %(place)s AND m.state = 'held' AND m.held_on BETWEEN %(first)s AND %(last)s
"""
_OWED = """
    SELECT round(coalesce(sum(l.amount), 0)) FROM participation_claim l
    WHERE l.municipality_id = %(place)s AND l.state <> 'declined'
      AND l.incurred_on BETWEEN %(first)s AND %(last)s AND l.kind IN ({kinds})
"""
_THERE = """
    SELECT {what} FROM participation_attendance a JOIN participation_meeting m ON m.id = a.meeting_id
    JOIN participation_assignment s ON s.id = a.assignment_id
    WHERE a.municipality_id = %(place)s AND a.was_present AND m.state = 'held'
      AND m.held_on BETWEEN %(first)s AND %(last)s
"""
_INVOLVING = """
    (SELECT m.project_id FROM participation_meeting m JOIN participation_attendance a ON a.meeting_id = m.id
     WHERE a.was_present AND m.state = 'held' AND m.held_on BETWEEN %(first)s AND %(last)s
     UNION SELECT c.project_id FROM participation_contribution c WHERE c.said_on BETWEEN %(first)s AND %(last)s)
"""
_UNITS = "SELECT count(*) FROM core_unit u WHERE u.municipality_id = %(place)s AND u.is_active"
_UNITS_IN = "{units} AND u.id IN (SELECT p.unit_id FROM projects_project p WHERE p.id IN {involving})"
_PROJECTS = """
    SELECT count(*) FROM projects_project p WHERE p.municipality_id = %(place)s
    AND p.state NOT IN ('proposed', 'cancelled') AND (p.ends_on IS NULL OR p.ends_on >= %(first)s)
    AND coalesce(p.starts_on, (p.created_at AT TIME ZONE 'Europe/Oslo')::date) <= %(last)s
"""
_VALUED = """
    SELECT round(coalesce(sum(m.{hours} * r.amount), 0)) FROM participation_meeting m
    JOIN participation_rate r ON r.municipality_id = m.municipality_id AND r.kind = '{kind}'
      AND r.valid_from <= m.held_on AND (r.valid_to IS NULL OR r.valid_to >= m.held_on)
    WHERE m.municipality_id = %(place)s AND m.state = 'held' AND m.held_on BETWEEN %(first)s AND %(last)s
"""
_SHARE = """
    SELECT round(coalesce(sum(ceil(paid * amount) / 100), 0)) FROM (
      SELECT sum(l.amount) AS paid, r.amount FROM participation_claim l
      JOIN participation_attendance a ON a.id = l.attendance_id JOIN participation_meeting m ON m.id = a.meeting_id
      JOIN participation_rate r ON r.municipality_id = l.municipality_id AND r.kind = 'employer_share'
        AND r.valid_from <= l.incurred_on AND (r.valid_to IS NULL OR r.valid_to >= l.incurred_on)
      WHERE l.municipality_id = %(place)s AND l.state <> 'declined' AND l.incurred_on BETWEEN %(first)s AND %(last)s
        AND l.kind IN ('fee', 'cancelled', 'preparation', 'travel_time')
      GROUP BY m.project_id, l.kind, l.incurred_on, r.amount) AS groups
"""


def _said(where: str) -> str:
    return _SAID.format(what="count(*)", where=f"AND {where}" if where else "")


def _step(table: str, more: str = "") -> str:
    return _said(_STEP.format(table=table, more=more))


def _changes(where: str) -> str:
    return _CHANGES.format(where=f"AND {where}" if where else "")


STATEMENTS: dict[str, str] = {
    "said": _said(""),
    "answered": _step("response"),
    "decided": _step("decision"),
    "changed": _step("change"),
    "measured": _said(
        "EXISTS (SELECT 1 FROM participation_change h JOIN participation_effect e ON e.change_id = h.id"
        " WHERE h.contribution_id = c.id AND e.indicator <> '')"
    ),
    "told": _step("told", "AND t.step <> 'received'"),
    "overdue": _said(f"c.due_on < %(today)s AND {_FIRST} IS NULL"),
    "unanswered": _said(f"{_FIRST} IS NULL"),
    "answered_in_time": _said(f"{_FIRST} <= c.due_on"),
    "days_to_answer": _SAID.format(
        what=f"percentile_cont(0.5) WITHIN GROUP (ORDER BY {_FIRST} - c.said_on)",
        where=f"AND {_FIRST} IS NOT NULL",
    ),
    "adopted": _said(f"{_LAST} = 'adopted'"),
    "partly_adopted": _said(f"{_LAST} = 'partly'"),
    "not_adopted": _said(f"{_LAST} = 'not_adopted'"),
    "parked": _said(f"{_LAST} = 'parked'"),
    "not_ours": _said(f"{_LAST} = 'not_ours'"),
    "changes": _changes(""),
    "changes_confirmed": _changes("h.evidence_level >= 2"),
    **{f"changes_at_level_{level}": _changes(f"h.evidence_level = {level}") for level in range(6)},
    "changes_service": _changes("h.outcome = 'service'"),
    "share_decisive": _changes("h.attribution = 'decisive'"),
    "changes_measured": _changes(_MEASURED),
    "changes_unintended": _changes("h.unintended <> ''"),
    "meetings": _MET.format(what="count(*)"),
    "professional_hours": _MET.format(what="sum(m.professional_hours)"),
    "facilitator_hours": _MET.format(what="sum(m.facilitator_hours)"),
    "professional_time": _VALUED.format(hours="professional_hours", kind="professional_hour"),
    "facilitator_time": _VALUED.format(hours="facilitator_hours", kind="facilitator_hour"),
    "meetings_with_representatives": _THERE.format(what="count(DISTINCT a.meeting_id)"),
    "hours_of_involvement": _THERE.format(what="sum(a.hours)"),
    "people_involved": _THERE.format(what="count(DISTINCT s.representative_id)"),
    "fees": _OWED.format(kinds="'fee', 'cancelled', 'preparation', 'travel_time'"),
    "travel": _OWED.format(kinds="'travel'"),
    "lost_earnings": _OWED.format(kinds="'lost_earnings'"),
    "other_expenses": _OWED.format(kinds="'expense'"),
    "employer_share": _SHARE,
    "units": _UNITS,
    "units_with_involvement": _UNITS_IN.format(units=_UNITS, involving=_INVOLVING),
    "projects": _PROJECTS,
    "projects_with_involvement": _PROJECTS + " AND p.id IN " + _INVOLVING,
    "parts_planned": "SELECT count(*) FROM projects_plannedrole r WHERE r.municipality_id = %(place)s",
}


def totals(place: int, year: int) -> dict[str, Any]:
    """Every total of a municipality and a year, as figures have them."""
    from django.db import connection

    given = {"place": place, "first": f"{year}-01-01", "last": f"{year}-12-31", "today": f"{year + 1}-02-01"}
    found = {}
    with connection.cursor() as cursor:
        for key, statement in STATEMENTS.items():
            cursor.execute(statement, given)
            found[key] = float(cursor.fetchone()[0])
    return found
