"""A Report as text for a terminal.

Takes a `kg.analyse.Report`; gives lines of at most about 100 characters: "Kern  3 statements". Leaves out colour.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kg.analyse.report import Ranked, Report


def to_text(report: Report) -> str:
    """All parts of a report, each with the line that says what it means; ends with a line break."""
    meaning = report.meanings
    head = f"{report.entities} entities, {report.ties} ties from {report.facts} facts and {report.claims} claims"
    lines = [f"{head}, {report.components} separate parts (largest: {report.largest_component} entities)"]
    for title, ranked, scale in (
        ("degree", report.degree, 1),
        ("pagerank", report.pagerank, 100),
        ("betweenness", report.betweenness, 100),
    ):
        note = " (estimated from a sample)" if title == "betweenness" and report.betweenness_estimated else ""
        lines += ["", title.capitalize() + note, "  " + meaning[title], *_ranking(ranked, scale)]
    lines += ["", "Communities", "  " + meaning["communities"]]
    lines += [f"  {group.size:6}  {_clip(group.name, 80)}" for group in report.communities[:10]]
    if len(report.communities) > 10:
        lines.append(f"          and {len(report.communities) - 10} more")
    lines += ["", "Bridges", "  " + meaning["bridges"]]
    lines += [f"  {_clip(a, 40)} – {_clip(b, 40)}" for a, b in report.bridges] or ["  none"]
    lines += ["", "Who speaks", "  " + meaning["claims"]]
    lines += [f"  {count:6}  {_clip(name, 80)}" for name, count in report.speakers] or ["  nobody is quoted"]
    if report.path is not None:
        lines += ["", "Path", "  " + meaning["path"]]
        for step in report.path:
            lines.append(f"  {_clip(step['from'], 40)} – {_clip(step['to'], 40)}")
            for edge in step["statements"][:3]:
                said = f", says {edge['speaker_text']}" if edge["speaker_text"] else ""
                lines.append(f"      {edge['status']}: {_clip(edge['label'], 60)}{said}")
        if not report.path:
            lines.append("  nothing connects the two")
    return "\n".join(lines) + "\n"


def _ranking(ranked: tuple[Ranked, ...], scale: int) -> list[str]:
    return [
        f"  {item.value * scale:8.6g}{' %' if scale == 100 else '  '}  {_clip(item.label, 60)} ({item.type})"
        for item in ranked
    ] or ["  none"]


def _clip(text: str, width: int) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= width else flat[: width - 1] + "…"
