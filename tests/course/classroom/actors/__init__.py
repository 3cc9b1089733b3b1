"""People of a classroom, as tests play them in a browser: with mouse, finger or keyboard, through the pages alone."""
