/** What becomes of the reference at each input of a node: as the port says itself, else as the role has it. */

import type { PortReference, ReferenceRole } from "../document.ts";

/**
 * Of an input: `borrow` reads and releases; `own` must be the only holder; `copy` copies unless it is; `forward` takes any;
 * `split` gives one reference to each output; `value` is no reference. `to`: outputs; where there are several and it is not
 * split, each gets a part of the buffer of its own.
 */
export type InputUse =
  | { readonly use: "borrow" | "value" }
  | { readonly use: "own" | "copy" | "forward" | "split"; readonly to: readonly number[] };

interface Named {
  readonly name: string;
}

/** What the document says of the ports of a node, in their order. */
export interface Annotations {
  readonly inputs: readonly (PortReference | undefined)[];
  readonly outputs: readonly (PortReference | undefined)[];
}

/** Nothing is split to an output that gives what is unique. An output that a port asks for is not given by the role to another. */
export function usesOf(
  role: ReferenceRole,
  inputs: readonly Named[],
  outputs: readonly Named[],
  { inputs: said, outputs: given }: Annotations,
): readonly InputUse[] {
  const number = new Map(outputs.map(({ name }, o) => [name, o]));
  const claimed = new Set(said.flatMap((own) => own?.to ?? []));
  const isOpen = (o: number) => given[o]?.gives !== "unique" && !claimed.has(outputs[o]?.name ?? "");
  const open = [...outputs.keys()].filter(isOpen);
  const wanted = said.map((own): InputUse | undefined => {
    if (own?.use === undefined) return undefined;
    if (own.use === "borrow") return { use: own.use };
    const to = own.to?.flatMap((name) => number.get(name) ?? []);
    if (own.use === "split") return { use: own.use, to: to ?? open };
    return { use: own.use, to: to ?? [] };
  });
  const taken = new Set(wanted.flatMap((use) => (use !== undefined && "to" in use ? use.to : [])));
  return roleUses(role, inputs, outputs.length).map((use, i): InputUse => {
    const own = wanted[i];
    if (own !== undefined) return own;
    if (!("to" in use)) return use;
    const to = use.to.filter((o) => (use.use === "split" ? isOpen(o) : !taken.has(o)));
    return to.length === 0 ? { use: "borrow" } : { use: use.use, to };
  });
}

function roleUses(role: ReferenceRole, inputs: readonly Named[], outputs: number): readonly InputUse[] {
  const all = Array.from({ length: outputs }, (_, o) => o);
  /** One input goes on to the first output; the others are only read. */
  const one = (own: number, use: "own" | "copy" | "forward") =>
    inputs.map((_, i): InputUse => (i === own && outputs > 0 ? { use, to: [0] } : { use: "borrow" }));
  switch (role) {
    case "alloc":
    case "sink":
      return inputs.map(() => ({ use: "borrow" }));
    case "dup":
      return inputs.map(() => ({ use: "split", to: all }));
    case "copy":
      return one(0, "copy");
    case "inplace":
      return one(0, "own");
    case "pass":
      if (inputs.length === outputs) return inputs.map((_, i) => ({ use: "forward", to: [i] }));
      return inputs.map(
        (_, i): InputUse => (i === 0 && outputs > 0 ? { use: "forward", to: all } : { use: "borrow" }),
      );
    case "process": {
      const own = inputs.findIndex(({ name }) => name === "b");
      return one(Math.max(0, own), "own");
    }
  }
}
