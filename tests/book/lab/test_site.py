"""The pages of the browser lab that JupyterLite writes."""

import pytest

from book.lab import site
from book.lab.sources import Missing

PAGE = "<!DOCTYPE html>\n<html>\n  <head>\n    <title>Jupyter Notebook - Notebooks</title>\n  </head></html>"


def test_a_page_gets_its_language_title_and_icon() -> None:
    icon = site._ICON.search(site.LAYOUT.read_text("utf-8"))
    assert icon and icon[0].startswith('<link rel="icon" href="data:image/svg+xml,')
    page = site.dressed(PAGE, icon[0])
    assert '<html lang="en">' in page and icon[0] in page
    assert f"<title>{site.TITLE}</title>" in page and "Jupyter Notebook" not in page


def test_another_jupyterlite_is_noticed() -> None:
    with pytest.raises(Missing, match="JupyterLite has changed"):
        site.dressed("<!DOCTYPE html>\n<html class='x'><head></head></html>", "")
