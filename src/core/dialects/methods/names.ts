/** What the things of methods are called in the one graph of all, and what methods leave unsaid. */

import type { TensorSpec } from "../../document.ts";
import type { MethodSpec, MethodsDocument } from "./document.ts";

/** The memory of a method that names none. */
const FIRST_ARENA = "1";

/** What a thing of a method is called in the graph of all. */
export function inMethod(method: string, id: string): string {
  return `${method}/${id}`;
}

/** The memory of tensors that name none. */
export function defaultArena(method: MethodSpec): string {
  return method.arenas?.[0]?.id ?? FIRST_ARENA;
}

export function arenaOf(method: MethodSpec, tensor: TensorSpec): string {
  return tensor.arena ?? defaultArena(method);
}

/** What a program calls a tensor in all of its methods. */
export function nameOf(tensor: TensorSpec): string {
  return tensor.name ?? tensor.id;
}

/** What stands where a method would for things of all methods; no method bears it. */
export function sharedPrefix(document: MethodsDocument): string {
  return fresh("shared", new Set(document.methods.map((m) => m.id)));
}

/** `wanted`, or the like of it that nothing bears yet. */
export function fresh(wanted: string, taken: ReadonlySet<string>): string {
  let name = wanted;
  while (taken.has(name)) name += "+";
  return name;
}
