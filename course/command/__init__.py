"""The commands behind ``make``. Standard library only, because they run before ``.venv`` exists."""
