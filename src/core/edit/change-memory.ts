/** Changes where and how tensors and scratch are kept: alignment, arena, role, workspace. */

import { isCount } from "../bytes.ts";
import type { GraphDocument, Role } from "../document.ts";
import { fail } from "../result.ts";
import { formatBytes } from "../units.ts";
import { indexOf } from "./index-of.ts";
import { changeNodes, changeTensors, withField } from "./many.ts";
import { sayNames } from "./names.ts";
import type { EditResult } from "./types.ts";

/** Bytes, a positive whole number; null: that of the arena. */
export function setAlignment(
  document: GraphDocument,
  tensors: readonly string[],
  alignment: number | null,
): EditResult {
  if (alignment !== null && !(isCount(alignment) && alignment > 0)) {
    return fail("bad-number", `An alignment of ${alignment} bytes cannot be.`, {
      help: "Give a whole number from 1 up, such as 16.",
    });
  }
  const names = sayNames(tensors, "tensors");
  const says =
    alignment === null ? `Aligned ${names} as the arena is` : `Aligned ${names} to ${formatBytes(alignment)}`;
  return changeTensors(document, tensors, says, (t) => withField(t, "alignment", alignment ?? undefined));
}

/** Pins tensors to an arena of the document; null: the first. */
export function setArena(
  document: GraphDocument,
  tensors: readonly string[],
  arena: string | null,
): EditResult {
  if (arena !== null && !document.arenas?.some((a) => a.id === arena)) {
    return fail("unknown-arena", `There is no arena ${JSON.stringify(arena)}.`, { help: "Add it first." });
  }
  const names = sayNames(tensors, "tensors");
  const says = arena === null ? `Put ${names} into the first arena` : `Put ${names} into ${arena}`;
  return changeTensors(document, tensors, says, (t) => withField(t, "arena", arena ?? undefined));
}

const ROLE_NAMES = { input: "inputs", constant: "constants", state: "state" } as const;

/** Only of tensors that no node makes. */
export function setRole(
  document: GraphDocument,
  tensors: readonly string[],
  role: Exclude<Role, "intermediate">,
): EditResult {
  const { maker } = indexOf(document);
  const a = role === "input" ? "an input" : role === "constant" ? "a constant" : "state";
  const says = `Made ${sayNames(tensors, "tensors")} ${tensors.length > 1 ? ROLE_NAMES[role] : a}`;
  return changeTensors(document, tensors, says, (tensor) => {
    const made = maker.get(tensor.id);
    if (made === undefined) return withField(tensor, "role", role);
    return fail("made-although", `${made.id} makes ${tensor.id}, so it cannot be ${a}.`, {
      help: "Only values that no node makes have a role.",
      at: [`tensor:${tensor.id}`, `node:${made.id}`],
    });
  });
}

/** Scratch bytes; null or 0: none. */
export function setWorkspace(
  document: GraphDocument,
  nodes: readonly string[],
  bytes: number | null,
): EditResult {
  if (bytes !== null && !isCount(bytes)) {
    return fail("bad-number", `A workspace of ${bytes} bytes cannot be.`, {
      help: "Give a whole number of bytes from 0 up.",
    });
  }
  const names = sayNames(nodes, "nodes");
  const says = bytes ? `Gave ${names} ${formatBytes(bytes)} of workspace` : `Gave ${names} no workspace`;
  return changeNodes(document, nodes, says, (node) => withField(node, "workspace", bytes || undefined));
}
