"""The commands of docs/server.md run as they are written, one after the other."""

from __future__ import annotations

import os
import shlex
import subprocess
import sys
import time
from pathlib import Path

from serve.servers import ROOT

TEXT = (ROOT / "docs" / "server.md").read_text(encoding="utf8")
COMMANDS = [shlex.split(line, comments=True) for line in TEXT.partition("```sh\n")[2].partition("```")[0].splitlines()]
ARTICLES = {
    "lindau.txt": "Der Stadtrat von Lindau lehnte den Antrag der Werft am Montag ab.",
    "bregenz.txt": "Die Feuerwehr von Bregenz rettete zwei Kinder aus einem brennenden Haus.",
}


def test_the_commands_run(tmp_path: Path) -> None:
    (tmp_path / "articles").mkdir()
    for name, text in ARTICLES.items():
        (tmp_path / "articles" / name).write_text(text, encoding="utf8")
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    assert [words[1] for words in COMMANDS] == [
        "build", "articles", "remove", "stats", "check", "backup", "restore", "serve",
    ]  # fmt: skip
    for _, name, *words in COMMANDS:
        command = [sys.executable, "-m", "kg", name, *words]
        if name == "serve":
            serving = subprocess.Popen(
                [*command, "--port", "0"], cwd=tmp_path, env=environment, stderr=subprocess.PIPE, text=True
            )
            assert serving.stderr is not None
            assert "listening" in serving.stderr.readline()
            time.sleep(0.2)
            serving.terminate()
            assert serving.wait(30) == 0
            serving.stderr.close()
        else:
            ran = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False)
            assert ran.returncode == 0, (words, ran.stdout, ran.stderr)
