"""Lets the tests of the modules share what they read (``import module_reading``)."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
