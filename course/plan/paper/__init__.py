"""The plan as a document: one description (``document``), three writers (``word``, ``page``, ``pdf``)."""
