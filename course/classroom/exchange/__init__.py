"""The exchange over HTTP: releases, submissions, feedback and deadlines travel through one small service.

nbgrader's own exchange is a folder that everybody can write to. There a trainee can hand in work in the name of
another one, or date it back. Here only the service touches the files: the hub says who is asking, the service's clock
says when.

``service`` answers requests (``handlers``), ``store`` keeps the rows, ``files`` the content, ``client`` holds the
classes that nbgrader uses instead of its own.
"""
