"""How soon the page can be used and how fluently it pans, beside what plain pyvis writes for the same graph.

    python benchmarks/page.py [--sizes 100,1000,5000,20000,100000] [--runs 5] [--bound 60] [--peer-sizes 100,1000]

Headless chromium, no network, no GPU. "Usable" is from the start of the navigation until the page has shown its
first picture and answers input: for our page its own mark after two frames, for pyvis the end of its settling, which
is when its loading bar leaves. Frames are those that the browser gave while the mouse dragged the graph for three
seconds. Medians of `--runs`; the peer is measured in the same run and given up after `--bound` seconds.
"""

from __future__ import annotations

import argparse
import statistics
import tempfile
import time
from pathlib import Path
from typing import Any

from page_graph import graph
from playwright.sync_api import Browser, sync_playwright
from playwright.sync_api import TimeoutError as PlaywrightTimeout

CHROMIUM = next((p for p in ("/usr/bin/chromium", "/usr/bin/chromium-browser") if Path(p).exists()), None)
READY = "document.body?.dataset.ready === 'true'"
SETTLED = """typeof network !== 'undefined' && (!document.getElementById('loadingBar')
  || getComputedStyle(document.getElementById('loadingBar')).display === 'none')"""
EXPAND = "() => window.kg.store.update({ expanded: window.kg.data.raw.communities.name.map((_, c) => c) })"
FRAMES = """async seconds => { let n = 0; const start = performance.now();
  await new Promise(done => {
    const tick = () => {
      n++;
      if (performance.now() - start < seconds * 1000) requestAnimationFrame(tick); else done(); };
    requestAnimationFrame(tick); });
  return n / ((performance.now() - start) / 1000); }"""


def ours(size: int, folder: Path) -> tuple[Path, float]:
    """Writes our page; gives its path and the seconds that took, from data that are read already."""
    from kg.view.encode import Words, encode
    from kg.view.page import fill

    nodes, statements, articles = graph(size)
    start = time.perf_counter()
    blocks = encode(nodes, statements, articles, title=f"{size}", language="de", version="0", words=Words({}, {}))
    path = folder / f"ours-{size}.html"
    path.write_text(fill(blocks, title=f"{size}"), encoding="utf-8")
    return path, time.perf_counter() - start


def plain(size: int, folder: Path, bound: float) -> tuple[Path | None, float]:
    """Writes what pyvis makes of the same graph by its own means; None where that takes longer than `bound`."""
    from pyvis.network import Network

    nodes, statements, _ = graph(size)
    start = time.perf_counter()
    net = Network(directed=True, cdn_resources="in_line")
    for node in nodes:
        net.add_node(node.iri, label=node.label, group=node.type)
        if time.perf_counter() - start > bound:
            return None, bound
    for s in statements:
        net.add_edge(s.subject, s.object, label=s.label)
        if time.perf_counter() - start > bound:
            return None, bound
    path = folder / f"pyvis-{size}.html"
    path.write_text(net.generate_html(notebook=False), encoding="utf-8")
    return path, time.perf_counter() - start


def measure(
    browser: Browser, path: Path, ready: str, host: str, bound: float, *, expand: bool = False
) -> tuple[float | None, float | None]:
    """Seconds until usable and frames per second while panning; None where the bound ran out."""
    context = browser.new_context(viewport={"width": 1440, "height": 900}, offline=True)
    page: Any = context.new_page()
    page.set_default_timeout(bound * 1000)
    try:
        page.goto(path.as_uri(), wait_until="commit")
        # Asked from outside, since our page's policy forbids what wait_for_function does inside.
        deadline = time.perf_counter() + bound
        while not page.evaluate(ready):
            if time.perf_counter() > deadline:
                return None, None
            time.sleep(0.02)
        usable = page.evaluate(
            "() => (performance.getEntriesByName('kg-usable')[0]?.startTime ?? performance.now()) / 1000"
        )
        if expand:
            start = time.perf_counter()
            page.evaluate(EXPAND)
            page.evaluate("() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")
            usable += time.perf_counter() - start
        box = page.locator(host).first.bounding_box()
        x, y = box["x"] + 30, box["y"] + 30
        page.mouse.move(x, y)
        page.mouse.down()
        page.evaluate(f"() => {{ window.frames_seen = ({FRAMES})(3); }}")
        start = time.perf_counter()
        step = 0
        while time.perf_counter() - start < 3:
            step += 1
            page.mouse.move(x + (step * 7) % 500, y + (step * 3) % 260)
        rate = page.evaluate("() => window.frames_seen")
        page.mouse.up()
    except PlaywrightTimeout:
        return None, None
    else:
        return usable, rate
    finally:
        context.close()


def median(values: list[float | None]) -> str:
    known = [v for v in values if v is not None]
    return f"{statistics.median(known):.2f}" if len(known) == len(values) and known else "–"


def line(size: int, name: str, path: Path, seconds: float, found: list[tuple[float | None, float | None]]) -> None:
    usable, rate = median([f[0] for f in found]), median([f[1] for f in found])
    print(f"| {size} | {name} | {path.stat().st_size / 1e6:.2f} | {seconds:.1f} | {usable} | {rate} |", flush=True)


def peer(browser: Browser, size: int, folder: Path, runs: int, bound: float) -> None:
    path, seconds = plain(size, folder, bound)
    if path is None:
        print(f"| {size} | pyvis | – | not within {bound:.0f} | – | – |", flush=True)
        return
    found = [measure(browser, path, SETTLED, "#mynetwork canvas", bound)]
    # A peer that runs into the bound once is not waited for again.
    if found[0][0] is None:
        written = f"{path.stat().st_size / 1e6:.2f} | {seconds:.1f}"
        print(f"| {size} | pyvis | {written} | not within {bound:.0f} | – |", flush=True)
        return
    found += [measure(browser, path, SETTLED, "#mynetwork canvas", bound) for _ in range(runs - 1)]
    line(size, "pyvis", path, seconds, found)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", default="100,1000,5000,20000,100000")
    parser.add_argument("--peer-sizes", default="100,1000,5000,20000")
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--bound", type=float, default=60)
    given = parser.parse_args()
    peers = {int(s) for s in given.peer_sizes.split(",") if s}
    print("| nodes | page | file MB | written s | usable s | frames/s while panning |")
    print("| --- | --- | --- | --- | --- | --- |")
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        folder = Path(name)
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        for size in map(int, given.sizes.split(",")):
            path, seconds = ours(size, folder)
            runs = range(given.runs)
            line(size, "kg", path, seconds, [measure(browser, path, READY, "canvas.over", given.bound) for _ in runs])
            if size > 3000:
                found = [measure(browser, path, READY, "canvas.over", given.bound, expand=True) for _ in runs]
                line(size, "kg, all communities expanded", path, seconds, found)
            if size in peers:
                peer(browser, size, folder, given.runs, given.bound)
        browser.close()


if __name__ == "__main__":
    main()
