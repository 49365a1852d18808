"""The register file: GeoPackage, tables, the one write door, history, reads, migrations."""
