"""``python -m book.kit``."""

import sys

from book.kit.build import main

sys.exit(main())
