/** Small programs of several methods for tests. */

import type { MethodSpec, MethodsDocument, NodeSpec, SharingSpec, TensorSpec } from "../../../document.ts";

const HEAD = { format: "memplan", version: 1, kind: "methods" } as const;

export function program(methods: readonly MethodSpec[], sharing?: SharingSpec): MethodsDocument {
  return { ...HEAD, name: "test", methods, ...(sharing === undefined ? {} : { sharing }) };
}

/** State in bytes. */
export function state(id: string, bytes: number, rest: Partial<TensorSpec> = {}): TensorSpec {
  return { id, bytes, role: "state", ...rest };
}

export function changes(id: string, ...inputs: string[]): NodeSpec {
  return { id: `write ${id}`, op: "copy_", inputs: [id, ...inputs], outputs: [], mutates: [0] };
}

/** A method with these states, which writes those named, reads the rest, and besides needs values of these bytes at once. */
export function method(
  id: string,
  states: readonly TensorSpec[],
  written: readonly string[],
  values: readonly number[] = [],
): MethodSpec {
  const own = values.map((bytes, i): TensorSpec => ({ id: `v${i}`, bytes }));
  const read = states.map((s) => s.id).filter((name) => !written.includes(name));
  const ids = own.map((t) => t.id);
  return {
    id,
    tensors: [...states, ...own],
    nodes: [
      { id: "make", op: "Make", inputs: read, outputs: ids },
      { id: "use", op: "Use", inputs: ids, outputs: [] },
      ...written.map((name) => changes(name)),
    ],
    outputs: [],
    arenas: [{ id: "1", alignment: 16 }],
  };
}

/** Three methods over one piece of state: one adds to it, one sets it, one hands it out. */
export function stateful(policy: SharingSpec["policy"]): MethodsDocument {
  const own: TensorSpec = { id: "b_state", name: "state", role: "state", dtype: "float32", shape: [2, 2] };
  const arenas = [{ id: "1", alignment: 16 }];
  return program(
    [
      {
        id: "forward",
        tensors: [
          own,
          { id: "x", role: "input", dtype: "float32", shape: [1] },
          { id: "sum", dtype: "float32", shape: [2, 2] },
          { id: "flat", dtype: "float32", shape: [4] },
          { id: "one", dtype: "float32", shape: [] },
          { id: "y", dtype: "float32", shape: [4] },
        ],
        nodes: [
          { id: "add", op: "add", inputs: ["b_state", "x"], outputs: ["sum"] },
          {
            id: "view",
            op: "view",
            inputs: ["sum"],
            outputs: ["flat"],
            mayShare: [{ output: 0, input: 0, how: "view" }],
          },
          { id: "fill", op: "fill", inputs: [], outputs: ["one"] },
          { id: "mul", op: "mul", inputs: ["flat", "one"], outputs: ["y"] },
          changes("b_state", "sum"),
        ],
        outputs: ["y"],
        arenas,
      },
      {
        id: "set_state",
        tensors: [own, { id: "x", role: "input", dtype: "float32", shape: [2, 2] }],
        nodes: [changes("b_state", "x")],
        outputs: [],
        arenas,
      },
      { id: "get_state", tensors: [own], nodes: [], outputs: ["b_state"], arenas },
    ],
    { policy },
  );
}

/** A model that extends two caches and counts, one that empties the caches, one that only looks. */
export function cached(sharing: SharingSpec): MethodsDocument {
  const k = state("b_k", 256, { name: "k_cache" });
  const v = state("b_v", 256, { name: "v_cache" });
  const pos: TensorSpec = { id: "b_pos", name: "pos", role: "state", dtype: "int32", shape: [] };
  return program(
    [
      method("forward", [k, v, pos], ["b_k", "b_v", "b_pos"], [256, 256, 256, 256, 256, 16]),
      method("reset", [k, v], ["b_k", "b_v"], [256, 256, 256]),
      method(
        "peek",
        [
          { ...k, role: "constant" },
          { ...pos, role: "constant" },
        ],
        [],
        [16, 16, 16],
      ),
    ],
    sharing,
  );
}
