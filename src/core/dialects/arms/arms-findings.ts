/** What a person should know of an arms document besides its plan. */

import type { Diagnostic } from "../../document.ts";
import { forEachItem, isRegion } from "./body.ts";
import type { ArmsModel } from "./model.ts";
import { PIN_REASONS } from "./pin-reasons.ts";
import type { BufferUse } from "./pins.ts";

/** Things listed under one diagnostic. */
const LISTED = 100;

export function findingsOf(model: ArmsModel, uses: readonly BufferUse[]): Diagnostic[] {
  const { document } = model;
  const found = [...pinsOf(model, uses)];
  const unused = uses.flatMap((use, b) => (use.kind === "unused" ? [document.buffers[b]?.id ?? ""] : []));
  if (unused.length > 0) {
    found.push({
      severity: "info",
      code: "unused-buffer",
      message: `${sayBuffers(unused)} touched by no arm and needed by nobody, so ${unused.length === 1 ? "it needs" : "they need"} no memory.`,
      at: unused.slice(0, LISTED).map((id) => `tensor:${id}`),
    });
  }
  return [...found, ...idleWaits(model)];
}

/** One a reason: the buffers that it pins. */
function pinsOf({ document }: ArmsModel, uses: readonly BufferUse[]): Diagnostic[] {
  return PIN_REASONS.flatMap(({ id, says }) => {
    const buffers = uses.flatMap((use, b) =>
      use.kind === "pinned" && use.reasons.includes(id) ? [document.buffers[b]?.id ?? ""] : [],
    );
    if (buffers.length === 0) return [];
    const own = buffers.length === 1 ? "its" : "each its";
    return [
      {
        severity: "info",
        code: `pinned-${id.replaceAll("_", "-")}`,
        message: `${sayBuffers(buffers)} outside the scratch, ${own} own memory: ${says}.`,
        at: buffers.slice(0, LISTED).map((buffer) => `tensor:${buffer}`),
      },
    ];
  });
}

function sayBuffers(ids: readonly string[]): string {
  const [first = ""] = ids;
  if (ids.length === 1) return `Buffer ${JSON.stringify(first)} is`;
  return `Buffers ${ids
    .slice(0, 3)
    .map((id) => JSON.stringify(id))
    .join(", ")}${ids.length > 3 ? ` and ${ids.length - 3} more` : ""} are`;
}

/** Waits with a tag that no copy has. */
function idleWaits({ arms }: ArmsModel): Diagnostic[] {
  const tags = new Set<string>();
  const waits: { readonly tag: string; readonly arm: string }[] = [];
  for (const { id, items, list, first } of arms) {
    forEachItem(items, list, first, (item) => {
      if (isRegion(item)) return;
      if (item.op === "async_load" || item.op === "async_store") tags.add(item.tag);
      if (item.op === "async_wait") waits.push({ tag: item.tag, arm: id });
    });
  }
  const idle = waits.filter((wait) => !tags.has(wait.tag));
  const [head] = idle;
  if (head === undefined) return [];
  const more = idle.length === 1 ? "" : `, and ${idle.length - 1} more such`;
  return [
    {
      severity: "warning",
      code: "idle-wait",
      message: `Arm ${JSON.stringify(head.arm)} waits for ${JSON.stringify(head.tag)}, a tag that no copy has${more}.`,
      at: [...new Set(idle.slice(0, LISTED).map((wait) => `node:${wait.arm}`))],
    },
  ];
}
