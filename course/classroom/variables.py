"""Variables of the environment by which the classroom's programs tell each other what they need.

The hub, the keeper or the chart sets them; those that people set are in the READMEs. Kernels import this file, so it
needs nothing.
"""

from __future__ import annotations

#: Folder of the classroom: of every process.
FOLDER = "COURSE_CLASSROOM"
#: The mark by which `down` finds every process.
OWNER = "COURSE_CLASSROOM_ID"
#: File of the settings, where they are not in the folder: in a cluster.
SETTINGS = "COURSE_SETTINGS"
#: Id and title of the course of a person's server or of trainers' pages.
COURSE, TITLE = "COURSE_ID", "COURSE_TITLE"
#: ``trainee`` or ``trainer``: the person's role in that course.
ROLE = "COURSE_ROLE"
#: Folder of the pages that trainees of that course receive.
RELEASE = "COURSE_RELEASE"
#: nbgrader's course folder; and the address of the gradebook if it is not a file there, as
#: ``postgresql+psycopg://user:password@host/name``. nbgrader and our commands read it; submissions never see it.
COURSE_FOLDER, GRADEBOOK = "COURSE_FOLDER", "COURSE_GRADEBOOK"
#: Address of the exchange, as a program of the classroom reaches it; the hub's token opens it.
EXCHANGE_URL, TOKEN = "COURSE_EXCHANGE_URL", "JUPYTERHUB_API_TOKEN"
#: The exchange's own database, and limits of it as JSON.
EXCHANGE_DATABASE, EXCHANGE_LIMITS = "COURSE_EXCHANGE_DATABASE", "COURSE_EXCHANGE_LIMITS"
#: A kernel whose page is closed ends after so many seconds without work.
IDLE_KERNEL = "COURSE_IDLE_KERNEL_S"
