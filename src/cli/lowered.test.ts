import { describe, expect, test } from "vitest";
import { forkAndJoin } from "../../tools/examples/arms.ts";
import { prefillAndDecode } from "../../tools/examples/methods.ts";
import { writeNative } from "../formats/native/write.ts";
import { memplan } from "./testing/memory-io.ts";

const FILES = { "arms.json": writeNative(forkAndJoin()), "program.json": writeNative(prefillAndDecode()) };

describe.each([
  ["arms", "arms.json", /^Fork and join of arms: 4 arms, 9 buffers, 7 of them in the arena\n/],
  [
    "methods",
    "program.json",
    /^Prefill and decode with a shared KV cache: 2 methods, \d+ nodes, \d+ tensors\n/,
  ],
])("a document of %s", (kind, file, summary) => {
  test("is planned, and the plan is checked against it", async () => {
    const planned = await memplan(`plan ${file} --json p.json`, FILES);
    expect(planned.code).toBe(0);
    expect(planned.out).toMatch(summary);
    const plan = planned.files.get("p.json") ?? "";
    expect(JSON.parse(plan).source).toMatchObject({ kind });
    const files = { ...FILES, "p.json": plan };
    expect(await memplan(`check p.json ${file}`, files)).toMatchObject({ code: 0, out: "ok\n" });
    const [first, ...others] = JSON.parse(plan).buffers;
    const wrong = { ...JSON.parse(plan), buffers: [{ ...first, offset: first.offset + 1 }, ...others] };
    const checked = await memplan(`check p.json ${file}`, { ...files, "p.json": JSON.stringify(wrong) });
    expect(checked.code).toBe(1);
  });

  test("is written again as it is, and as the graph that it comes down to", async () => {
    const same = await memplan(`convert ${file} --to ${kind}`, FILES);
    expect(same.out).toBe(FILES[file as keyof typeof FILES]);
    const graph = await memplan(`convert ${file} --to graph`, FILES);
    expect(JSON.parse(graph.out)).toMatchObject({ kind: "graph" });
    expect((await memplan("info g.json", { "g.json": graph.out })).code).toBe(0);
  });

  test("is in the list of formats", async () => {
    const { out } = await memplan("list --json -", {});
    const { formats } = JSON.parse(out) as { formats: { id: string; reads: boolean; writes: boolean }[] };
    expect(formats.find(({ id }) => id === kind)).toMatchObject({ reads: true, writes: true });
  });

  test("tells which flags it cannot hear, and plans all the same", async () => {
    const { code, err } = await memplan(`plan ${file} --order exact`, FILES);
    expect(code).toBe(0);
    expect(err).toMatch(new RegExp(`^${file}: --order exact is not heard\\. .+\\.\n$`));
  });
});

