"""From the inputs of a run to a predicted result: one module for each category of runs, named like it.

A module has `predict(case, constants)`, which returns the case's metric in the case's unit. It reads the inputs, finds the
chip and the library, and calls `scripts.models`; it holds no number of its own. What it cannot predict raises Unpredicted.
"""
