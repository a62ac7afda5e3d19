#!/usr/bin/env python3
"""No measured quality sinks unnoticed: every figure of .ci/floors.toml is measured again and held against its floor.

usage: python .ci/gate.py         exit status 1 if a figure is below its floor or a gold file is not what it was
       python .ci/gate.py --set   measure, and write floors a little below (see MARGIN) beside hashes of the gold

A check is a `kg evaluate` command that prints JSON, the gold it reads, and the figures that count.
"""

import hashlib
import json
import subprocess
import sys
import tomllib
from pathlib import Path

FILE = Path(__file__).parent / "floors.toml"
ROOT = FILE.parent.parent
MARGIN = 0.02


def digest(path: Path) -> str:
    files = sorted(p for p in path.rglob("*") if p.is_file()) if path.is_dir() else [path]
    total = hashlib.sha256()
    for file in files:
        total.update(file.read_bytes())
    return total.hexdigest()[:16]


def figure(result: dict, name: str) -> float:
    """The value at a path of keys, as `strict/f1`."""
    for key in name.split("/"):
        result = result[key]
    return float(result)


def measure(check: dict) -> dict:
    command = [sys.executable, "-m", "kg", "evaluate", *check["command"].split(), "--format", "json"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode:
        sys.exit(f"{check['command']}: {done.stderr.strip()}")
    return json.loads(done.stdout)


def main() -> int:
    checks = tomllib.loads(FILE.read_text(encoding="utf8"))["check"]
    failed = 0
    written = []
    for check in checks:
        result = measure(check)
        gold = digest(ROOT / check["gold"])
        if "--set" in sys.argv:
            floors = {name: round(figure(result, name) - MARGIN, 3) for name in check["floors"]}
            written.append({**check, "sha256": gold, "floors": floors})
            continue
        if gold != check["sha256"]:
            print(f"FELL  {check['command']}: the gold is not what the floors were set on")
            failed += 1
        for name, floor in check["floors"].items():
            value = figure(result, name)
            failed += value < floor
            print(f"{'FELL ' if value < floor else 'held '} {check['command']}: {name} {value:.3f}, floor {floor:.3f}")
    if written:
        FILE.write_text(HEAD + "".join(map(block, written)), encoding="utf8")
    print(f"{failed} figures fell" if failed else "no figure fell")
    return 1 if failed else 0


HEAD = "# Floors of measured quality; written by `python .ci/gate.py --set`, read by `python .ci/gate.py`.\n"


def block(check: dict) -> str:
    floors = "".join(f'"{name}" = {value}\n' for name, value in check["floors"].items())
    return (
        f'\n[[check]]\ncommand = "{check["command"]}"\ngold = "{check["gold"]}"\nsha256 = "{check["sha256"]}"\n'
        f"[check.floors]\n{floors}"
    )


if __name__ == "__main__":
    sys.exit(main())
