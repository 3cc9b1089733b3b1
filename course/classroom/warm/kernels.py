"""Kernels from the nursery: Jupyter manages them as always, only the process starts in another way."""

from __future__ import annotations

import os
from typing import Any

from jupyter_client.connect import KernelConnectionInfo
from jupyter_client.provisioning import KernelProvisionerFactory, LocalProvisioner

from course.classroom.warm.fork import NoNursery, fork

_KERNEL = ["-m", "ipykernel_launcher"]
#: No file of everything that was ever executed (with a thread that writes it); names are completed by looking at
#: objects, not by Jedi, which takes 60 MB and four seconds at the first Tab.
_LEAN = ["--HistoryManager.enabled=False", "--IPCompleter.use_jedi=False"]


class WarmProvisioner(LocalProvisioner):
    """Asks the nursery for the kernel of the course; other kernels, and when it is away, start as always."""

    async def launch_kernel(self, cmd: list[str], **kwargs: Any) -> KernelConnectionInfo:
        """Start the kernel."""
        place = next((n for n in range(len(cmd) - 1) if cmd[n : n + 2] == _KERNEL), None)
        environment = kwargs.get("env") or {}
        if place is None:
            return await super().launch_kernel(cmd, **kwargs)
        cmd = [*cmd, *_LEAN]
        self.cwd = kwargs.get("cwd") or os.getcwd()  # noqa: PTH109
        try:
            self.process = fork(
                "kernel", cmd[place + 2 :], {**environment, "JPY_PARENT_PID": str(os.getpid())}, self.cwd
            )
        except NoNursery as why:
            self.log.info("The kernel starts in the ordinary way: %s", why)
            return await super().launch_kernel(cmd, **kwargs)
        self.pid = self.pgid = self.process.pid
        return self.connection_info


class Factory(KernelProvisionerFactory):
    """Gives :class:`WarmProvisioner` where Jupyter would give its local one."""

    def create_provisioner_instance(self, kernel_id: str, kernel_spec: Any, parent: Any) -> Any:
        """The provisioner of a kernel."""
        made = super().create_provisioner_instance(kernel_id, kernel_spec, parent)
        if type(made) is not LocalProvisioner:
            return made
        return WarmProvisioner(kernel_id=kernel_id, kernel_spec=kernel_spec, parent=parent)


def use() -> None:
    """Let all kernels of this server come from the nursery where it can give them."""
    Factory.instance()  # a subclass's only instance is that of its parent class, too