describe("info on arms", () => {
  test("gives both rules as JSON", async () => {
    const { out } = await memplan("info arms.json --json -", FILES);
    const { original, precise, ...rest } = JSON.parse(out);
    expect(rest).toMatchObject({
      format: "arms",
      kind: "arms",
      nodes: 4,
      tensors: 9,
      operators: { store: 7, atomic: 1 },
    });
    expect(original).toMatchObject({
      escaping: ["h", "left 1", "left 2", "queue", "right 1", "right 2", "sum", "y"],
      nonEscaping: ["x"],
      regions: ["split", "left", "right", "reduce", "join"],
      armRecyclable: { split: ["x"] },
      pairCount: 1,
      narrowWrittenNonEscaping: [],
    });
    expect(precise).toMatchObject({
      arms: ["split", "left", "right", "join"],
      pinned: { x: ["host_input"], queue: ["atomic", "host_input"], y: ["live_out"] },
      unused: [],
      donatable: ["x"],
      pairCount: 10,
    });
    expect(precise.transient).toEqual(["h", "left 1", "left 2", "right 1", "right 2", "sum"]);
    expect(precise.lifetimes.h).toEqual(["split", "left", "right"]);
    for (const field of ["shareablePairs", "exampleSlots"]) expect(precise[field]).toBeInstanceOf(Array);
    for (const field of ["minSlots", "minSlotBytes", "arenaLowerBound", "arenaMin", "bytesWithoutSharing"]) {
      expect(precise[field]).toBeGreaterThan(0);
    }
  });

  test("shows both rules to people, with the reasons and what is left of the original's", async () => {
    const { out } = await memplan("info arms.json", FILES);
    expect(out).toMatch(/buffer +bytes +original +precise/);
    expect(out).toMatch(/x +16,384 +yes +yes +pinned: host input; others may follow it/);
    expect(out).toMatch(/queue +64 +no +no +pinned: atomic, host input/);
    expect(out).toMatch(/left 1 +32,768 +no +yes +transient, in left\n/);
    expect(out).toMatch(/pairs of arm and buffer +1 +10/);
    expect(out).toMatch(/fewest slots +\d+ +no two of these may share: /);
    expect(out).toMatch(/narrowed to buffers that are written: nothing\.\n {2}By its own safety rule/);
  });

  test("refuses a document that makes no sense, with its place", async () => {
    const wrong = FILES["arms.json"].replace('"buffer": "sum"', '"buffer": "total"');
    const { code, err } = await memplan("info arms.json", { "arms.json": wrong });
    expect(code).toBe(2);
    expect(err).toContain('names the buffer "total", which is not declared');
    expect(err).toContain("arms.json, body[3].body[0].buffer");
  });
});

test("arms are benched by all placements that can plan for any order, and compared", async () => {
  const benched = await memplan("bench arms.json --json -", FILES);
  expect(benched.code).toBe(0);
  const places = (JSON.parse(benched.out).runs as { place: string }[]).map(({ place }) => place);
  expect(places).toContain("best");
  expect(places).not.toContain("exact");
  const named = await memplan("bench arms.json --place exact", FILES);
  expect(named).toMatchObject({ code: 2, err: expect.stringContaining("cannot make a plan for any order") });
  const same = await memplan("compare arms.json arms.json", FILES);
  expect(same.code).toBe(0);
});

test("arms beside each other have no lifetimes in steps, listed ones have", async () => {
  const { order: _, ...listed } = forkAndJoin();
  const files = { ...FILES, "listed.json": writeNative(listed) };
  const refused = await memplan("convert arms.json --to minimalloc", files);
  expect(refused.code).toBe(2);
  expect(refused.err).toContain("have no lifetimes in steps");
  const written = await memplan("convert listed.json --to lifetimes", files);
  expect(written.code).toBe(0);
  expect(JSON.parse(written.out).buffers.length).toBeGreaterThan(3);
});

describe("a program of methods", () => {
  const apart = writeNative({ ...prefillAndDecode(), sharing: { policy: "none" } });

  test("is told with its three numbers, what it shares and whether all methods agree", async () => {
    for (const command of ["plan", "info"]) {
      const { code, out } = await memplan(`${command} program.json`, FILES);
      expect(code).toBe(0);
      expect(out).toMatch(/side by side .+\n +overlaid .+\n +shared .+ memory 2, once for all\n/);
      expect(out).toMatch(/of state in memory 2\n/);
      expect(out).toMatch(/same-place +ok/);
    }
    const { out } = await memplan("info program.json --json -", FILES);
    const { program } = JSON.parse(out);
    expect(program.area).toMatchObject({ arena: "2" });
    expect(program.totals.methods).toHaveLength(2);
  });

  test("that does not share is told where methods disagree", async () => {
    const { out } = await memplan("plan apart.json", { "apart.json": apart });
    expect(out).toMatch(/same-place +\d+ wrong/);
    expect(out).toMatch(/^warning same-place: "/m);
  });

  test("is written as a table and as a planning pass", async () => {
    const csv = await memplan("convert program.json --to executorch-csv", FILES);
    expect(csv.out).toMatch(/^method,tensor,name,memory,offset,bytes,shared\n/);
    const python = await memplan("convert program.json --to executorch-pass", FILES);
    expect(python.out).toContain("def fixed_plan():");
  });
});
