"""The program with the scripted network, as a process: `python -m tests.cli.scripted_main read ...`."""

import os
import sys

from accordingto.cli import main
from tests.cli.scripted import ScriptedNetwork, scripted_tools

if __name__ == "__main__":
    delay = float(os.environ.get("SCRIPTED_DELAY", "0"))
    sys.exit(main(build_tools=lambda _: scripted_tools(ScriptedNetwork(delay=delay))))
