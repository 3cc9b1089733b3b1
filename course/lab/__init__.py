"""The course inside JupyterLab: tools and questions are ready when a course page opens."""
