"""The commands behind ``make``: set up, start, test, clean. Standard library only, because they run before ``.venv``."""
