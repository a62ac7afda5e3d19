"""Takes the pictures of the page and of the server anew: `python docs/images/pictures.py` (Chromium, Playwright)."""

from __future__ import annotations

import re
import subprocess
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
PAGE = ROOT / "output" / "bruessel.html"
PICTURES = (
    ("page-light", 1280, 800, "light", "node=%3Aorganization%2FNATO"),
    ("article-dark", 1280, 800, "dark", "mode=article&node=%3Aperson%2FJens_Stoltenberg"),
    ("page-phone", 390, 780, "light", ""),
)
SERVED = (
    ("server-query", "/query?name=who-said-what"),
    ("server-entity", "/id/organization/NATO"),
    ("server-article", "/id/article/bruessel"),
)


def take(browser: Browser, name: str, address: str, size: tuple[int, int] = (1280, 800), scheme: str = "light") -> None:
    """Write one picture beside this file."""
    page = browser.new_page(viewport={"width": size[0], "height": size[1]}, color_scheme=scheme, locale="de-AT")
    page.goto(address)
    page.wait_for_timeout(2000)
    page.screenshot(path=HERE / f"{name}.png")
    page.close()


def main() -> None:
    """One PNG a picture, of the sample's page and of a store that holds the sample."""
    kg = [sys.executable, "-m", "kg"]
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as play:
        browser = play.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        for name, width, height, scheme, fragment in PICTURES:
            take(browser, name, f"{PAGE.as_uri()}#{fragment}", (width, height), scheme)
        store = f"oxigraph:{folder}/store"
        subprocess.run([*kg, "build", "--sample", "--store", store, "-o", folder], cwd=ROOT, check=True)
        serving = subprocess.Popen([*kg, "serve", store, "--port", "0"], cwd=ROOT, stderr=subprocess.PIPE, text=True)
        try:
            log = serving.stderr or ()
            where = next(found[0] for line in log if (found := re.search(r"http://[\d.:]+", line)))
            for name, path in SERVED:
                take(browser, name, where + path)
        finally:
            serving.terminate()
            serving.wait()
        browser.close()


if __name__ == "__main__":
    main()
