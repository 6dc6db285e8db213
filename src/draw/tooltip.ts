/** The small box that follows the pointer over a picture. */

import type { Tip } from "./describe.ts";
import css from "./tooltip.module.css";

export interface Tooltip {
  /** Shows a tip next to a point of `canvas` (its own pixels); null hides. */
  readonly show: (tip: Tip | null, canvas: HTMLElement, x: number, y: number) => void;
  readonly stop: () => void;
}

/** Pixels between pointer and box. */
const AWAY = 14;

export function makeTooltip(root: HTMLElement): Tooltip {
  const box = document.createElement("div");
  box.className = css.tip ?? "";
  box.setAttribute("role", "tooltip");
  box.hidden = true;
  const title = document.createElement("div");
  title.className = css.title ?? "";
  const rows = document.createElement("dl");
  rows.className = css.rows ?? "";
  box.append(title, rows);
  root.append(box);
  let shown = "";
  const write = (tip: Tip) => {
    const key = JSON.stringify(tip);
    if (key === shown) return;
    shown = key;
    title.textContent = tip.title;
    rows.replaceChildren(
      ...tip.rows.flatMap(([term, says]) => {
        const dt = document.createElement("dt");
        const dd = document.createElement("dd");
        dt.textContent = term;
        dd.textContent = says;
        return [dt, dd];
      }),
    );
  };
  return {
    show: (tip, canvas, x, y) => {
      box.hidden = tip === null;
      if (tip === null) return;
      write(tip);
      const frame = canvas.getBoundingClientRect();
      const right = frame.left + x + AWAY;
      const left =
        right + box.offsetWidth > window.innerWidth ? frame.left + x - AWAY - box.offsetWidth : right;
      const below = frame.top + y + AWAY;
      const top =
        below + box.offsetHeight > window.innerHeight ? frame.top + y - AWAY - box.offsetHeight : below;
      box.style.left = `${Math.max(2, Math.round(left))}px`;
      box.style.top = `${Math.max(2, Math.round(top))}px`;
    },
    stop: () => box.remove(),
  };
}
