"""The invented borough that tpdesk is shown on: its ground, its streets, its people and its partners' lists."""
