"""The course's data: tables, their manifest, and the scripts that make both.

Trainees read the tables through ``course.data``; this package is for the people who renew them.
"""
