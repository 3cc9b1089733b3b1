"""The offline kit: the book, the lab, the data and paper in one zip for a USB stick."""
