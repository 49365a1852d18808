"""The register's own words for every facet, and the wordings partners use for them."""
