/** Colours and type of src/ui/tokens.css as a struct for canvases; read again when the page changes its theme. */

import { forcedColours, inSystemColours } from "./forced-colours.ts";
import type { Scheme } from "./palette.ts";

export interface Theme {
  readonly scheme: Scheme;
  readonly bg: string;
  readonly raised: string;
  readonly line: string;
  readonly lineStrong: string;
  readonly text: string;
  readonly text2: string;
  readonly accent: string;
  readonly accentInk: string;
  readonly good: string;
  readonly hot: string;
  readonly curve: string;
  readonly curveFill: string;
  readonly grid: string;
  readonly hole: string;
  /** What would be there otherwise: under the storages, so that it never drowns them. */
  readonly ghost: string;
  readonly font: string;
  readonly mono: string;
  /** Mean width of a character of the two fonts, in ems. */
  readonly uiEm: number;
  readonly monoEm: number;
}

/** A text with the letters of names and sizes in about their proportion. */
const SAMPLE = "conv2d_relu/BiasAdd 12345 KiB MaxPool Concat";

function widthInEms(family: string): number {
  const context = document.createElement("canvas").getContext("2d");
  if (context === null) return 0.6;
  context.font = `100px ${family}`;
  return context.measureText(SAMPLE).width / SAMPLE.length / 100 || 0.6;
}

function read(): Theme {
  const root = document.documentElement;
  const style = getComputedStyle(root);
  const token = (name: string, otherwise: string) => style.getPropertyValue(name).trim() || otherwise;
  const dark = root.dataset.theme === "dark";
  const font = token("--font", "sans-serif");
  const mono = token("--mono", "monospace");
  return {
    scheme: dark ? "dark" : "light",
    bg: token("--bg", "#ffffff"),
    raised: token("--bg-raised", "#f6f7f9"),
    line: token("--line", "#dfe3e8"),
    lineStrong: token("--line-strong", "#b9c0c9"),
    text: token("--text", "#14181f"),
    text2: token("--text-2", "#545d69"),
    accent: token("--accent", "#0b5fd3"),
    accentInk: token("--accent-ink", "#ffffff"),
    good: token("--good", "#0a7a44"),
    hot: token("--hot", "#b84a00"),
    curve: token("--curve", "#0072b2"),
    curveFill: token("--curve-fill", "#9ecae6"),
    grid: token("--grid", "#eceff2"),
    hole: token("--hole", "#f1f3f5"),
    ghost: token("--line", "#dfe3e8"),
    font,
    mono,
    uiEm: widthInEms(font),
    monoEm: widthInEms(mono),
  };
}

let current: Theme | undefined;
let observer: MutationObserver | undefined;
const listeners = new Set<() => void>();

export function theme(): Theme {
  current ??= forcedColours().matches ? inSystemColours(read()) : read();
  return current;
}

/** A theme whatever the page shows, for pictures that leave it. Flips the attribute for one synchronous read. */
export function themeOf(scheme: Scheme): Theme {
  const root = document.documentElement;
  const was = root.dataset.theme;
  if ((was === "dark") === (scheme === "dark")) return read();
  root.dataset.theme = scheme;
  const other = read();
  if (was === undefined) delete root.dataset.theme;
  else root.dataset.theme = was;
  return other;
}

function changed(): void {
  current = undefined;
  for (const listener of listeners) listener();
}

/** Calls back after the page changed its theme; returns how to stop. */
export function onTheme(listener: () => void): () => void {
  listeners.add(listener);
  if (observer === undefined) {
    current = undefined;
    observer = new MutationObserver(changed);
    forcedColours().addEventListener("change", changed);
    observer.observe(document.documentElement, { attributeFilter: ["data-theme"] });
  }
  return () => {
    listeners.delete(listener);
    if (listeners.size === 0) {
      observer?.disconnect();
      forcedColours().removeEventListener("change", changed);
      observer = undefined;
      current = undefined;
    }
  };
}
