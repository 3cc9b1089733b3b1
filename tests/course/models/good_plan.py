"""A small logframe and a small implementation plan that keep all rules; tests break one thing at a time."""

from __future__ import annotations

from typing import Any


def _indicator(id: str, result: str, people: str, baseline: float, target: float, by: list[str]) -> dict[str, Any]:
    return {
        "id": id, "result": result, "text": f"Indicator of {result}", "unit": "%", "people": people,
        "baseline": baseline, "baseline_year": 2025, "target": target, "date": "2028-12-31", "by": by,
        "means": "Register of the office",
    }  # fmt: skip


LOGFRAME: dict[str, Any] = {
    "country": "Republic of Sandovia",
    "goal": "Women and men who return find work that uses their skills.",
    "results": [
        {"id": "OC1", "level": "outcome", "text": "Returnees work in their own occupation", "priority": "p1",
         "assumption": "Firms go on hiring"},
        {"id": "OP1", "level": "output", "text": "Certificates from abroad are decided within six months",
         "under": "OC1", "assumption": "The law is passed"},
        {"id": "OP2", "level": "output", "text": "Ten offices have a desk for returnees", "under": "oc1 ",
         "assumption": "Returnees hear of it"},
    ],
    "indicators": [
        _indicator("I1", "OC1", "yes", 31, 55, ["sex", "age"]),
        _indicator("I2", "OP1", "no", 20, 80, ["none"]),
        _indicator("I3", "OP2", "no", 0, 10, ["place"]),
    ],
}  # fmt: skip


def _activity(id: str, output: str, start: str, end: str, line: str, cost: float, after: str = "") -> dict[str, Any]:
    return {"id": id, "text": f"Activity {id}", "output": output, "responsible": "labour", "start": start, "end": end,
            "line": line, "cost": cost, **({"after": after} if after else {})}  # fmt: skip


EIGHT = "One two three four five six seven eight words."
WORK_PLAN: dict[str, Any] = {
    "country": "Republic of Sandovia", "start": "2027-01-01", "end": "2028-12-31",
    "rationale": EIGHT, "roles": EIGHT, "money": EIGHT, "total": 90000,
    "lines": [
        {"id": "B1", "text": "Rules and staff", "amount": 40000, "source": "state"},
        {"id": "B2", "text": "Desks", "amount": 30000, "source": "grant"},
        {"id": "B3", "text": "Monitoring", "amount": 20000, "source": "state"},
    ],
    "activities": [
        _activity("A1", "OP1", "2027-01-15", "2027-04-30", "B1", 30000),
        _activity("A2", "OP1", "2027-02-01", "2027-06-30", "B1", 10000),
        _activity("A3", "OP2", "2027-07-01", "2028-03-31", "B2", 30000, "A1; a2"),
        _activity("A4", "OP2", "2028-04-01", "2028-12-31", "B3", 20000, "A3"),
    ],
    "monitoring": EIGHT, "review": "2027-12-31",
    "risks": [
        {"about": "rights", "risk": "Papers are asked for", "chance": "low", "answer": "A rule", "owner": "rights"},
        {"about": "money", "risk": "Late budget", "chance": "middle", "answer": "Reserve", "owner": "finance"},
        {"about": "data", "risk": "Names leak", "chance": "low", "answer": "No names", "owner": "statistics"},
    ],
    "safeguards": EIGHT,
}  # fmt: skip
