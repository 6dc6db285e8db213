import { describe, expect, test } from "vitest";
import type { DataflowDocument } from "../core/document.ts";
import { textStream } from "../core/testing/text-stream.ts";
import { memplan } from "./testing/memory-io.ts";

const FILTER = "source.o 5 -> filter.i 7\nfilter.o 7 -> sink.i 5";
const CHAIN = "a.o 5 -> b.i 5\nb.o 5 -> c.i 5\nc.o 5 -> d.i 5";
const FAN = ["one", "two", "three"].map((id) => `src.o 64 -> ${id}.i 64 of 1`).join("\n");
const LOOP = "src.o 5 -> f.x 5\nf.o 5 -> sink.i 5\nf.o 5 -> f.y 5 delay 5";

function files(text: string, more: Partial<DataflowDocument> = {}) {
  return { "g.json": JSON.stringify({ ...textStream(text), ...more }) };
}

async function infoOf(text: string, flags = "", more: Partial<DataflowDocument> = {}) {
  const ran = await memplan(`info g.json --json - ${flags}`, files(text, more));
  return { ...ran, told: JSON.parse(ran.out) };
}

async function planOf(text: string, flags = "") {
  const ran = await memplan(`plan g.json --json - ${flags}`, files(text));
  return { ...ran, plan: JSON.parse(ran.out) };
}

describe("info of a dataflow graph", () => {
  test("tells CMSIS-Stream's schedule and FIFOs, and what they move", async () => {
    const { told, code } = await infoOf(FILTER);
    expect(code).toBe(0);
    expect(told.schedule.join(" ")).toBe(
      "source source filter sink source filter sink source source filter sink sink source filter sink source filter sink sink",
    );
    expect(told).toMatchObject({
      format: "dataflow",
      kind: "dataflow",
      nodes: 3,
      scheduleLength: 19,
      firings: { source: 7, filter: 5, sink: 7 },
      duplicates: [],
      buffers: [
        { id: 0, bytes: 44 },
        { id: 1, bytes: 44 },
      ],
      totalBytes: 88,
      unsharedBytes: 88,
      copyTraffic: { steadyState: { realignBytes: 80, duplicateBytes: 0 } },
    });
    expect(told.fifos[1]).toEqual({
      id: 1,
      from: ["filter", "o"],
      to: ["sink", "i"],
      length: 11,
      delay: 0,
      elementBytes: 4,
      isArray: false,
      live: [2, 18],
      buffer: 1,
    });
  });

  test("shares arrays unless the flags or the document say otherwise, and flags win", async () => {
    const bytes = async (flags: string, options = {}) =>
      (await infoOf(CHAIN, flags, { options })).told.totalBytes;
    expect(await bytes("")).toBe(40);
    expect(await bytes("--memory-optimization off")).toBe(60);
    expect(await bytes("", { memoryOptimization: false })).toBe(60);
    expect(await bytes("--memory-optimization on", { memoryOptimization: false })).toBe(40);
  });

  test("tells of Duplicates, what they need not copy, and of loops", async () => {
    const { told } = await infoOf(FAN);
    expect(told.duplicates).toEqual([{ id: "dup0", samples: 64, outputs: ["aaaaaa", "aaaaab", "aaaaac"] }]);
    expect(told.fifos.map((f: { buffer: number }) => f.buffer)).toEqual([0, 0, 0, 0]);
    expect(told.fifos[2].skipCopyInDuplicate).toBe(true);
    expect(told.copyTraffic.steadyState.duplicateBytes).toBe(0);
    const without = await infoOf(FAN, "--duplicate-optimization off");
    expect(without.told).toMatchObject({ totalBytes: 256, bufferCount: 4 });
    expect((await infoOf(LOOP)).told).toMatchObject({ sinkPriorityDisabledByLoop: true, totalBytes: 60 });
  });

  test("lengths are those of the edges where nothing is scheduled", async () => {
    const stream = textStream(FILTER);
    const edges = stream.edges.map((edge) => ({ ...edge, asyncLength: 9 }));
    const { told } = await infoOf(FILTER, "--stream-mode fully-asynchronous", { edges });
    expect(told).toMatchObject({ schedule: ["source", "filter", "sink"], totalBytes: 72 });
    expect(told).not.toHaveProperty("copyTraffic");
  });

  test.each([
    ["a.o 2 -> b.i 2\nb.o 1 -> a.i 1", "DeadlockError", "deadlock"],
    ["a.o 2 -> b.i 2\na.p 1 -> b.j 2", "NotSchedulableError", "not-schedulable"],
    ["a.o 1 -> b.i 1\nb.o 1 -> b.j 1 delay 1", "NotSchedulableError", "reference-self-loop"],
    ["a.o 1,2 -> b.i 1,2", "ValueError", "reference-equal-cycles"],
    ["a.o 1 -> b.i 1\nc.o 1 -> d.i 1", "GraphIsNotConnected", "not-connected"],
    ["a.o 1 -> b.i 2 buffer ext", "FIFOWithCustomBufferMustBeUsedAsArray", "not-an-array"],
    [
      "a.o 1 -> b.i 1 buffer ext\na.o 1 -> c.i 1",
      "CantHaveBufferConstraintOnFIFOWhenDuplicateIsInserted",
      "buffer-on-split-edge",
    ],
    [
      "a.o 1 -> b.i 1 buffer ext\nb.o 1 -> c.i 1 buffer ext",
      "CannotReuseCustomBufferMoreThanOnce",
      "buffer-used-twice",
    ],
  ])("says what the reference raises for %j", async (text, raised, code) => {
    const ran = await infoOf(text);
    expect(ran.code).toBe(2);
    expect(ran.told).toMatchObject({ error: raised, referenceError: raised, problem: { code } });
    expect(ran.err).toMatch(/^g\.json: .+\n$/);
  });

  test("names the loop of a deadlock and the samples that it lacks", async () => {
    const { err } = await infoOf("a.o 2 -> b.i 3\nb.o 3 -> a.i 2 delay 1");
    expect(err).toContain("The loop a → b → a waits for itself: its edge b.o → a.i lacks 3 samples");
    expect(err).toContain("Give that edge a delay of 4.");
    const mended = await infoOf("a.o 2 -> b.i 3\nb.o 3 -> a.i 2 delay 4");
    expect(mended.code).toBe(0);
  });

  test("says which input nothing feeds", async () => {
    const { edges, ...stream } = textStream(CHAIN);
    const text = JSON.stringify({ ...stream, edges: edges.slice(1) });
    const ran = await memplan("info g.json", { "g.json": text });
    expect(ran.code).toBe(2);
    expect(ran.err).toContain('Nothing feeds input i of "b".');
  });

  test("tells of references where nodes pass them on, and says nothing of them elsewhere", async () => {
    const stream = textStream(
      "src.o 1 -> read.i 1\nsrc.o 1 -> copy.i 1\ncopy.o 1 -> write.i 1\nwrite.o 1 -> out.i 1",
    );
    const roles = { src: "alloc", read: "sink", copy: "copy", write: "inplace", out: "sink" } as const;
    const nodes = stream.nodes.map((node) => ({ ...node, role: roles[node.id as keyof typeof roles] }));
    const { told } = await infoOf(FILTER, "", { ...stream, nodes });
    // whoever copies after the reader has ended needs not
    expect(told.references).toMatchObject({
      violations: [],
      staticCopies: 1,
      minBufferCopyInsertions: 0,
      dynamic: { copies: [0, 1], poolReset: [1, 2] },
    });
    expect((await infoOf(FILTER)).told).not.toHaveProperty("references");
    const { out } = await memplan("info g.json", { "g.json": JSON.stringify({ ...stream, nodes }) });
    expect(out).toMatch(/copies, by counting, over all schedules +0 to 1/);
  });

  test("says schedule and FIFOs to people, long runs folded", async () => {
    const { out } = await memplan("info g.json", files(FILTER));
    expect(out).toMatch(/^stream: dataflow, read as dataflow\n\n +nodes +3 *\n +edges +2 *\n\n/);
    expect(out).toContain("2 × source, filter, sink, source");
    expect(out).toMatch(/fifo0 +source\.o → filter\.i +11 samples +44 B +FIFO +buffer 0/);
  });
});

