"""The stage Register: all assets in a table, narrowed by facets, with sites and doubts beside them."""
