"""Everything else on disk: workbooks, delimited text, geodata, references, settings."""
