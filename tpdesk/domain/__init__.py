"""Values and rules of the trade. Standard library, numpy and shapely only."""
