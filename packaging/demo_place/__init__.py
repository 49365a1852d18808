"""The invented borough that tpdesk is shown on: ground, streets, people and the partners' lists."""
