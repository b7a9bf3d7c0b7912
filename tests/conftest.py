"""What holds for all tests: how hypothesis searches."""

from __future__ import annotations

import os

from hypothesis import settings

# No deadline: on a busy machine a case of 0.3 ms was measured at 430 ms. In CI the cases are the same on
# every run, so that a change is not held up by what it did not touch; at a desk they are new each time.
settings.register_profile("accordingto", deadline=None, derandomize=bool(os.environ.get("CI")))
settings.load_profile("accordingto")
