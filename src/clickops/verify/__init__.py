"""Converted queries, run where they are meant to run, must select the events that our own evaluator selects."""
