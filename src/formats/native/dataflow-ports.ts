/** Graphs of references that are told by roles and edges alone: what follows from them is filled in, so that nobody need write it. */

import type { ReferenceRole } from "../../core/document.ts";

/** What references pass as where nothing else is said: a pointer. */
const REFERENCE = "reference";
const POINTER_BYTES = 4;

const CLASSES: Readonly<Record<ReferenceRole, string>> = {
  alloc: "BufferSource",
  dup: "Duplicate",
  copy: "BufferCopy",
  inplace: "InPlace",
  process: "Processing",
  pass: "Pass",
  sink: "BufferSink",
};

type Json = Readonly<Record<string, unknown>>;

function isObject(value: unknown): value is Json {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Ports of a node that edges name at one of their ends, in their order. */
function portsAt(edges: readonly unknown[], end: "from" | "to", id: unknown) {
  const names = edges.flatMap((edge): unknown[] => {
    const at = isObject(edge) ? edge[end] : undefined;
    return Array.isArray(at) && at[0] === id ? [at[1]] : [];
  });
  return [...new Set(names)].map((name) => ({ name, rate: 1, type: REFERENCE }));
}

/** The same value where every node with a role says its class and ports; whatever else is wrong with it stays for the reader. */
export function withPortsOfRoles(value: unknown): unknown {
  if (!isObject(value) || !Array.isArray(value.nodes) || !Array.isArray(value.edges)) return value;
  const edges: readonly unknown[] = value.edges;
  const isBare = (node: unknown): node is Json & { readonly role: ReferenceRole } =>
    isObject(node) && Object.hasOwn(CLASSES, String(node.role));
  if (!value.nodes.some((node) => isBare(node) && (node.class === undefined || isPortless(node))))
    return value;
  const nodes = value.nodes.map((node: unknown) => {
    if (!isBare(node)) return node;
    const named = node.class === undefined ? { ...node, class: CLASSES[node.role] } : node;
    if (!isPortless(node)) return named;
    return { ...named, inputs: portsAt(edges, "to", node.id), outputs: portsAt(edges, "from", node.id) };
  });
  const types = isObject(value.types) ? value.types : {};
  return { ...value, types: { [REFERENCE]: { bytes: POINTER_BYTES }, ...types }, nodes };
}

function isPortless(node: Json): boolean {
  return node.inputs === undefined && node.outputs === undefined;
}
