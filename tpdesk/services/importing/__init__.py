"""Lists of partners, read, understood, placed and matched: a plan first, the register afterwards."""
