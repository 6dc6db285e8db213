import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { check } from "../check.ts";
import type { GraphDocument, PlanDocument, PlanStorage } from "../document.ts";
import { planDocument } from "../plan.ts";
import { toPlanDocument } from "../plan-document.ts";
import { DEFAULT_SETTINGS } from "../settings.ts";
import { codes, says } from "../testing/checks.ts";
import { withAntichain } from "../testing/mutations-any-order.ts";
import { randomGraph } from "../testing/random.ts";
import { textGraph, textPlan } from "../testing/text-plan.ts";
import { NO_WATCH } from "../watch.ts";

const numRuns = Number(process.env.FC_RUNS ?? 200);

const freely = (text: string, antichain: readonly string[]) =>
  withAntichain(textPlan(text, { lifetimes: "any-order" }), "ram", antichain);

describe("two storages on the same bytes", () => {
  /** v is read by r and by s; what r makes may not have the bytes of v, for s may run later. */
  const graph = textGraph("n0: -> v \n r: v -> a \n s: v -> b \n t: a -> c \n outputs b c");

  test("may follow each other when all that touches the first comes before the second in every order", () => {
    const line = textGraph("n0: -> a \n n1: a -> b \n n2: b -> c \n outputs c");
    const plan = "order n0 n1 n2 \n a [0,2) 64 @0 \n b [1,3) 64 @64 \n c [2,3) 64 @0";
    expect(check(freely(plan, ["a", "b"]), line)).toEqual([]);
  });

  test("may not when a reader of the first is free to come later", () => {
    const lines = "order n0 s r t \n v [0,3) 64 @0 \n b [1,4) 64 @64 \n a [2,4) 64 @128 \n c [3,4) 64 @0";
    expect(check(textPlan(lines), graph)).toEqual([]);
    expect(says(freely(lines, ["v", "a", "b"]), graph)).toEqual([
      "v [0, 64) and c [0, 64) share bytes in arena ram, but some order needs both at once",
    ]);
  });

  test("may not when nothing orders their makers", () => {
    const apart = textGraph("n0: -> a \n n1: -> b");
    const plan = "order n0 n1 \n a [0,1) 64 @0 \n b [1,2) 64 @0";
    expect(codes(freely(plan, ["a"]), apart)).toEqual(["reuse"]);
  });
});

describe("a bound for any order", () => {
  const graph = textGraph("n0: -> a \n n1: a -> b \n n2: b -> c \n outputs c");
  const lines = "order n0 n1 n2 \n a [0,2) 64 @0 \n b [1,3) 64 @64 \n c [2,3) 64 @0";

  test.each([
    ["that names no storages", undefined, "arena ram names no storages that prove its bound in any order"],
    [
      "that weighs less",
      ["a"],
      "the lower bound of arena ram is 128, but the storages that prove it weigh 64",
    ],
    [
      "that names what is not there",
      ["a", "b", "x"],
      "of the storages that prove the bound of arena ram, x is no storage",
    ],
    [
      "of which two may share",
      ["a", "c"],
      "the bound of arena ram counts a and c, which may share in every order",
    ],
  ])("is refused with a proof %s", (_, antichain, message) => {
    const right = freely(lines, ["a", "b"]);
    const wrong = { ...right, arenas: right.arenas.map((a) => ({ ...a, antichain })) };
    expect(says(wrong, graph)).toEqual([message]);
  });

  test("needs no document to be weighed", () => {
    const light = freely("order n0 n1 n2 \n a [0,2) 64 @0 \n b [1,3) 64 @64 \n c [2,3) 32 @0", ["b", "c"]);
    expect(codes(light)).toContain("number");
  });
});

/** All sets of nodes that may have ended while those ready run, side by side. */
function moments(document: GraphDocument): { done: Set<string>; ready: Set<string> }[] {
  const { nodes } = document;
  const waits = (id: string) => {
    const inputs = nodes.find((n) => n.id === id)?.inputs ?? [];
    return nodes.filter((n) => n.outputs.some((t) => inputs.includes(t))).map((n) => n.id);
  };
  const found = [];
  for (let bits = 0; bits < 2 ** nodes.length; bits++) {
    const done = new Set(nodes.filter((_, i) => (bits >> i) & 1).map((n) => n.id));
    if (![...done].every((id) => waits(id).every((before) => done.has(before)))) continue;
    const ready = nodes.filter((n) => !done.has(n.id) && waits(n.id).every((before) => done.has(before)));
    found.push({ done, ready: new Set(ready.map((n) => n.id)) });
  }
  return found;
}

/** Whether something in a storage is needed at a moment: begun, and not yet left by all. */
function isNeeded(
  document: GraphDocument,
  storage: PlanStorage,
  { done, ready }: ReturnType<typeof moments>[number],
): boolean {
  const begun = (id: string) => done.has(id) || ready.has(id);
  if (storage.workspaceOf !== undefined) return ready.has(storage.workspaceOf);
  return storage.tensors.some((id) => {
    const maker = document.nodes.find((n) => n.outputs.includes(id))?.id;
    if (maker !== undefined && !begun(maker)) return false;
    const role = document.tensors.find((t) => t.id === id)?.role;
    if (document.outputs.includes(id) || role === "state" || role === "constant") return true;
    const readers = document.nodes.filter((n) => n.inputs.includes(id)).map((n) => n.id);
    if (readers.length === 0) return maker === undefined ? done.size === 0 : ready.has(maker);
    return readers.some((reader) => !done.has(reader));
  });
}

