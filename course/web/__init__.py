"""The browser's side of questions, tools and charts: scripts, styles, and how they get into a page."""
