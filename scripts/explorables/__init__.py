"""Explorables: figures whose inputs the reader may change. One module each; CONTRIBUTING.md says what it holds."""
