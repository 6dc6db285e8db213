import fc from "fast-check";
import { expect, test } from "vitest";
import { lower } from "../../core/lowered.ts";
import { shippedFacts } from "../../core/shipped.ts";
import { planShipped } from "../../core/shipped-plan.ts";
import { NO_WATCH } from "../../core/watch.ts";
import { openSource } from "../index.ts";
import { writeNative } from "../native/write.ts";
import { sourceFromBytes, sourceFromText } from "../source.ts";
import { buildBundle, buildPte } from "./testing/build-pte.ts";
import { at, called, constant, method, no, unplanned, yes } from "./testing/programs.ts";

/** A little of everything: branches, a loop, views, state in two methods, lists, a backend, names. */
function mixture(): Uint8Array {
  const values = {
    p: unplanned(4),
    x: at(0),
    a: at(64),
    b: at(64),
    r: at(128),
    s: at(0, 64, { ...called("s"), arena: 2 }),
    v: at(64, 64, { sizes: [4, 4] }),
    ab: { kind: "list" as const, of: ["a", "b"] },
    t: at(128),
    y: at(192),
    w: constant,
    f: no,
    one: yes,
  };
  const code = [
    "jump p 4",
    "f.out: x w -> a",
    "move a r",
    "jump f 6",
    "g.out: x -> b",
    "move b r",
    "split.out! x a b ab",
    "f.out: v -> t",
    "@XnnpackBackend t y",
    "executorch_prim::et_copy_index.tensor! y r one",
    "jump one 7",
    "aten::copy_: s x",
    "free t",
    "f.out: r s -> y",
  ];
  const arenas = [0, 320, 64];
  return buildPte({
    plans: [
      method(values, code, { inputs: "p x", outputs: "y", arenas }),
      method({ s: values.s, y: at(0) }, ["f.out: s -> y"], { name: "get", outputs: "y", arenas }),
    ],
    data: 64,
    segments: [{ offset: 0, size: 64 }],
    constantSegment: { segment: 0, offsets: [0, 0] },
  });
}

const PROGRAM = mixture();
const FILES = [PROGRAM, buildBundle(PROGRAM), buildPte({ plans: [method({}, [])] })];
const file = fc.constantFrom(...FILES);

/** Opens as a document that can be planned, shown beside its own plan and written, or says what is wrong and what to do. */
async function outcome(bytes: Uint8Array): Promise<string> {
  const opened = await openSource(sourceFromBytes("net.pte", bytes), NO_WATCH);
  if (!opened.ok) {
    const { code, message, help } = opened.problem;
    expect(message).not.toBe("");
    expect(help).not.toBe("");
    return code;
  }
  const { document } = opened.value;
  if (document.kind !== "methods") return document.kind;
  const graph = lower(document);
  if (!graph.ok) throw new Error(`${graph.problem.where}: ${graph.problem.message}`);
  shippedFacts(graph.value);
  planShipped(graph.value);
  const again = await openSource(sourceFromText("net.json", writeNative(document)), NO_WATCH);
  if (!again.ok) throw new Error(`${again.problem.where}: ${again.problem.message}`);
  return "opened";
}

test("the files themselves open", async () => {
  for (const bytes of FILES) expect(await outcome(bytes)).toBe("opened");
});

test("a program with one byte changed opens or is refused", async () => {
  const outcomes = new Set<string>();
  await fc.assert(
    fc.asyncProperty(file, fc.nat(), fc.nat(255), async (bytes, at, value) => {
      const changed = bytes.slice();
      changed[at % changed.length] = value;
      outcomes.add(await outcome(changed));
    }),
    { numRuns: 600 },
  );
  expect([...outcomes]).toEqual(expect.arrayContaining(["opened", "corrupt", "truncated"]));
});

test("a program with several fields overwritten by numbers that hurt opens or is refused", async () => {
  const number = fc.constantFrom(
    0,
    1,
    2,
    4,
    7,
    0x7fff,
    0xffff,
    0x7fffffff,
    0x80000000,
    0xfffffff0,
    0xffffffff,
  );
  const damage = fc.array(fc.tuple(fc.nat(), number, fc.constantFrom(1, 2, 4)), {
    minLength: 1,
    maxLength: 6,
  });
  await fc.assert(
    fc.asyncProperty(file, damage, async (bytes, damage) => {
      const changed = bytes.slice();
      const view = new DataView(changed.buffer);
      for (const [where, value, width] of damage) {
        const at = (where % (changed.length - 4)) & ~(width - 1);
        if (width === 1) view.setUint8(at, value & 0xff);
        else if (width === 2) view.setUint16(at, value & 0xffff, true);
        else view.setUint32(at, value >>> 0, true);
      }
      await outcome(changed);
    }),
    { numRuns: 1500 },
  );
});

test("tables that lead to each other in rings or fans end", async () => {
  await fc.assert(
    fc.asyncProperty(file, fc.nat(), fc.nat(), async (bytes, from, to) => {
      // an offset that leads anywhere in the file, tables before it included
      const changed = bytes.slice();
      const view = new DataView(changed.buffer);
      const at = (from % (changed.length - 4)) & ~3;
      view.setUint32(at, (to % changed.length) - at, true);
      await outcome(changed);
    }),
    { numRuns: 1500 },
  );
});

test("a program cut anywhere inside its tables is refused", async () => {
  const tables = new DataView(PROGRAM.buffer).getUint32(16, true);
  for (let length = 8; length < tables; length += 3) {
    const code = await outcome(PROGRAM.subarray(0, length));
    expect(["truncated", "corrupt"]).toContain(code);
  }
  // without its data the plan is whole, and the file is called cut off
  const opened = await openSource(sourceFromBytes("net.pte", PROGRAM.subarray(0, tables)), NO_WATCH);
  const findings =
    opened.ok && opened.value.document.kind === "methods" ? opened.value.document.findings : [];
  expect(findings?.map(({ code }) => code)).toContain("data-cut-off");
});

test("a program with the wrong head is refused by name", async () => {
  const head = (at: number, ...values: readonly number[]) => {
    const changed = PROGRAM.slice();
    changed.set(values, at);
    return outcome(changed);
  };
  expect(await head(4, 0x45, 0x54, 0x58, 0x58)).toBe("unknown-format");
  expect(await head(12, 8, 0, 0, 0)).toBe("bad-header");
  expect(await head(16, 4, 0, 0, 0, 0, 0, 0, 0)).toBe("bad-header");
  expect(await head(16, 0xff, 0xff, 0xff, 0x7f, 0, 0, 0, 0)).toBe("truncated");
  expect(await head(24, 64, 0, 0, 0, 0, 0, 0, 0)).toBe("bad-header");
  expect(await outcome(buildPte({ version: 3, plans: [method({}, [])] }))).toBe("newer-version");
  expect(await outcome(buildPte({ plans: [], data: 64 }))).toBe("empty-model");
  expect(await outcome(buildBundle(new Uint8Array(80)))).toBe("wrong-identifier");
});
