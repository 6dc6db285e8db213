/** What an arm does with a buffer, chosen at once: the old accesses go, and a new one takes the place of the first of them. */

import { fail, ok } from "../../../result.ts";
import type { ArmsDocument, Item, Statement } from "../document.ts";
import { placeOfArm, unknownArm } from "./arms.ts";
import { mapStatements, mentions, tagsOf, withoutBuffer, withoutIdleWaits } from "./mentions.ts";
import type { ArmsEditResult } from "./types.ts";

export const CELL_CHOICES = [
  "none",
  "read",
  "write",
  "write-read",
  "read-write",
  "write-part",
  "atomic",
  "async-load",
  "async-store",
  "indirect",
  "all-reduce",
  "broadcast",
  "gather",
  "opaque",
  "length",
  "callee",
] as const;
export type CellChoice = (typeof CELL_CHOICES)[number];

/** Of each choice the words after "Set". */
const SAYS: Readonly<Record<CellChoice, (buffer: string, arm: string) => string>> = {
  none: (b, a) => `Took ${b} out of ${a}`,
  read: (b, a) => `Set ${a} to read ${b}`,
  write: (b, a) => `Set ${a} to write ${b}`,
  "write-read": (b, a) => `Set ${a} to write ${b}, then read it`,
  "read-write": (b, a) => `Set ${a} to read ${b}, then write it`,
  "write-part": (b, a) => `Set ${a} to write a part of ${b}`,
  atomic: (b, a) => `Set ${a} to access ${b} atomically`,
  "async-load": (b, a) => `Set ${a} to load into ${b} asynchronously`,
  "async-store": (b, a) => `Set ${a} to store ${b} asynchronously`,
  indirect: (b, a) => `Set ${a} to dispatch by ${b}`,
  "all-reduce": (b, a) => `Set ${a} to all-reduce ${b}`,
  broadcast: (b, a) => `Set ${a} to broadcast ${b}`,
  gather: (b, a) => `Set ${a} to all-gather into ${b}`,
  opaque: (b, a) => `Set ${a} to access ${b} in an opaque way`,
  length: (b, a) => `Set ${a} to ask for the length of ${b}`,
  callee: (b, a) => `Set ${a} to pass ${b} to a callee`,
};

function freeTag(document: ArmsDocument): string {
  const { begun, awaited } = tagsOf(document.body);
  for (let n = 1; ; n++) if (!begun.has(`t${n}`) && !awaited.has(`t${n}`)) return `t${n}`;
}

/** The other end of a copy: another buffer, one that the arm touches rather than not. */
function partnerOf(
  document: ArmsDocument,
  body: readonly Item[],
  buffer: string,
  written: boolean,
): string | undefined {
  const others = document.buffers.filter(({ id }) => id !== buffer);
  const fits = others.filter(({ access }) => (written ? access !== "read_only" : access !== "output"));
  return (fits.find(({ id }) => mentions(body, id)) ?? fits[0] ?? others[0])?.id;
}

function statementsOf(
  document: ArmsDocument,
  body: readonly Item[],
  buffer: string,
  choice: CellChoice,
): readonly Statement[] | undefined {
  const load: Statement = { op: "load", buffer };
  const store: Statement = { op: "store", buffer };
  switch (choice) {
    case "none":
      return [];
    case "read":
      return [load];
    case "write":
      return [store];
    case "write-read":
      return [store, load];
    case "read-write":
      return [load, store];
    case "write-part":
      return [{ op: "store", buffer, partial: true }];
    case "atomic":
    case "indirect":
    case "broadcast":
      return [{ op: choice, buffer }];
    case "all-reduce":
      return [{ op: "all_reduce", buffer }];
    case "opaque":
      return [{ op: "opaque", buffers: [buffer] }];
    case "length":
      return [{ op: "len", buffer }];
    case "callee":
      return [{ op: "ref", buffer }];
    case "async-load":
    case "async-store": {
      const into = choice === "async-load";
      const other = partnerOf(document, body, buffer, !into);
      if (other === undefined) return undefined;
      const tag = freeTag(document);
      const [src, dst] = into ? [other, buffer] : [buffer, other];
      return [
        { op: into ? "async_load" : "async_store", src, dst, tag },
        { op: "async_wait", tag },
      ];
    }
    case "gather": {
      const input = partnerOf(document, body, buffer, false);
      return input === undefined ? undefined : [{ op: "all_gather", input, output: buffer }];
    }
  }
}

/** Position of the first item that names the buffer, itself or in what is nested in it. */
function firstOf(body: readonly Item[], buffer: string): number {
  const at = body.findIndex((item) => mentions([item], buffer));
  return at < 0 ? body.length : at;
}

/** Sets what one arm does with one buffer. Copies and collectives take another buffer as their other end, which can be changed in the list of the arm. */
export function setCell(
  document: ArmsDocument,
  arm: string,
  buffer: string,
  choice: CellChoice,
): ArmsEditResult {
  const place = placeOfArm(document, arm);
  if (place === undefined) return unknownArm(arm);
  if (!document.buffers.some(({ id }) => id === buffer))
    return fail("unknown-buffer", `There is no buffer ${buffer}.`);
  const old = place.region.body;
  const at = firstOf(old, buffer);
  const cleared = old.flatMap((item) => mapStatements([item], (s) => withoutBuffer(s, buffer)));
  // what stands before the first mention stays as it is, so positions up to it are the same
  const made = statementsOf(document, cleared, buffer, choice);
  if (made === undefined)
    return fail("no-other-buffer", "A copy needs another buffer.", { help: "Add a buffer first." });
  const body = [...cleared.slice(0, at), ...made, ...cleared.slice(at)];
  if (JSON.stringify(body) === JSON.stringify(old)) return ok({ document, says: "" });
  const region = { ...place.region, body };
  const whole = document.body.map((item, i) => (i === place.at ? region : item));
  return ok({
    document: { ...document, body: withoutIdleWaits(whole, document.body) },
    says: SAYS[choice](buffer, arm),
  });
}
