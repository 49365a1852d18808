"""The first module of the frozen program."""

import sys
from multiprocessing import freeze_support

from tpdesk.__main__ import main

if __name__ == "__main__":
    # A worker process of the frozen program starts the same file and must turn off here.
    freeze_support()
    sys.exit(main())
