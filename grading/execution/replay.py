"""Run cells in a child and put what they publish into the notebook, by nbclient's own rules."""

from __future__ import annotations

import base64
import secrets
import time
from collections.abc import Callable
from typing import Any

from nbclient.exceptions import DeadKernelError
from nbformat import NotebookNode
from nbformat.notebooknode import from_dict
from nbgrader import utils
from nbgrader.preprocessors import Execute

from grading.execution import quick
from grading.execution.frames import Closed, Unreadable
from grading.execution.process import CannotRun, Child

_DAY = 86_400.0
_START_SECONDS = 60
_AFTER_INTERRUPT_SECONDS = 5
_LEAST_BYTES = 100  # what a message without content counts
_DEEPEST = 60  # a display's data
_MOST_BYTES = 24 << 20  # what all cells of one run may publish, as JSON


class Run:
    """One child that runs some cells of a notebook.

    Args:
        client: The preprocessor: it is an nbclient ``NotebookClient`` and knows how a message becomes an output.
        child: The child, not yet heard.
        ends: When the time for all cells together is over (``time.monotonic``).

    Raises:
        CannotRun: The child could not enter the sandbox.
    """

    def __init__(self, client: Execute, child: Child, ends: float) -> None:
        self._client, self._child = client, child
        self._ends = ends
        self._bytes = _MOST_BYTES
        #: Why the child can run nothing more, or "".
        self.dead = ""
        #: What the run has changed that tests rely on.
        self.touched: list[str] = []
        self.usage: dict[str, Any] = {}
        try:
            first = child.next(_START_SECONDS)
        except (TimeoutError, Closed, Unreadable) as problem:
            raise CannotRun(f"A sandboxed process did not start ({problem}).") from problem
        if first.get("is") != "ready":
            raise CannotRun(f"A sandboxed process could not start: {first.get('reason')}")
        self.language_info = from_dict(first["language_info"])

    def cell(
        self,
        cell: NotebookNode,
        index: int,
        count: int,
        trainee: Run | None = None,
        imports: str = "",
        alone: bool = False,
    ) -> None:
        """Run one cell; its outputs and its number are replaced.

        Args:
            cell: The cell.
            index: Its place in the notebook.
            count: The number that it gets.
            trainee: For a test that runs apart: the run that answers its questions.
            imports: For such a test: import statements of the course.
            alone: End every other process of the child's sandbox first.
        """
        cell.outputs = []
        # what another process showed here before cannot be shown again later
        self._client.clear_display_id_mapping(index)
        cell.execution_count = None
        cell.metadata["execution"] = {}
        self._client.clear_before_next_output = False
        if not self.dead:
            order = {"do": "run", "source": cell.source, "count": count, "alone": alone}
            if utils.is_locked(cell):  # nbgrader has just given it the course's text
                order["known"] = quick.known(cell.source)
            try:
                self._one(cell, index, order | ({"imports": imports} if trainee else {}), trainee)
                return
            except (DeadKernelError, Closed, Unreadable, OSError) as problem:
                self.dead = str(problem) or "the process has ended"
        if not any(output.output_type == "error" for output in cell.outputs):
            text = f"DeadKernelError: this cell could not run to its end ({self.dead[:200]})"
            cell.outputs.append(
                NotebookNode(output_type="error", ename="DeadKernelError", evalue=self.dead[:200], traceback=[text])
            )

    def _one(self, cell: NotebookNode, index: int, order: dict[str, Any], trainee: Run | None) -> None:
        cell.execution_count = order["count"]

        def take(message: dict[str, Any]) -> bool:
            if message.get("is") == "output":
                self._publish(message, cell, index)
            elif message.get("is") == "ask" and trainee is not None:
                answer = trainee.tell(message.get("ask"))
                self._child.send({"do": "told", "number": message.get("number"), "answer": answer})
            return message.get("is") == "reply"

        message, interrupted = self._until(order, self._client._get_timeout(cell), take)
        reply = _reply(message)
        if interrupted:
            reply = {"content": {**self._client.error_on_timeout, "status": "error"}}
        self._client.on_cell_executed(cell=cell, cell_index=index, execute_reply=reply)

    def tell(self, ask: Any) -> dict[str, Any]:
        """What the trainee's process answers to a question of a test; its end and its silence are answers, too."""
        if not self.dead:
            order = {"do": "tell", "ask": ask, "alone": ask.get("op") == "names"}
            try:
                message, interrupted = self._until(order, self._client.timeout, lambda one: one.get("is") == "told")
                if interrupted:
                    return {"error": "builtins.TimeoutError", "text": "the time for this test was over"}
                answer = message.get("answer")
                return answer if isinstance(answer, dict) else {}
            except (DeadKernelError, Closed, Unreadable, OSError) as problem:
                self.dead = str(problem) or "the process has ended"
        return {"error": "grading.NotRunning", "text": f"the notebook could not run to its end ({self.dead[:200]})"}

    def _until(
        self, order: dict[str, Any], timeout: float | None, take: Callable[[dict[str, Any]], bool]
    ) -> tuple[dict[str, Any], bool]:
        """Give an order and hear the child until ``take`` says that a message is the last one.

        Returns:
            That message, and whether the child had to be interrupted.
        """
        token = secrets.token_hex(8)
        end = min(self._ends, time.monotonic() + (timeout or _DAY))
        if end <= time.monotonic():
            raise DeadKernelError("the time for this submission is over")
        self._child.send(order | {"token": token})
        interrupted = False
        while True:
            try:
                message = self._child.next(end - time.monotonic())
            except TimeoutError:
                if interrupted:
                    self._child.close()
                    raise DeadKernelError("it did not stop when its time was over") from None
                self._client.log.error("Timeout waiting for execute reply (%is).", timeout or 0)
                self._child.interrupt()
                interrupted, end = True, time.monotonic() + _AFTER_INTERRUPT_SECONDS
                continue
            if message.get("is") == "failed":
                raise DeadKernelError(str(message.get("reason"))[:200])
            if message.get("is") in ("reply", "told"):
                if message.get("token") != token:
                    self._touch(["the grader's connection"])
                    raise DeadKernelError("something else than the notebook answered")
                self._touch(message.get("touched"))
            if take(message):
                return message, interrupted

    def _touch(self, names: Any) -> None:
        names = names if isinstance(names, list) else []
        self.touched = sorted({*self.touched, *(str(name)[:200] for name in names)})[:20]

    def _publish(self, message: dict[str, Any], cell: NotebookNode, index: int) -> None:
        said = [message.get(name) for name in ("content", "metadata", "buffers")]
        content = said[0]
        if not isinstance(content, dict) or _is_deep(said):
            raise Unreadable("an output without content, or nested too deeply")
        self._bytes -= _LEAST_BYTES + sum(len(str(part)) for part in said if part)
        if self._bytes < 0:
            self._child.close()
            raise DeadKernelError("it printed too much")
        if isinstance(content.get("data"), dict):
            content["data"] = {str(name): _held(str(name), value) for name, value in content["data"].items()}
        if "execution_count" in content:
            content["execution_count"] = cell.execution_count
        kind = str(message.get("kind"))
        parts = {"content": content, "metadata": message.get("metadata") or {}, "msg_type": kind}
        parts |= {"header": {"msg_type": kind, "date": ""}, "parent_header": {}}
        try:
            parts["buffers"] = [base64.b64decode(one) for one in message.get("buffers") or []]
            _check(kind, content, parts["metadata"])
            self._client.process_message(parts, cell, index)
        except (LookupError, TypeError, ValueError, AttributeError) as problem:
            # what no notebook can hold: a widget's message without the widget, or something forged
            self._client.log.debug("An output was left out (%s)", type(problem).__name__)

    def end(self) -> None:
        """Let the child end, and take it away if it will not."""
        try:
            if not self.dead:
                self._child.send({"do": "end"})
                while (message := self._child.next(2)).get("is") != "end":
                    pass
                self.usage = message
        except (TimeoutError, Closed, Unreadable, OSError):
            pass
        finally:
            self._child.close()


