"""What speaks for a candidate: one module for each criterion."""
