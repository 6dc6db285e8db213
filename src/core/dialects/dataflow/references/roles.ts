/** What nodes do with the references that pass through them, by the role of the node. */

import type { DataflowDocument, ReferenceRole } from "../document.ts";
import type { Actor, Stream } from "../stream.types.ts";

/**
 * Of an input: `borrow` reads and releases; `own` must be the only holder; `copy` copies unless it is; `forward` takes any;
 * `split` gives one reference to each output; `value` is no reference. `to`: outputs; where there are several, each gets a
 * part of the buffer of its own.
 */
export type InputUse =
  | { readonly use: "borrow" | "split" | "value" }
  | { readonly use: "own" | "copy" | "forward"; readonly to: readonly number[] };

export interface ReferenceActor {
  readonly role: ReferenceRole;
  readonly source: RoleSource;
  readonly inputs: readonly InputUse[];
  /** Outputs that get a new buffer. */
  readonly fresh: readonly number[];
}

/** Where a role is known from. */
export type RoleSource = "document" | "class" | "ports";

export interface ReferenceStream {
  readonly stream: Stream;
  readonly actors: readonly ReferenceActor[];
  /** By FIFO: references pass there. Where the types say Shared of some FIFOs, values pass through all others. */
  readonly carries: readonly boolean[];
  /** Something says that buffers are passed by reference; without that, roles are guesses about nothing. */
  readonly applies: boolean;
}

const BY_CLASS: Readonly<Record<string, ReferenceRole>> = {
  BufferSource: "alloc",
  Duplicate: "dup",
  BufferCopy: "copy",
  InPlace: "inplace",
  Processing: "process",
  BufferSink: "sink",
};

/** Roles by which a class alone says that references pass; others have namesakes in graphs of values. */
const TELLING: ReadonlySet<ReferenceRole> = new Set(["alloc", "copy", "inplace"]);

/** As the document says, else as the class is known, else by ports: what only makes allocates, what only takes releases, the rest passes on. */
export function roleOf(
  actor: Actor,
  document: DataflowDocument,
): { readonly role: ReferenceRole; readonly source: RoleSource } {
  const given = document.nodes[actor.source]?.role;
  if (given !== undefined) return { role: given, source: "document" };
  if (actor.duplicate) return { role: "dup", source: "class" };
  const known = Object.hasOwn(BY_CLASS, actor.class) ? BY_CLASS[actor.class] : undefined;
  if (known !== undefined) return { role: known, source: "class" };
  return { role: byPorts(actor), source: "ports" };
}

function byPorts({ inputs, outputs }: Actor): ReferenceRole {
  if (inputs.length === 0) return "alloc";
  if (outputs.length === 0) return "sink";
  return inputs.length === 1 && outputs.length === 1 ? "pass" : "process";
}

export function referencesOf(stream: Stream, document: DataflowDocument): ReferenceStream {
  const isShared = ({ from: [a, o] }: Stream["fifos"][number]) => {
    const type = stream.actors[a]?.outputs[o]?.type ?? "";
    return Object.hasOwn(document.types, type) && document.types[type]?.sharedOf !== undefined;
  };
  const shared = stream.fifos.map(isShared);
  const typed = shared.includes(true);
  const carries = typed ? shared : shared.map(() => true);
  const roles = stream.actors.map((actor) => roleOf(actor, document));
  const told = roles.some(
    ({ role, source }) => source === "document" || (source === "class" && TELLING.has(role)),
  );
  const actors = stream.actors.map((actor, a) => {
    const { role, source } = roles[a] ?? { role: byPorts(actor), source: "ports" as const };
    return actorOf(actor, role, source, carries);
  });
  return { stream, actors, carries, applies: typed || told };
}

function actorOf(
  { inputs, outputs }: Actor,
  role: ReferenceRole,
  source: RoleSource,
  carries: readonly boolean[],
): ReferenceActor {
  const uses = usesOf(role, inputs, outputs.length).map((use, i): InputUse => {
    const fifo = inputs[i]?.fifo ?? -1;
    return fifo >= 0 && carries[fifo] === true ? use : { use: "value" };
  });
  const given = new Set(uses.flatMap((use) => ("to" in use ? use.to : [])));
  const fresh = [...outputs.keys()].filter((o) => {
    const fifo = outputs[o]?.fifo ?? -1;
    return role !== "dup" && fifo >= 0 && carries[fifo] === true && !given.has(o);
  });
  return { role, source, inputs: uses, fresh };
}

function usesOf(role: ReferenceRole, inputs: Actor["inputs"], outputs: number): InputUse[] {
  /** One input goes on to the first output; the others are only read. */
  const one = (own: number, use: "own" | "copy" | "forward") =>
    inputs.map((_, i): InputUse => (i === own && outputs > 0 ? { use, to: [0] } : { use: "borrow" }));
  switch (role) {
    case "alloc":
    case "sink":
      return inputs.map(() => ({ use: "borrow" }));
    case "dup":
      return inputs.map(() => ({ use: "split" }));
    case "copy":
      return one(0, "copy");
    case "inplace":
      return one(0, "own");
    case "pass":
      if (inputs.length === outputs) return inputs.map((_, i) => ({ use: "forward", to: [i] }));
      return inputs.map(
        (_, i): InputUse =>
          i === 0 && outputs > 0
            ? { use: "forward", to: Array.from({ length: outputs }, (_, o) => o) }
            : { use: "borrow" },
      );
    case "process": {
      const own = inputs.findIndex(({ name }) => name === "b");
      return one(Math.max(0, own), "own");
    }
  }
}