describe("plans of a dataflow graph", () => {
  test("ours is packed and told beside the reference's", async () => {
    const chain =
      "a.o 100 -> b.i 100 of 1\nb.o 1 -> c.i 1 of 1\nc.o 1 -> d.i 1 of 1\nd.o 100 -> e.i 100 of 1";
    const { out, code } = await memplan("plan g.json", files(chain));
    expect(code).toBe(0);
    expect(out).toMatch(/^stream: 5 nodes, 5 firings, 4 FIFOs, all of them in the arena\n/);
    expect(out).toMatch(/peak +101 B/);
    expect(out).toMatch(/CMSIS-Stream +200 B +in 2 buffers; here 49\.5 % less/);
  });

  test.each(["--preset cmsis-stream", "--sink-priority on", "--fifos reference"])(
    "%s gives the reference's",
    async (flags) => {
      const { plan } = await planOf(FILTER, flags);
      expect(plan.stats.peakBytes).toBe(88);
      expect(plan.order).toHaveLength(19);
      expect(plan.fifos[0]).toMatchObject({ from: ["source", "o"], to: ["filter", "i"], samples: 11 });
    },
  );

  test("both are right by the checker, and compared with each other", async () => {
    const [ours, theirs] = [await planOf(LOOP), await planOf(LOOP, "--fifos reference")];
    const all = { ...files(LOOP), "a.json": ours.out, "b.json": theirs.out };
    for (const name of ["a.json", "b.json"])
      expect(await memplan(`check ${name} g.json`, all)).toMatchObject({ code: 0, out: "ok\n" });
    const { out, code } = await memplan("compare a.json b.json", all);
    expect(code).toBe(0);
    expect(out).toMatch(/FIFO memory +packed +reference/);
  });

  test("a plan that does not fit ends with 1, a graph without one with 2", async () => {
    const tight = await memplan("plan g.json --capacity 10", files(CHAIN));
    expect(tight.code).toBe(1);
    expect(tight.err).toContain("30 B too much");
    const stuck = await memplan("plan g.json", files("a.o 1 -> b.i 1\nb.o 1 -> a.i 1"));
    expect(stuck.code).toBe(2);
    expect(stuck.err).toContain("lacks 1 sample at the beginning");
  });

  test("where the reference refuses a graph its plan says so, and ours is made", async () => {
    const text = "a.o 1,2 -> b.i 1,2";
    const { out, code } = await memplan("plan g.json", files(text));
    expect(code).toBe(0);
    expect(out).toMatch(/CMSIS-Stream +no plan +The original ends with an error/);
    expect((await memplan("plan g.json --fifos reference", files(text))).code).toBe(2);
  });

  test("a document comes back as it was", async () => {
    const { out } = await memplan("convert g.json --to dataflow", files(LOOP));
    expect(JSON.parse(out)).toEqual(textStream(LOOP));
  });
});
