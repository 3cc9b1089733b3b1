"""nbgrader on a person's own server: the Assignment List, ``nbgrader fetch_assignment``, ``submit`` and so on."""

import os

from course.classroom.exchange.client.configure import use_http_exchange
from course.classroom.variables import COURSE
from course.hand_in import COURSE_ID, IGNORED, MAX_FILE_KB, MAX_SUBMISSION_KB

c = get_config()  # noqa: F821 - nbgrader brings it

use_http_exchange(c)
c.CourseDirectory.course_id = os.environ.get(COURSE) or COURSE_ID
c.CourseDirectory.ignore = list(IGNORED)
c.CourseDirectory.max_file_size = MAX_FILE_KB
c.CourseDirectory.max_dir_size = MAX_SUBMISSION_KB
