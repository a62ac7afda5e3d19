"""A disk that is really full: one clear line, nothing that was stored is lost, the store opens again.

A small file system in memory, mounted in a namespace of the test's own, which needs no privileges. Where the system
forbids such namespaces, a limit on the size of files stands for it; the kernel refuses the write in either case.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

from graph import filling

ROOT = Path(__file__).parents[2]
MOUNT = ["unshare", "--user", "--map-root-user", "--mount", "sh", "-c"]
SIZE = 64_000_000


def run(folder: Path) -> tuple[dict[str, Any], bool]:
    """What filling.py says, and whether the disk was a real one."""
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(ROOT), str(ROOT / "tests")])}
    mount = f'mount -t tmpfs -o size={SIZE} none "$1"'
    real = (
        bool(shutil.which("unshare"))
        and not subprocess.run([*MOUNT, mount, "sh", str(folder)], capture_output=True, check=False).returncode
    )
    where = [*MOUNT, f'{mount} && shift && exec "$@"', "sh", str(folder)] if real else []
    command = [*where, sys.executable, filling.__file__, str(folder), "24000000" if real else "limit"]
    ran = subprocess.run(command, capture_output=True, text=True, check=False, env=environment)
    assert ran.returncode == 0, ran.stderr
    return json.loads(ran.stdout), real


def test_a_full_disk(tmp_path: Path) -> None:
    found, real = run(tmp_path)
    done = list(range(1, found["done"] + 1))
    assert len(done) > (3 if real else 0), "the disk was full before anything was written"
    assert found["said"].startswith(f"oxigraph:{tmp_path}/store: ")
    assert "\n" not in found["said"]
    if real:
        assert "the disk is full; nothing of this change was kept" in found["said"]
        assert "another process is writing" in found["second"]
    assert found["again"], "a second try is refused as well"
    seen, whole = found["reader"]
    assert whole, "a reader beside the writer finds an article in half"
    assert set(seen) <= set(done)
    for when in ("full", "free"):
        seen, whole = found[when]
        assert whole, when
        assert set(seen) <= set(done), "what was refused is not there"
    assert found["free"][0] == done, "what was reported as added is there when there is room again"
    assert found["more"] == [[*done, len(done) + 1], True]
