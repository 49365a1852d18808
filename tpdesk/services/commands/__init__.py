"""Changes of the register, one frozen value each."""
