"""Every field of the register, declared once: one module per group, joined by the catalogue."""
