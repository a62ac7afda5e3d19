"""Takes the pictures of the page anew: `python docs/images/pictures.py` (Chromium, Playwright)."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import sync_playwright

HERE = Path(__file__).parent
PAGE = HERE.parents[1] / "output" / "bruessel.html"
PICTURES = (
    ("page-light", 1280, 800, "light", "node=%3Aorganization%2FNATO"),
    ("article-dark", 1280, 800, "dark", "mode=article&node=%3Aperson%2FJens_Stoltenberg"),
    ("page-phone", 390, 780, "light", ""),
)


def main() -> None:
    """Write one PNG a picture beside this file."""
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        for name, width, height, scheme, fragment in PICTURES:
            page = browser.new_page(viewport={"width": width, "height": height}, color_scheme=scheme, locale="de-AT")
            page.goto(f"{PAGE.as_uri()}#{fragment}")
            page.wait_for_timeout(1500)
            page.screenshot(path=HERE / f"{name}.png")
            page.close()
        browser.close()


if __name__ == "__main__":
    main()
