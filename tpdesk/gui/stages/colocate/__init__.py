"""The stage Co-locate: who could share with whom, in which order, and why."""
