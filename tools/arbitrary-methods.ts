/** Random programs of several methods: state shared, private, looked at through views, changed in bodies; not all agree. */

import fc from "fast-check";
import { SHARING_POLICIES } from "../src/core/dialects/methods/document.ts";
import type { MethodSpec, MethodsDocument, NodeSpec, TensorSpec } from "../src/core/document.ts";

const NAMES = ["k", "v", "pos", "shared", "begin"];

interface Draw {
  readonly size: number;
  readonly state: readonly { readonly kind: number; readonly writes: number }[];
  readonly nodes: readonly {
    readonly kind: number;
    readonly reads: readonly number[];
    readonly bytes: number;
  }[];
  readonly alignment: number;
  readonly ordered: boolean;
  readonly bodies: boolean;
}

const draw: fc.Arbitrary<Draw> = fc.record({
  size: fc.constantFrom(0, 4, 24, 100),
  state: fc.array(fc.record({ kind: fc.nat(11), writes: fc.nat(3) }), {
    minLength: NAMES.length,
    maxLength: NAMES.length,
  }),
  nodes: fc.array(
    fc.record({ kind: fc.nat(7), reads: fc.array(fc.nat(), { maxLength: 3 }), bytes: fc.nat(200) }),
    { maxLength: 6 },
  ),
  alignment: fc.constantFrom(1, 4, 16, 12),
  ordered: fc.boolean(),
  bodies: fc.boolean(),
});

/** Sizes are those of the name, so most agree; kinds near the end do not fit. */
function stateOf(name: string, kind: number, bytes: number): TensorSpec | undefined {
  const own: TensorSpec = { id: `b_${name}`, name, role: "state", bytes };
  if (kind < 5) return own;
  if (kind < 7) return { ...own, role: "constant" };
  if (kind === 7) return { ...own, alignment: 8 };
  if (kind === 8) return { ...own, external: true };
  if (kind === 9) return { ...own, bytes: bytes + 1 };
  return kind === 10 ? { ...own, arena: "3" } : undefined;
}

function methodOf(id: string, { size, state, nodes, alignment, ordered, bodies }: Draw): MethodSpec {
  const states = state.flatMap(({ kind, writes }, i) => {
    const spec = stateOf(NAMES[i] ?? "", kind, 8 * (i + 1));
    return spec === undefined ? [] : [{ spec, writes }];
  });
  const tensors: TensorSpec[] = [
    { id: "x", role: "input", bytes: size },
    { id: "y", role: "input", bytes: size, external: true },
    ...states.map(({ spec }) => spec),
  ];
  const made: NodeSpec[] = [];
  for (const [n, { kind, reads, bytes }] of nodes.entries()) {
    const inputs = reads.map((r) => tensors[r % tensors.length]?.id ?? "x");
    const [first] = inputs;
    const source = tensors.find((t) => t.id === first);
    const output = { id: `t${n}`, bytes };
    if (kind < 2 && source !== undefined) {
      // half of the source, from its fourth byte on where it has one
      const whole = source.bytes ?? 0;
      const byteOffset = whole >= 8 ? 4 : 0;
      tensors.push({ ...output, bytes: Math.floor(whole / 2), ...(kind === 1 ? { alignment: 8 } : {}) });
      const mayShare = [{ output: 0, input: 0, how: "view", byteOffset } as const];
      made.push({ id: `n${n}`, op: kind === 0 ? "view" : "slice", inputs, outputs: [output.id], mayShare });
    } else if (kind === 2 && first !== undefined) {
      made.push({ id: `n${n}`, op: "write", inputs, outputs: [], mutates: [0] });
    } else {
      tensors.push(output);
      const runs = kind === 3 && bodies ? { bodies: ["body", "body", "other"] } : {};
      const scratch = kind === 4 ? { workspace: 20 } : {};
      const mayShare = first === undefined ? [] : [{ output: 0, input: 0, how: "inplace" } as const];
      made.push({ id: `n${n}`, op: "op", inputs, outputs: [output.id], mayShare, ...runs, ...scratch });
    }
  }
  for (const { spec, writes } of states) {
    if (writes === 0)
      made.push({ id: `w ${spec.id}`, op: "copy_", inputs: [spec.id], outputs: [], mutates: [0] });
  }
  const body = (name: string): MethodSpec => ({
    id: name,
    tensors: [
      { id: "a", role: "input", bytes: 16 },
      { id: "b", bytes: 40 },
    ],
    nodes: [{ id: "begin", op: "inner", inputs: ["a"], outputs: ["b"] }],
    outputs: ["b"],
  });
  return {
    id,
    tensors,
    nodes: made,
    outputs: tensors.slice(-2).map((t) => t.id),
    ...(ordered ? { order: made.map((n) => n.id) } : {}),
    arenas: [{ id: "1", alignment }, { id: "3" }],
    ...(bodies ? { bodies: [body("body"), { ...body("other"), arenas: [{ id: "3", alignment: 32 }] }] } : {}),
  };
}

/** Without locked places. */
export const programs: fc.Arbitrary<MethodsDocument> = fc
  .record({
    ids: fc.uniqueArray(fc.constantFrom("forward", "reset", "peek", "shared"), {
      minLength: 1,
      maxLength: 3,
    }),
    draws: fc.array(draw, { minLength: 3, maxLength: 3 }),
    policy: fc.constantFrom(...SHARING_POLICIES),
    layout: fc.constantFrom("appearance", "size", undefined),
    arena: fc.constantFrom("2", "7", undefined),
    forced: fc.boolean(),
  })
  .map(({ ids, draws, policy, layout, arena, forced }): MethodsDocument => {
    const methods = ids.flatMap((id, i) => (draws[i] === undefined ? [] : [methodOf(id, draws[i])]));
    const has = (name: string) => methods.filter((m) => m.tensors.some((t) => t.name === name && t.role));
    const entries = NAMES.slice(0, 3).map((name) => ({
      name,
      members: Object.fromEntries(has(name).map((m) => [m.id, `b_${name}`])),
      alignment: 8,
      ...(forced ? { forced: true as const } : {}),
    }));
    return {
      format: "memplan",
      version: 1,
      kind: "methods",
      name: "random",
      methods,
      sharing: {
        policy,
        layout,
        arena,
        ...(policy === "names" ? { names: NAMES.filter((name) => has(name).length > 0) } : {}),
        ...(policy === "entries" ? { entries } : {}),
      },
    };
  });
