# Every target is one line that calls Python; `make` alone lists them. Choose a Python with: make start PYTHON=python3.12
PYTHON ?= python3
export LAB_PORT BOOK_PORT COURSE_PORT CHROMIUM TEST_WORKERS

# `make book LANG=fr`. LANG is also a variable of every shell, so only a value on the command line counts; there it must not
# reach the programs as their locale.
ifeq ($(origin LANG),command line)
BOOK_LANGUAGE = --language $(LANG)
unexport LANG
endif

.PHONY: help start classroom test demo release doctor grade report book coverage bench bench-grading bench-classroom lint requirements clean reviews result lab kit translations
help: ; @$(PYTHON) -m course.command help
start: ; @$(PYTHON) -m course.command start
classroom: ; @$(PYTHON) -m course.command classroom $(ARGS)
test: ; @$(PYTHON) -m course.command test $(ARGS)
demo: ; @$(PYTHON) -m course.command demo $(ARGS)
doctor: ; @$(PYTHON) -m course.command doctor $(ARGS)
release: ; @$(PYTHON) -m course.command release $(ARGS)
grade: ; @$(PYTHON) -m course.command grade $(ARGS)
report: ; @$(PYTHON) -m course.command report $(ARGS)
reviews: ; @$(PYTHON) -m course.command reviews $(ARGS)
result: ; @$(PYTHON) -m course.command result $(ARGS)
book: ; @$(PYTHON) -m course.command book $(BOOK_LANGUAGE) $(ARGS)
translations: ; @$(PYTHON) -m course.command translations $(ARGS)
lab: ; @$(PYTHON) -m course.command lab $(ARGS)
kit: ; @$(PYTHON) -m course.command kit $(ARGS)
coverage: ; @$(PYTHON) -m course.command coverage $(ARGS)
bench: ; @$(PYTHON) -m course.command bench $(ARGS)
bench-grading: ; @$(PYTHON) -m course.command bench-grading $(ARGS)
bench-classroom: ; @$(PYTHON) -m course.command bench-classroom $(ARGS)
lint: ; @$(PYTHON) -m course.command lint $(ARGS)
requirements: ; @$(PYTHON) -m course.command requirements $(ARGS)
clean: ; @$(PYTHON) -m course.command clean $(ARGS)
