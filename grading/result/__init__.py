"""The course result: modules 50 %, tests 10 %, capstone 40 %; who has passed, and what is still missing."""
