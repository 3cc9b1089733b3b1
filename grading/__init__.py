"""What trainers run: from the released pages to marks, feedback and reports; trainees never get this folder.

``release`` makes what trainees receive. ``grade`` marks many submissions: ``doctor`` reads broken ones, ``execution``
runs their cells in the ``sandbox``. ``feedback``, ``report``, ``result`` and ``peer_review`` make pages and files out
of nbgrader's gradebook. ``classroom`` shows all of it to trainers in a browser. ``demo`` plays a class, ``bench``
measures.
"""
