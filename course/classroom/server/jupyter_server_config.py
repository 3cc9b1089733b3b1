"""Settings of a person's own server: lean, without what only trainers or programmers use."""

import importlib.util
import os
from pathlib import Path

from jupyter_core.paths import jupyter_config_dir

from course.classroom.variables import IDLE_KERNEL, TITLE
from course.classroom.warm import kernels
from course.i18n import _, direction, language

c = get_config()  # noqa: F821 - Jupyter brings it

# Kernels talk through files in a private folder: ports cannot collide, and nobody else on the machine can knock.
c.KernelManager.transport = "ipc"
c.AsyncKernelManager.transport = "ipc"
c.MultiKernelManager.default_kernel_name = "python3"

kernels.use()

# A page that is closed leaves its kernel behind. Recorded answers are files; a calculation that nobody sees may end.
c.MappingKernelManager.cull_idle_timeout = int(os.environ.get(IDLE_KERNEL) or 0)
c.MappingKernelManager.cull_interval = 60

c.ServerApp.jpserver_extensions = {
    "course.classroom.lessons": True,
    "course.classroom.my_course": importlib.util.find_spec("course.classroom.my_course") is not None,
    "jupyter_lsp": False,
    "jupyter_server_terminals": False,
    "notebook": False,
    "notebook_shim": False,
    "nbgrader.server_extensions.formgrader": False,
    "nbgrader.server_extensions.course_list": False,
}
# what goes wrong is said in our words, on a page that looks like the others
c.ServerApp.extra_template_paths = [str(Path(__file__).with_name("templates"))]
c.ServerApp.jinja_template_vars = {
    "_": _,
    "course_language": language(),
    "course_direction": direction(),
    "course_title": _(os.environ.get(TITLE) or "My course"),
}
c.ServerApp.terminals_enabled = False
# A page or a file is sent in pieces or is small; Jupyter would keep 512 MB of a stranger's request in memory.
c.ServerApp.max_body_size = c.ServerApp.max_buffer_size = 30_000_000
# JupyterLab decides where open pages and settings are kept when it is loaded: a forked server would take the nursery's
# folder, and everybody would share it.
c.LabApp.workspaces_dir = str(Path(jupyter_config_dir(), "lab", "workspaces"))
c.LabApp.user_settings_dir = str(Path(jupyter_config_dir(), "lab", "user-settings"))
c.LabApp.news_url = None
c.LabApp.check_for_updates_class = "jupyterlab.NeverCheckForUpdate"
c.LabApp.extension_manager = "readonly"
c.ContentsManager.allow_hidden = False