def _check(kind: str, content: dict[str, Any], metadata: Any) -> None:
    """Refuse what no kernel says, and no notebook could hold.

    Raises:
        TypeError: A part is of another type.
    """
    texts = {"stream": ("name", "text"), "error": ("ename", "evalue")}.get(kind, ())
    tables = ("data", "metadata") if kind in ("display_data", "execute_result", "update_display_data") else ()
    lines = content.get("traceback", [])
    if (
        not all(isinstance(content.get(name, ""), str) for name in texts)
        or not all(isinstance(content.get(name, {}), dict) for name in tables)
        or not isinstance(metadata, dict)
        or not (isinstance(lines, list) and all(isinstance(line, str) for line in lines))
        or (kind == "stream" and content.get("name") not in ("stdout", "stderr"))
    ):
        raise TypeError(f"no {kind}")


def _is_deep(value: Any, left: int = _DEEPEST) -> bool:
    """True for what is nested more deeply than libraries can walk through."""
    if isinstance(value, dict):
        value = value.values()
    elif not isinstance(value, list):
        return False
    return not left or any(_is_deep(one, left - 1) for one in value)


def _held(kind: str, value: Any) -> Any:
    """A value that a notebook can hold: anything for a kind of JSON, else text."""
    if isinstance(value, str) or kind == "application/json" or kind.endswith("+json"):
        return value
    if isinstance(value, list) and all(isinstance(line, str) for line in value):
        return value
    return str(value)


def _reply(message: dict[str, Any]) -> dict[str, Any]:
    """The reply in the form that nbgrader reads, whatever the child has sent."""
    content = message.get("content")
    content = content if isinstance(content, dict) else {}
    reply = {"status": "error" if content.get("status") != "ok" else "ok"}
    reply |= {name: str(content.get(name, ""))[:2000] for name in ("ename", "evalue")}
    lines = content.get("traceback")
    reply["traceback"] = [str(line) for line in lines] if isinstance(lines, list) else []
    return {"content": reply}
