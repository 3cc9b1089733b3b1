"""Makes every table and the manifest: ``python -m datasets.derive --from FOLDER``."""
