"""The zip files of the browser lab, against Python's own zipfile."""

from __future__ import annotations

import io
import json
import subprocess
import zipfile
from pathlib import Path

import pytest

ZIP = Path(__file__).parents[3] / "course" / "lab" / "extension" / "static" / "zip.js"
WORK = ZIP.with_name("my_work.js")
FILES = {"answers.json": '{"schema": 1}', "Größe.txt": "é" * 3000, "empty": ""}


def node(script: str, given: bytes = b"") -> bytes:
    """Output of an ES module in Node, with ``given`` as its input."""
    made = subprocess.run(["node", "--input-type=module", "-e", script], input=given, capture_output=True, check=False)
    assert made.returncode == 0, made.stderr.decode()[-2000:]
    return made.stdout


def test_python_reads_what_javascript_packs() -> None:
    script = f"""
        import {{ makeZip }} from {json.dumps(ZIP.as_uri())};
        const given = Object.entries({json.dumps(FILES)});
        const files = Object.fromEntries(given.map(([name, text]) => [name, new TextEncoder().encode(text)]));
        process.stdout.write(Buffer.from(await makeZip(files).arrayBuffer()));"""
    with zipfile.ZipFile(io.BytesIO(node(script))) as packed:
        assert packed.testzip() is None
        assert {name: packed.read(name).decode() for name in packed.namelist()} == FILES


READ = f"""
    import {{ readZip }} from {json.dumps(ZIP.as_uri())};
    const parts = [];
    for await (const part of process.stdin) parts.push(part);
    const bytes = new Uint8Array(Buffer.concat(parts));
    try {{
      const files = await readZip(bytes);
      const texts = Object.entries(files).map(([name, content]) => [name, new TextDecoder().decode(content)]);
      console.log(JSON.stringify(Object.fromEntries(texts)));
    }} catch (problem) {{ console.log(JSON.stringify("refused")); }}"""


@pytest.mark.parametrize("kind", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])
def test_javascript_reads_what_others_pack(kind: int) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", kind) as made:
        for name, text in FILES.items():
            made.writestr(f"m10_remittances/{name}", text)
    assert json.loads(node(READ, packed.getvalue())) == FILES


def test_a_damaged_file_is_refused() -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as made:
        made.writestr("answers.json", "A" * 500)
    damaged = packed.getvalue().replace(b"AAAA", b"AAAB", 1)
    assert json.loads(node(READ, damaged)) == "refused"
    assert json.loads(node(READ, b"no zip at all")) == "refused"


def test_the_button_refuses_files_that_are_no_work() -> None:
    words = json.loads(WORK.with_name("my_work.en.json").read_text("utf-8"))
    chosen = {
        "answers.json": ['{"schema": 1, "answers": {}}', '{"other": 1}', "not json"],
        "holiday.json": ["{}"],
        "work.zip": ["no zip"],
    }
    script = f"""
        import {{ usable }} from {json.dumps(WORK.as_uri())};
        const words = {json.dumps(words)}, said = [];
        for (const [name, texts] of Object.entries({json.dumps(chosen)})) for (const text of texts) {{
          const found = usable([new File([text], name)], words);
          said.push(await found.then((files) => Object.keys(files).join(), (problem) => problem.message));
        }}
        console.log(JSON.stringify(said));"""
    damaged = words["reason_json"].replace("{name}", "answers.json")
    assert json.loads(node(script)) == ["answers.json", damaged, damaged, words["reason_empty"], words["reason_zip"]]
