"""What the leases of a place ask for, and by when."""
