"""Settings of a person's own server: lean, without what only trainers or programmers use."""

import importlib.util
import os

c = get_config()  # noqa: F821 - Jupyter brings it

# Kernels talk through files in a private folder: ports cannot collide, and nobody else on the machine can knock.
c.KernelManager.transport = "ipc"
c.AsyncKernelManager.transport = "ipc"
c.MultiKernelManager.default_kernel_name = "python3"

if os.environ.get("COURSE_NURSERY"):
    from course.classroom.warm import kernels

    kernels.use()

c.ServerApp.jpserver_extensions = {
    "course.classroom.server_pages": True,
    "course.classroom.my_course": importlib.util.find_spec("course.classroom.my_course") is not None,
    "jupyter_lsp": False,
    "notebook": False,
    "notebook_shim": False,
    "nbgrader.server_extensions.formgrader": False,
    "nbgrader.server_extensions.course_list": False,
}
c.ServerApp.terminals_enabled = False
c.LabApp.news_url = None
c.LabApp.check_for_updates_class = "jupyterlab.NeverCheckForUpdate"
c.LabApp.extension_manager = "readonly"
c.ContentsManager.allow_hidden = False
