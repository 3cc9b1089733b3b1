"""Why the classroom does not answer: what each answer of the server means."""

from __future__ import annotations

import json

import pytest

from course.lab import words
from tests.course.lab.test_zip_js import ZIP, node

REACH = ZIP.with_name("reach.js")


@pytest.mark.parametrize(
    ("reply", "reason"),
    [
        ({"ok": True, "status": 200}, ""),
        ({"status": 403}, "signed_out"),
        ({"status": 0, "type": "opaqueredirect"}, "closed"),  # to the hub: there is no server
        ({"status": 424}, "closed"),
        ({"status": 502}, "away"),
        (None, "away"),
    ],
)
def test_each_answer_has_its_reason(reply: dict[str, object] | None, reason: str) -> None:
    script = f"""
        import {{ whyAway }} from {json.dumps(REACH.as_uri())};
        const reply = {json.dumps(reply)};
        const ask = async () => {{ if (!reply) throw new TypeError("Failed to fetch"); return reply; }};
        console.log(await whyAway("/user/lena/", ask));"""
    assert node(script).decode().strip() == reason


def test_each_reason_has_its_words() -> None:
    reasons = {"away", "signed_out", "closed", "reload", "back"}
    wanted = reasons | {f"{one}_link" for one in ("signed_out", "closed", "reload")}
    assert {name.removeprefix("reach_") for name in words.words() if name.startswith("reach_")} == wanted
