/** What nodes do with the references that pass through them, by the role of the node. */

import type { DataflowDocument, ReferenceRole } from "../document.ts";
import type { Actor, Stream } from "../stream.types.ts";

/** Of an input: `borrow` reads and releases; `own` must be the only holder; `copy` copies unless it is; `forward` takes any; `split` goes to all outputs. */
export type InputUse =
  | { readonly use: "borrow" }
  | { readonly use: "split" }
  | { readonly use: "own" | "copy" | "forward"; readonly to: number };

export interface ReferenceActor {
  /** By input; null: no reference passes there. */
  readonly inputs: readonly InputUse[];
  /** Outputs that get a new buffer. */
  readonly fresh: readonly number[];
}

/** Where a role is known from. */
export type RoleSource = "document" | "class" | "ports";

export interface ReferenceStream {
  readonly stream: Stream;
  readonly actors: readonly ReferenceActor[];
}

const BY_CLASS: Readonly<Record<string, ReferenceRole>> = {
  BufferSource: "alloc",
  Duplicate: "dup",
  BufferCopy: "copy",
  InPlace: "inplace",
  Processing: "process",
  BufferSink: "sink",
};

/** As the document says, else as the class is known, else by ports: what only makes allocates, what only takes releases, the rest passes on. */
export function roleOf(actor: Actor, document: DataflowDocument): ReferenceRole {
  const given = document.nodes[actor.source]?.role;
  if (given !== undefined) return given;
  if (actor.duplicate) return "dup";
  const known = Object.hasOwn(BY_CLASS, actor.class) ? BY_CLASS[actor.class] : undefined;
  if (known !== undefined) return known;
  if (actor.inputs.length === 0) return "alloc";
  if (actor.outputs.length === 0) return "sink";
  return actor.inputs.length === 1 && actor.outputs.length === 1 ? "pass" : "process";
}

export function referencesOf(stream: Stream, document: DataflowDocument): ReferenceStream {
  return { stream, actors: stream.actors.map((actor) => actorOf(actor, roleOf(actor, document))) };
}

function actorOf({ inputs, outputs }: Actor, role: ReferenceRole): ReferenceActor {
  const all = (use: InputUse) => inputs.map(() => use);
  switch (role) {
    case "alloc":
      return { inputs: all({ use: "borrow" }), fresh: [...outputs.keys()] };
    case "dup":
      return { inputs: all({ use: "split" }), fresh: [] };
    case "sink":
      return { inputs: all({ use: "borrow" }), fresh: [...outputs.keys()] };
    case "copy":
      return taking(inputs.length, outputs.length, 0, "copy");
    case "inplace":
      return taking(inputs.length, outputs.length, 0, "own");
    case "pass":
      return taking(inputs.length, outputs.length, 0, "forward");
    case "process": {
      const own = inputs.findIndex(({ name }) => name === "b");
      return taking(inputs.length, outputs.length, Math.max(0, own), "own");
    }
  }
}

/** One input goes on to the first output; the others are only read. */
function taking(
  inputs: number,
  outputs: number,
  own: number,
  use: "own" | "copy" | "forward",
): ReferenceActor {
  return {
    inputs: Array.from(
      { length: inputs },
      (_, i): InputUse => (i === own && outputs > 0 ? { use, to: 0 } : { use: "borrow" }),
    ),
    fresh: Array.from({ length: outputs }, (_, o) => o).slice(inputs > 0 ? 1 : 0),
  };
}
