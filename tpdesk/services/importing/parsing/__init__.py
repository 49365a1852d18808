"""What cells mean: rules over the distinct wordings of a column."""
