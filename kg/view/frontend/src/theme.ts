// Colours and shapes. The canvas and the style sheet read the same table; pairs of text and ground meet AA.

export interface Palette {
  ground: string; ink: string; soft: string; faint: string; line: string; fact: string; claim: string; denied: string; wanted: string; plan: string;
  possible: string; accent: string; halo: string; types: Record<string, string>; hulls: string[];
}

const light: Palette = {
  ground: "#faf9f6", ink: "#1f2328", soft: "#57606a", faint: "#8b949e", line: "#d8d5cc", fact: "#5f6b76", claim: "#8a7fb5", denied: "#c0362c",
  wanted: "#b56a00", plan: "#0f7d76", possible: "#8f8f9c", accent: "#0b5fff", halo: "#faf9f6",
  types: { Person: "#2f6fb7", Organization: "#b4542a", Place: "#3d8a4f", Event: "#8a4fa3", Work: "#8a6d1d", Product: "#b23a6f", Group: "#2a8593", Thing: "#76808a" },
  hulls: ["#2f6fb7", "#b4542a", "#3d8a4f", "#8a4fa3", "#8a6d1d", "#2a8593", "#b23a6f", "#5d7a2e"],
};

const dark: Palette = {
  ground: "#14171c", ink: "#e8eaed", soft: "#aab3bd", faint: "#7b8794", line: "#343a43", fact: "#9aa7b4", claim: "#a79bdb", denied: "#ff7b6e",
  wanted: "#f0a84b", plan: "#4cc3b8", possible: "#8f96a3", accent: "#7fb0ff", halo: "#14171c",
  types: { Person: "#6ea8ea", Organization: "#e58b5f", Place: "#74c488", Event: "#c08ad8", Work: "#d0b25a", Product: "#ea7fae", Group: "#64c0ce", Thing: "#a3adb8" },
  hulls: ["#6ea8ea", "#e58b5f", "#74c488", "#c08ad8", "#d0b25a", "#64c0ce", "#ea7fae", "#a9c46c"],
};

export type Shape = "circle" | "square" | "drop" | "hexagon" | "page" | "triangle" | "ring" | "dot";

export const SHAPES: Record<string, Shape> = {
  Person: "circle", Organization: "square", Place: "drop", Event: "hexagon", Work: "page", Product: "triangle", Group: "ring", Thing: "dot",
};

export function isDark(): boolean {
  const chosen = document.documentElement.dataset.theme;
  return chosen ? chosen === "dark" : window.matchMedia("(prefers-color-scheme: dark)").matches;
}

export function palette(): Palette {
  return isDark() ? dark : light;
}

/** Style of a statement's line: colour, dash pattern (multiples of the width) and the mark at its middle. */
export interface LineStyle {
  color: string;
  dash: number[];
  mark: "" | "bar" | "bang" | "plan" | "question";
}

export function lineStyle(colors: Palette, claim: boolean, negative: boolean, modality: number): LineStyle {
  if (negative) return { color: colors.denied, dash: claim ? [5, 4] : [], mark: "bar" };
  if (modality === 1 || modality === 2 || modality === 4) return { color: colors.wanted, dash: [8, 4], mark: "bang" };
  if (modality === 3) return { color: colors.plan, dash: [10, 3, 2, 3], mark: "plan" };
  if (modality === 5 || modality === 6) return { color: colors.possible, dash: [2, 4], mark: "question" };
  return claim ? { color: colors.claim, dash: [6, 5], mark: "" } : { color: colors.fact, dash: [], mark: "" };
}

/** Puts the outline of a shape of radius r at x, y on a path. */
export function tracePath(path: CanvasRenderingContext2D | Path2D, shape: Shape, x: number, y: number, r: number): void {
  const polygon = (points: [number, number][]): void => {
    points.forEach(([dx, dy], i) => (i ? path.lineTo(x + dx * r, y + dy * r) : path.moveTo(x + dx * r, y + dy * r)));
    path.closePath();
  };
  switch (shape) {
    case "square": return path.rect(x - r * 0.88, y - r * 0.88, r * 1.76, r * 1.76);
    case "drop": return polygon([[0, -1.15], [1.15, 0], [0, 1.15], [-1.15, 0]]);
    case "hexagon": return polygon([0, 1, 2, 3, 4, 5].map((i) => [1.08 * Math.cos((i * Math.PI) / 3), 1.08 * Math.sin((i * Math.PI) / 3)]));
    case "page": return polygon([[-0.8, -1], [0.35, -1], [0.8, -0.5], [0.8, 1], [-0.8, 1]]);
    case "triangle": return polygon([[0, -1.15], [1.1, 0.85], [-1.1, 0.85]]);
    default:
      path.moveTo(x + r, y);
      path.arc(x, y, r, 0, 2 * Math.PI);
  }
}

/** The same outline as SVG path data. */
export function shapeData(shape: Shape, x: number, y: number, r: number): string {
  const at = (dx: number, dy: number): string => `${(x + dx * r).toFixed(1)} ${(y + dy * r).toFixed(1)}`;
  const polygon = (points: [number, number][]): string => `M${points.map(([dx, dy]) => at(dx, dy)).join("L")}Z`;
  switch (shape) {
    case "square": return polygon([[-0.88, -0.88], [0.88, -0.88], [0.88, 0.88], [-0.88, 0.88]]);
    case "drop": return polygon([[0, -1.15], [1.15, 0], [0, 1.15], [-1.15, 0]]);
    case "hexagon": return polygon([0, 1, 2, 3, 4, 5].map((i) => [1.08 * Math.cos((i * Math.PI) / 3), 1.08 * Math.sin((i * Math.PI) / 3)]));
    case "page": return polygon([[-0.8, -1], [0.35, -1], [0.8, -0.5], [0.8, 1], [-0.8, 1]]);
    case "triangle": return polygon([[0, -1.15], [1.1, 0.85], [-1.1, 0.85]]);
    default: return `M${at(-1, 0)}a${r.toFixed(1)} ${r.toFixed(1)} 0 1 0 ${(2 * r).toFixed(1)} 0a${r.toFixed(1)} ${r.toFixed(1)} 0 1 0 ${(-2 * r).toFixed(1)} 0Z`;
  }
}
