"""The command line: arguments -> pipeline -> reporter -> exit code."""
