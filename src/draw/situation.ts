/** What of a plan a picture shows just now, in words: the second part of the label of its canvas. */

import type { Plan } from "../core/plan.types.ts";
import { formatAddress, formatCount, formatSteps } from "../core/units.ts";
import type { Range } from "./range.ts";

export interface Situation {
  readonly plan: Plan;
  readonly arena: number;
  /** Steps in sight, not necessarily whole ones. */
  readonly time: Range;
  /** Addresses in sight; null: all. */
  readonly addresses: Range | null;
  readonly base: "hex" | "dec";
  /** What the colours stand for, or what is shown instead of tenants; "" for what is usual. */
  readonly shows: string;
  /** Storages that a search or a legend means; null: nothing is looked for. */
  readonly found: number | null;
  /** What the area holds; "" without one. */
  readonly area: string;
  readonly marks: readonly number[];
}

/** Sentences, each with a space before it; "" when all is shown as usual. */
export function situationText(now: Situation): string {
  const { plan, time, addresses, base, shows, found, area, marks } = now;
  const says: string[] = [];
  const [from, to] = [Math.floor(time[0]), Math.min(plan.steps, Math.ceil(time[1]))];
  if (from > 0 || to < plan.steps) says.push(`In sight: ${formatSteps(from, to)}.`);
  if (addresses !== null) {
    const most = plan.arenas[now.arena]?.peak ?? 0;
    const [low, high] = addresses.map((a) => formatAddress(Math.max(0, Math.round(a)), most, base));
    says.push(`Addresses [${low}, ${high}) in sight.`);
  }
  if (shows !== "") says.push(`Shown by ${shows}.`);
  if (found !== null) says.push(`${formatCount(found)} ${found === 1 ? "storage" : "storages"} found.`);
  if (area !== "") says.push(area);
  if (marks.length > 0)
    says.push(`Marked: ${marks.length === 1 ? "step" : "steps"} ${marks.map(formatCount).join(", ")}.`);
  return says.map((text) => ` ${text}`).join("");
}

/** Writes a label only when it is another: attributes are not for every frame. */
export function label(canvas: HTMLElement, text: string): void {
  if (canvas.getAttribute("aria-label") !== text) canvas.setAttribute("aria-label", text);
}

/** How many others live at a step together with storage `s`: at the cursor's if it lives then, else at its first. */
export function companyText(plan: Plan, s: number, cursor: number, alive: (step: number) => number): string {
  const { start, end } = plan.storages;
  const born = start[s] ?? 0;
  const step = cursor >= born && cursor < (end[s] ?? 0) ? cursor : born;
  const others = Math.max(0, alive(step) - 1);
  return `alive with ${formatCount(others)} ${others === 1 ? "other" : "others"} at step ${formatCount(step)}`;
}
