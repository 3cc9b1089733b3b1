import math

import pytest

from course import models


@pytest.mark.parametrize("name", models.names())
class TestEveryModel:
    def test_starts_inside_its_own_ranges_and_runs(self, name):
        model = models.get(name)
        for item in model.inputs:
            assert set(item) == {"id", "label", "min", "max", "step", "start", "unit", "help"}
            assert item["min"] <= item["start"] <= item["max"], item["id"]
            steps = (item["start"] - item["min"]) / item["step"]
            assert steps == pytest.approx(round(steps)), f"{item['id']} starts between two steps"
        assert set(model.run({})) == {item["id"] for item in model.outputs}

    def test_results_are_numbers_or_none_at_every_corner(self, name):
        model = models.get(name)
        for item in model.inputs:
            for edge in (item["min"], item["max"]):
                try:
                    out = model.run({item["id"]: edge})
                except ValueError as problem:
                    assert str(problem)[0].isupper()
                    continue
                assert all(value is None or math.isfinite(value) for value in out.values()), (item["id"], edge)

    def test_refuses_what_it_does_not_know(self, name):
        model = models.get(name)
        first = model.inputs[0]
        with pytest.raises(ValueError, match="no input called"):
            model.run({"nonsense": 1})
        for bad in ("5", None, float("nan"), float("inf"), True, [1]):
            with pytest.raises(ValueError, match="needs a number"):
                model.run({first["id"]: bad})
        with pytest.raises(ValueError, match="must lie between"):
            model.run({first["id"]: first["max"] + 1})

    def test_says_what_it_assumes_and_cannot_tell(self, name):
        model = models.get(name)
        assert model.formula
        assert model.title
        assert model.source
        assert model.assumptions
        assert len(model.limits) >= 3
        assert "Source" in type(model).__doc__


def test_unknown_model():
    with pytest.raises(ValueError, match="The models are: remittance_cost"):
        models.get("gravity_of_the_moon")
