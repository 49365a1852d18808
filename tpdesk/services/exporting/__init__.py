"""Files that leave the register: made for a named audience, written whole, and noted in the register."""
