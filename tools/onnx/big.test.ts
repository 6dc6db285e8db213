import { mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { nodeIo } from "../../src/cli/io.ts";
import { NO_WATCH, type Progress } from "../../src/core/watch.ts";
import type { Source } from "../../src/formats/format.ts";
import { openSource } from "../../src/formats/index.ts";
import { makeBoth } from "./make-big.mjs";

const folder = mkdtempSync(join(tmpdir(), "memplan-big-"));
const made = makeBoth(folder);
afterAll(() => rmSync(folder, { recursive: true }));

async function withFile<T>(path: string, use: (source: Source) => Promise<T>): Promise<T> {
  const file = await nodeIo(folder).open(path);
  if (!file.ok) throw new Error(file.problem.message);
  try {
    return await use(file.value.source);
  } finally {
    await file.value.close();
  }
}

test("files of 2.2 and 4.4 GB take next to no disk", () => {
  expect(made.map(({ size }) => Math.round(size / 1e8))).toEqual([22, 44]);
  for (const { path, size } of made) {
    expect(statSync(path).size).toBe(size);
    expect(statSync(path).blocks * 512).toBeLessThan(8e6);
  }
});

test.each(made)(
  "a file of $size bytes is read in less than 10 MB, and says how far it is",
  async ({ path, size }) => {
    let bytes = 0;
    const told: Progress[] = [];
    const opened = await withFile(path, (source) => {
      const counting: Source = {
        ...source,
        async read(start, end) {
          const got = await source.read(start, end);
          bytes += got.length;
          return got;
        },
      };
      return openSource(counting, (progress) => told.push(progress));
    });
    if (!opened.ok || opened.value.document.kind !== "graph") throw new Error("it does not open");
    const { document } = opened.value;
    expect(document.nodes.length).toBeGreaterThanOrEqual(200);
    expect(document.findings?.find(({ code }) => code === "contents")?.message).toContain("ai.onnx 17");
    expect(document.tensors.find(({ id }) => id === "t200")?.shape).toEqual([1, 1664]);
    expect(bytes).toBeLessThan(10e6);
    const reading = told.filter(({ phase }) => phase === "reading");
    expect(reading.every(({ done, total }) => total === size && done <= total)).toBe(true);
    expect(reading.some(({ done }) => done > 2 ** 31 || done > size / 2)).toBe(true);
  },
);

test("reading stops where whoever watches throws, which is how a command is ended", async () => {
  const [first] = made;
  let reads = 0;
  const stopped = withFile(first?.path ?? "", (source) =>
    openSource(
      {
        ...source,
        read: (start, end) => {
          reads++;
          return source.read(start, end);
        },
      },
      ({ done }) => {
        if (done > 1e9) throw new Error("stopped");
      },
    ),
  );
  await expect(stopped).rejects.toThrow("stopped");
  const half = reads;
  await withFile(first?.path ?? "", (source) => openSource(source, NO_WATCH));
  expect(reads).toBe(half);
});
