"""From an older edition of the tables to the newest, without a loss."""
