"""Invented data for the fictional Republic of Sandovia. Seeded: the same code always gives the same file."""
