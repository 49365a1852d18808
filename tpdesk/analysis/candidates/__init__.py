"""Candidates for sharing: pairs of assets of two organisations, screened, scored and explained."""
