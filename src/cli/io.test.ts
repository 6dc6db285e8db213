import { mkdtemp, open, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { nodeIo } from "./io.ts";

const GIB = 2 ** 30;
let folder = "";

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "memplan-io-"));
});
afterAll(() => rm(folder, { recursive: true }));

test("a file beyond 4 GiB is read in windows, up to its last byte", async () => {
  const path = join(folder, "large.bin");
  const handle = await open(path, "w");
  await handle.truncate(5 * GIB);
  await handle.write(Uint8Array.of(1, 2, 3), 0, 3, 5 * GIB - 3);
  await handle.close();
  const opened = await nodeIo(folder).open("large.bin");
  if (!opened.ok) throw new Error(opened.problem.message);
  const { source, close } = opened.value;
  expect(source).toMatchObject({ name: "large.bin", size: 5 * GIB });
  expect(await source.read(5 * GIB - 4, 5 * GIB)).toEqual(Uint8Array.of(0, 1, 2, 3));
  expect(await source.read(5 * GIB - 1, 6 * GIB)).toEqual(Uint8Array.of(3));
  expect(await source.read(7 * GIB, 8 * GIB)).toHaveLength(0);
  await close();
});

test("what cannot be opened or written is a problem that names it as it was given", async () => {
  await writeFile(join(folder, "file"), "");
  const io = nodeIo(folder);
  const problems = [
    await io.open("gone.json"),
    await io.open("."),
    await io.open("file/inside"),
    await io.write("gone/plan.json", ""),
    await io.write(".", ""),
  ];
  expect(problems.map((p) => (p.ok ? "opened" : `${p.problem.where}: ${p.problem.message}`))).toEqual([
    "gone.json: There is no such file.",
    ".: This is a folder, not a file.",
    "file/inside: A part of this path is a file, not a folder.",
    "gone/plan.json: There is no such file.",
    ".: This is a folder, not a file.",
  ]);
});
