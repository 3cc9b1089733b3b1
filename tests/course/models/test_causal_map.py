"""Loops of a causal map, counted by hand."""

from course.models.causal_map import Loop, loops, missing


def arrow(start: str, end: str, sign: str = "plus", **more: str) -> dict[str, str]:
    return {"from": start, "to": end, "sign": sign, **more}


def test_two_arrows_that_come_back():
    there, back = arrow("Emigration", "Schooling"), arrow("schooling ", "Emigration")
    assert loops([there, back]) == [Loop(("Emigration", "Schooling"), "reinforcing")]
    assert loops([there, {**back, "sign": "minus"}])[0].kind == "balancing"
    assert loops([{**there, "sign": "minus"}, {**back, "sign": "minus"}])[0].kind == "reinforcing"


def test_a_chain_is_no_loop():
    assert loops([arrow("a", "b"), arrow("b", "c"), arrow("a", "c")]) == []


def test_each_loop_is_found_once():
    ring = [arrow("a", "b"), arrow("b", "c"), arrow("c", "a", "minus"), arrow("b", "a")]
    assert {loop.boxes: loop.kind for loop in loops(ring)} == {("a", "b", "c"): "balancing", ("a", "b"): "reinforcing"}


def test_odd_arrows_are_left_out():
    assert loops([arrow("a", "a"), arrow("", "b"), arrow("b", "")]) == []
    assert loops([arrow("a", "b"), arrow("A", "B", "minus"), arrow("b", "a")]) == [Loop(("a", "b"), "reinforcing")]


def test_what_is_missing():
    assert missing([]) == {"arrows": 6, "md": 2, "dm": 2, "source": 0}
    full = [arrow("a", "b", direction=way, source="R26") for way in ("md", "md", "md", "md", "dm", "dm")]
    assert missing(full) == {"arrows": 0, "md": 0, "dm": 0, "source": 0}
    assert missing([*full[:5], {**full[5], "source": " "}])["source"] == 1
