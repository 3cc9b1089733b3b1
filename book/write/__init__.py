"""Pages that are made from data, and the table of contents."""
