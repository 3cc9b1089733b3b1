"""The browser lab: JupyterLite and Pyodide beside the pages of the book, and nothing from outside."""
