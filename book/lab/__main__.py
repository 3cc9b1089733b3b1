"""``python -m book.lab``."""

import sys

from book.lab.build import main

sys.exit(main())
