"""Each number with a unit in the prose is proved in the module file, and the proof still holds."""

import ast
import operator
import re

import pytest

from course import data
from tests.modules import module_reading as reading

PROOFS = {"table", "published", "source", "worked", "example"}
FIGURES = [(module, figure) for module in reading.module_names() for figure in reading.about(module).get("figure", [])]
each_figure = pytest.mark.parametrize(("module", "figure"), FIGURES, ids=[f["text"] for _module, f in FIGURES])

_OPERATIONS = {ast.Add: operator.add, ast.Sub: operator.sub, ast.Mult: operator.mul, ast.Div: operator.truediv}


def _arithmetic(text: str) -> float:
    def value(node: ast.AST) -> float:
        if isinstance(node, ast.BinOp):
            return _OPERATIONS[type(node.op)](value(node.left), value(node.right))
        assert isinstance(node, ast.Constant) and isinstance(node.value, int | float), text
        return node.value

    return value(ast.parse(text, mode="eval").body)


def _printed(text: str) -> tuple[float, int]:
    """The number in a figure's text and how many decimals it shows."""
    number = re.search(r"\d[\d,]*(?:\.(\d+))?", text)
    return float(number.group().replace(",", "")), len(number.group(1) or "")


def _agrees(text: str, computed: float) -> bool:
    printed, digits = _printed(text)
    return abs(abs(computed) - printed) <= 0.5 * 10**-digits + 1e-9


def _from_table(figure: dict) -> float:
    frame = data.load(figure["table"])
    for column, wanted in figure["where"].items():
        frame = frame[frame[column] == wanted]
    values = frame.eval(figure["column"])
    if not figure.get("sum"):
        assert len(values) == 1, f"{figure['text']}: {len(values)} rows"
    return float(values.sum()) / figure.get("scale", 1)


@pytest.mark.parametrize("module", reading.module_names())
def test_every_figure_in_the_prose_is_proved(module):
    proved = {figure["text"] for figure in reading.about(module).get("figure", [])}
    for words in reading.visible_words(module):
        for text in reading.figures_in(words.text):
            assert text in proved, f"{words.cell}: {text!r} has no [[figure]] in module.toml"


@each_figure
def test_a_figure_has_one_proof_and_is_used(module, figure):
    assert len(PROOFS & set(figure)) == 1, figure
    seen = " ".join(re.sub(r"[\s*]+", " ", words.text) for words in reading.visible_words(module))
    assert figure["text"] in seen, "no longer in the prose"


@each_figure
def test_a_figure_agrees_with_its_proof(module, figure):
    if "table" in figure:
        assert _agrees(figure["text"], _from_table(figure)), _from_table(figure)
        if "digits" in figure:
            assert _printed(figure["text"])[1] == figure["digits"]
    elif "published" in figure:
        assert _agrees(figure["text"], data.figure(figure["published"]).value)
    elif "worked" in figure:
        assert _agrees(figure["text"], _arithmetic(figure["worked"]))
    elif "source" in figure:
        known = {source["id"]: source for source in reading.about(module)["source"]}
        assert known[figure["source"]]["seen"]
    else:
        assert figure["example"].strip()


@pytest.mark.parametrize("module", reading.module_names())
def test_every_cited_source_stands_in_the_list_of_the_lesson(module):
    texts = {words.cell: words.text for words in reading.visible_words(module) if words.kind == "prose"}
    listed = re.findall(r"^- \[(R\d+)\]", next(text for text in texts.values() if "## Sources" in text), re.MULTILINE)
    cited = {code for text in texts.values() for code in re.findall(r"\bR\d{2,3}\b", text)}
    assert cited == set(listed)
    assert listed == sorted(listed, key=lambda code: int(code[1:]))


def test_the_reader_finds_numbers_with_units():
    text = "In 2012 USD 401 billion, 12.4 %, 35–75 %, `5 %` and $k = 3\\,\\%$ of USD 1,200.50; 3 times, R36."
    assert reading.figures_in(text) == ["USD 401 billion", "12.4 %", "35–75 %", "USD 1,200.50", "3 times"]