/** A plan by schedule that is said to hold in any order. */
function said(document: GraphDocument, inplace: boolean): PlanDocument {
  const planned = planDocument(document, { ...DEFAULT_SETTINGS, place: "greedy-by-size", inplace }, NO_WATCH);
  if (!planned.ok) throw new Error(planned.problem.message);
  const plan = toPlanDocument(planned.value, { name: "", kind: "graph", sha256: "" });
  return { ...plan, settings: { ...plan.settings, lifetimes: "any-order" } };
}

test("pairs that share wrongly are those that some execution of all needs at once", {
  timeout: 60_000,
}, () => {
  fc.assert(
    fc.property(fc.nat(2 ** 31 - 1), fc.boolean(), (seed, inplace) => {
      const document = randomGraph(seed, 8);
      const plan = said(document, inplace);
      const all = moments(document);
      const size = (s: PlanStorage) => {
        const unit = plan.arenas.find((a) => a.id === s.arena)?.alignment ?? 1;
        return Math.ceil(s.bytes / unit) * unit;
      };
      const expected = plan.storages.flatMap((a, i) =>
        plan.storages.slice(i + 1).flatMap((b) => {
          const meets = a.offset < b.offset + size(b) && b.offset < a.offset + size(a);
          if (a.arena !== b.arena || size(a) === 0 || size(b) === 0 || !meets) return [];
          const clash = all.some((m) => isNeeded(document, a, m) && isNeeded(document, b, m));
          return clash ? [[`storage:${a.id}`, `storage:${b.id}`].sort().join(" ")] : [];
        }),
      );
      const found = check(plan, document)
        .filter((v) => v.code === "reuse")
        .map((v) => v.at.toSorted().join(" "));
      expect(found.sort()).toEqual(expected.sort());
    }),
    { numRuns: numRuns * 3 },
  );
});

test("a write in place is refused just when some execution still needs what it destroys", {
  timeout: 60_000,
}, () => {
  fc.assert(
    fc.property(fc.nat(2 ** 31 - 1), (seed) => {
      const document = randomGraph(seed, 8);
      // of writes alone, so that what a node destroys is all that is in the storage but what comes of it
      const plan = said(document, true);
      const writes = document.nodes.flatMap((node) =>
        node.outputs.flatMap((output, o) => {
          const storage = plan.storages.find((s) => s.tensors.includes(output));
          const rights = (node.mayShare ?? []).filter((r) => r.output === o);
          const over = rights.find((r) => storage?.tensors.includes(node.inputs[r.input] ?? ""));
          if (storage === undefined || over === undefined || rights.some((r) => r.how === "view")) return [];
          return [{ node, output, storage }];
        }),
      );
      const all = moments(document);
      const wrong = writes.some(({ node, output, storage }) => {
        const spared = descendants(document, plan, output);
        return all.some(
          (m) =>
            m.ready.has(node.id) &&
            storage.tensors.some((id) => {
              const readers = document.nodes.filter((n) => n.inputs.includes(id));
              const maker = document.nodes.find((n) => n.outputs.includes(id));
              if (spared.has(id)) return false;
              if (readers.length === 0) return maker !== undefined && !m.done.has(maker.id);
              return readers.some((reader) => reader !== node && !m.done.has(reader.id));
            }),
        );
      });
      expect(codes(plan, document).includes("inplace")).toBe(wrong);
    }),
    { numRuns: numRuns * 3 },
  );
});

/** What lies in the same storage because it is made of this, itself included. */
function descendants(document: GraphDocument, plan: PlanDocument, root: string): Set<string> {
  const found = new Set([root]);
  for (let before = 0; before < found.size; ) {
    before = found.size;
    for (const node of document.nodes) {
      for (const { input, output } of node.mayShare ?? []) {
        const [from, to] = [node.inputs[input] ?? "", node.outputs[output] ?? ""];
        if (found.has(from) && plan.tensors[from]?.storage === plan.tensors[to]?.storage) found.add(to);
      }
    }
  }
  return found;
}

test("thousands of nodes are judged", () => {
  const count = 5_000;
  const nodes = Array.from({ length: count }, (_, i) => ({
    id: `n${i}`,
    op: "Op",
    inputs: [i - 1, i - 7].filter((t) => t >= 0).map((t) => `t${t}`),
    outputs: [`t${i}`],
  }));
  const tensors = nodes.map((_, i) => ({ id: `t${i}`, bytes: 8 }));
  const document: GraphDocument = { ...textGraph(""), tensors, nodes, outputs: [`t${count - 1}`] };
  const lines = nodes.map(
    (_, i) => `t${i} [${i},${i + 7 < count ? i + 8 : Math.min(i + 2, count)}) 8 @${(i % 8) * 8}`,
  );
  const order = `order ${nodes.map((n) => n.id).join(" ")}`;
  const plan = freely(
    [order, ...lines].join("\n"),
    nodes.slice(0, 8).map((_, i) => `t${i}`),
  );
  expect(check(plan, document)).toEqual([]);
});
