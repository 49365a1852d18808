"""Which edition of the register's tables this tpdesk writes, and which it understands."""

APP = "tpdesk"
"""Says in the file whose it is."""

SCHEMA = 2
"""The edition of the tables; counts up with every migration."""

MIN_READER = 1
"""The oldest edition of tpdesk's tables whose program may read a register of this one."""

MIN_WRITER = 2
"""The oldest edition whose program may write to it."""
