"""Run cells in a child and put what they publish into the notebook, by nbclient's own rules."""

from __future__ import annotations

import base64
from typing import Any

from nbclient.exceptions import DeadKernelError
from nbformat import NotebookNode
from nbformat.notebooknode import from_dict
from nbgrader.preprocessors import Execute

from grading.execution.frames import Closed, Unreadable
from grading.execution.process import CannotRun, Child

_START_SECONDS = 60
_AFTER_INTERRUPT_SECONDS = 5
_MOST_BYTES = 24 << 20  # what all cells of one run may publish, as JSON


class Run:
    """One child that runs some cells of a notebook.

    Args:
        client: The preprocessor: it is an nbclient ``NotebookClient`` and knows how a message becomes an output.
        child: The child, not yet heard.
        seconds_in_all: Time for all cells together.

    Raises:
        CannotRun: The child could not enter the sandbox.
    """

    def __init__(self, client: Execute, child: Child, seconds_in_all: float) -> None:
        self._client, self._child = client, child
        self._left = seconds_in_all
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

    def cell(self, cell: NotebookNode, index: int, count: int) -> None:
        """Run one cell; its outputs and its number are replaced."""
        cell.outputs = []
        cell.execution_count = None
        cell.metadata["execution"] = {}
        self._client.clear_before_next_output = False
        if not self.dead:
            try:
                self._one(cell, index, count)
                return
            except (DeadKernelError, Closed, Unreadable, OSError) as problem:
                self.dead = str(problem) or "the process has ended"
        if not any(output.output_type == "error" for output in cell.outputs):
            text = f"DeadKernelError: this cell could not run to its end ({self.dead[:200]})"
            cell.outputs.append(
                NotebookNode(output_type="error", ename="DeadKernelError", evalue=self.dead[:200], traceback=[text])
            )

    def _one(self, cell: NotebookNode, index: int, count: int) -> None:
        cell.execution_count = count
        seconds = min(self._client._get_timeout(cell) or self._left, self._left)
        if seconds <= 0:
            raise DeadKernelError("the time for this submission is over")
        self._child.send({"do": "run", "source": cell.source, "count": count})
        interrupted = False
        while True:
            try:
                message = self._child.next(seconds)
            except TimeoutError:
                if interrupted:
                    self._child.close()
                    raise DeadKernelError("it did not stop when its time was over") from None
                self._client.log.error("Timeout waiting for execute reply (%is).", seconds)
                self._child.interrupt()
                interrupted, seconds = True, _AFTER_INTERRUPT_SECONDS
                continue
            if message.get("is") == "output":
                self._publish(message, cell, index)
            elif message.get("is") == "reply":
                break
            elif message.get("is") == "failed":
                raise DeadKernelError(str(message.get("reason"))[:200])
        reply = _reply(message)
        self.touched = sorted({*self.touched, *map(str, message.get("touched", []))})[:20]
        if interrupted:
            reply = {"content": {**self._client.error_on_timeout, "status": "error"}}
        self._client.on_cell_executed(cell=cell, cell_index=index, execute_reply=reply)

    def _publish(self, message: dict[str, Any], cell: NotebookNode, index: int) -> None:
        self._bytes -= sum(len(str(part)) for part in (message.get("content"), message.get("buffers")))
        if self._bytes < 0:
            self._child.close()
            raise DeadKernelError("it printed too much")
        content = message.get("content")
        if not isinstance(content, dict):
            raise Unreadable("an output without content")
        if "execution_count" in content:
            content["execution_count"] = cell.execution_count
        kind = str(message.get("kind"))
        parts = {"content": content, "metadata": message.get("metadata") or {}, "msg_type": kind}
        parts |= {"header": {"msg_type": kind, "date": ""}, "parent_header": {}}
        parts["buffers"] = [base64.b64decode(one) for one in message.get("buffers") or []]
        try:
            self._client.process_message(parts, cell, index)
        except (KeyError, TypeError, ValueError, AttributeError) as problem:
            raise Unreadable(f"an output that no notebook can hold ({type(problem).__name__})") from problem

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


def _reply(message: dict[str, Any]) -> dict[str, Any]:
    """The reply in the form that nbgrader reads, whatever the child has sent."""
    content = message.get("content")
    content = content if isinstance(content, dict) else {}
    reply = {"status": "error" if content.get("status") != "ok" else "ok"}
    reply |= {name: str(content.get(name, ""))[:2000] for name in ("ename", "evalue")}
    lines = content.get("traceback")
    reply["traceback"] = [str(line) for line in lines] if isinstance(lines, list) else []
    return {"content": reply}
