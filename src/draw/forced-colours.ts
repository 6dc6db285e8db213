/** Forced colours: what is not a fill of the picture takes the system's colours, as the rest of the page does. */

import { interpolateRgb } from "d3";
import type { Theme } from "./theme.ts";

let list: MediaQueryList | undefined;

/** Whether the person's system says which colours pages may use; the same object always, so that listeners can leave. */
export function forcedColours(): MediaQueryList {
  list ??= matchMedia("(forced-colors: active)");
  return list;
}

function numbersOf(colour: string): readonly number[] {
  return (colour.match(/[\d.]+/g) ?? []).map(Number);
}

/** The system's colours as `rgb(r, g, b)`, which fills can be mixed with; opaque, as nothing is to shine through them. */
function systemColours<K extends string>(names: readonly K[]): Record<K, string> {
  const probe = document.createElement("span");
  probe.hidden = true;
  probe.style.setProperty("forced-color-adjust", "none");
  document.body.append(probe);
  const found = names.map((name) => {
    probe.style.color = name;
    const [r = 0, g = 0, b = 0] = numbersOf(getComputedStyle(probe).color);
    return [name, `rgb(${r}, ${g}, ${b})`] as const;
  });
  probe.remove();
  return Object.fromEntries(found) as Record<K, string>;
}

/** Whether a ground is dark, by the luminance of `rgb(r, g, b)`. */
function isDark(colour: string): boolean {
  const [r = 255, g = 255, b = 255] = numbersOf(colour);
  return 0.2126 * r + 0.7152 * g + 0.0722 * b < 128;
}

/** Fills keep their hues, in the scheme of the system's ground: without them nobody could tell buffers apart. */
export function inSystemColours(theme: Theme): Theme {
  const { Canvas, CanvasText, GrayText, Highlight, HighlightText, LinkText } = systemColours([
    "Canvas",
    "CanvasText",
    "GrayText",
    "Highlight",
    "HighlightText",
    "LinkText",
  ]);
  const faint = (colour: string, share: number) => interpolateRgb(Canvas, colour)(share);
  return {
    ...theme,
    scheme: isDark(Canvas) ? "dark" : "light",
    bg: Canvas,
    raised: Canvas,
    hole: Canvas,
    line: CanvasText,
    lineStrong: CanvasText,
    grid: faint(GrayText, 0.35),
    text: CanvasText,
    text2: CanvasText,
    accent: Highlight,
    accentInk: HighlightText,
    good: CanvasText,
    hot: LinkText,
    curve: CanvasText,
    curveFill: faint(CanvasText, 0.3),
    ghost: faint(CanvasText, 0.16),
  };
}
