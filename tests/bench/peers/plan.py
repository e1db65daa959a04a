"""What the plan says, and how a program is asked for it: the same as in src/asked.rs."""

import json
import sys
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent
TEMPLATE = (HERE.parent / "plan.json").read_text(encoding="utf-8")
FONTS = HERE.parents[2] / "crates/print/fonts"

CLIENTS = json.loads(TEMPLATE)["clients"]

HEBREW = ("\u0590", "\u05ff")
ARABIC = ("\u0600", "\u06ff")


def filled(template, number):
    """The template with the marks of a client put in."""
    name = CLIENTS[number % len(CLIENTS)]
    return template.replace("{name}", name).replace("{number}", f"RB-{number:04}")


def read(text):
    return json.loads(text)


def has(text, script):
    return any(script[0] <= character <= script[1] for character in text)


def answer(written):
    """Answers what the command line asks for; `written` makes a plan's bytes from a number."""
    words = sys.argv[1:]
    if words == ["serve"]:
        for line in sys.stdin:
            began = time.perf_counter()
            made = written(int(line))
            print(f"{time.perf_counter() - began:.9f} {len(made)}", flush=True)
    elif len(words) == 3 and words[0] == "once":
        Path(words[2]).write_bytes(written(int(words[1])))
    else:
        sys.exit("usage: serve | once NUMBER FILE")
