"""The changes that the program can make to a register, one command each."""
