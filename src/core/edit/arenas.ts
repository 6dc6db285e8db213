/** Edits of the document as a whole: its name and its arenas. */

import { isCount } from "../bytes.ts";
import type { ArenaSpec, GraphDocument } from "../document.ts";
import { fail, ok, type Problem } from "../result.ts";
import { nameFault } from "./refuse.ts";
import type { EditResult } from "./types.ts";

type Refusal = { readonly ok: false; readonly problem: Problem };

/** Pins tensors to another arena; undefined: to the first. */
function repinned(document: GraphDocument, from: string, to: string | undefined): GraphDocument["tensors"] {
  if (!document.tensors.some((t) => t.arena === from)) return document.tensors;
  return document.tensors.map((tensor) => {
    if (tensor.arena !== from) return tensor;
    const { arena: _, ...rest } = tensor;
    return to === undefined ? rest : { ...rest, arena: to };
  });
}

function numberFault({ id, capacity, alignment }: ArenaSpec): Refusal | undefined {
  if (capacity !== undefined && capacity !== null && !isCount(capacity)) {
    return fail("bad-number", `${id} cannot have a capacity of ${capacity} bytes.`, {
      help: "Give a whole number of bytes from 0 up, or none.",
    });
  }
  if (alignment !== undefined && !(isCount(alignment) && alignment > 0)) {
    return fail("bad-number", `${id} cannot have an alignment of ${alignment} bytes.`, {
      help: "Give a whole number from 1 up, such as 16.",
    });
  }
  return undefined;
}

/** Replaces arena number `index`, or adds one at the end; tensors pinned to a renamed one follow. */
export function setArenaSpec(document: GraphDocument, index: number, arena: ArenaSpec): EditResult {
  const { arenas = [] } = document;
  const before = arenas[index];
  const taken = arenas.some((a, i) => a.id === arena.id && i !== index);
  const fault = nameFault("arena", arena.id, taken) ?? numberFault(arena);
  if (fault !== undefined) return fault;
  if (before === undefined) {
    return ok({ document: { ...document, arenas: [...arenas, arena] }, says: `Added arena ${arena.id}` });
  }
  const tensors = before.id === arena.id ? document.tensors : repinned(document, before.id, arena.id);
  const says =
    before.id === arena.id ? `Changed arena ${arena.id}` : `Renamed arena ${before.id} to ${arena.id}`;
  return ok({ document: { ...document, tensors, arenas: arenas.with(index, arena) }, says });
}

/** Tensors pinned to it go to the first of those that stay. */
export function removeArena(document: GraphDocument, id: string): EditResult {
  const { arenas, ...rest } = document;
  if (!arenas?.some((a) => a.id === id)) {
    return fail("unknown-arena", `There is no arena ${JSON.stringify(id)}.`, { help: "Choose another." });
  }
  const left = arenas.filter((a) => a.id !== id);
  const made = { ...rest, tensors: repinned(document, id, undefined) };
  return ok({
    document: left.length === 0 ? made : { ...made, arenas: left },
    says: `Removed arena ${id}`,
  });
}

export function renameDocument(document: GraphDocument, name: string): EditResult {
  const to = name.trim();
  if (to === "") {
    return fail("empty-name", "A graph needs a name.", { help: "Type at least one character." });
  }
  const says = `Renamed the graph to ${to}`;
  return ok({ document: to === document.name ? document : { ...document, name: to }, says });
}
