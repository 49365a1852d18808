"""The verbs of the command line: parse, call a service, print a table or JSON."""
