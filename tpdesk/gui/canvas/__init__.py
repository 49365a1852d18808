"""The map that is always there: tiles painted by one worker, tools, and the one selection."""
