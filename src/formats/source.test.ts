import { describe, expect, test } from "vitest";
import { NO_WATCH, type Progress } from "../core/watch.ts";
import type { Source } from "./format.ts";
import { openSource } from "./index.ts";
import { peekAt, readText, sourceFromBlob, sourceFromBytes, sourceFromText, stemOf } from "./source.ts";

const CSV = "id,lower,upper,size\na,0,1,8\n";

describe("a source gives the bytes asked for, fewer at its end", () => {
  test.each([
    ["bytes", sourceFromBytes("n", new TextEncoder().encode("häm"))],
    ["text", sourceFromText("n", "häm")],
    ["a blob", sourceFromBlob("n", new Blob(["häm"]))],
  ])("of %s", async (_title, source) => {
    expect(source.size).toBe(4);
    expect([...(await source.read(1, 3))]).toEqual([0xc3, 0xa4]);
    expect([...(await source.read(3, 99))]).toEqual([0x6d]);
  });
});

test.each([
  ["A.1048576.csv", "A.1048576"],
  ["dir/sub\\net.json", "net"],
  ["noending", "noending"],
  [".hidden", ".hidden"],
])("the stem of %s is %s", (name, stem) => {
  expect(stemOf(name)).toBe(stem);
});

test("a peek is 64 KiB at most, its text empty when it is binary", async () => {
  const peek = await peekAt(sourceFromBytes("n", new Uint8Array(100_000).fill(0x61)));
  expect([peek.bytes.length, peek.text.length, peek.size]).toEqual([65_536, 65_536, 100_000]);
  expect((await peekAt(sourceFromBytes("n", Uint8Array.of(0x61, 0, 0x62)))).text).toBe("");
});

describe("text", () => {
  /** Long enough for several reads, with characters of three bytes across their borders. */
  const LONG = "€".repeat(3_000_001);

  test("is decoded across reads, with progress, and without its byte order mark", async () => {
    const seen: Progress[] = [];
    const read = await readText(sourceFromText("n", `\uFEFF${LONG}`), (progress) => seen.push(progress));
    expect(read.ok && read.value === LONG).toBe(true);
    expect(seen.map(({ done }) => done)).toEqual([0, 4_194_304, 8_388_608]);
  });

  test.each([
    ["a Latin-1 letter", [0x61, 0x0a, 0x62, 0xe4, 0x0a], "line 2"],
    ["a letter cut in two", [0x61, 0x0a, 0x0a, 0xc3], "line 3"],
  ])("that is not UTF-8 is refused with its line: %s", async (_title, bytes, where) => {
    const read = await readText(sourceFromBytes("n", Uint8Array.from(bytes)), NO_WATCH);
    expect(read).toMatchObject({ ok: false, problem: { code: "not-utf8", where } });
  });

  test("that is enormous is refused before it is read", async () => {
    const read = async (): Promise<Uint8Array> => Promise.reject(new Error("it was read"));
    const result = await readText({ name: "n", size: 2 ** 40, read }, NO_WATCH);
    expect(result).toMatchObject({ ok: false, problem: { code: "too-large" } });
    expect(result.ok || result.problem.message).toContain("1 TiB");
  });

  test("that became shorter meanwhile is refused", async () => {
    const source: Source = { ...sourceFromText("n", CSV), size: 9000 };
    const result = await readText(source, NO_WATCH);
    expect(result).toMatchObject({ ok: false, problem: { code: "truncated" } });
  });
});

test("a source that cannot be read is a Problem", async () => {
  const read = async (): Promise<Uint8Array> =>
    Promise.reject(new DOMException("The file is gone.", "NotReadableError"));
  const opened = await openSource({ name: "n", size: 9, read }, NO_WATCH);
  expect(opened).toMatchObject({ ok: false, problem: { code: "cannot-read" } });
  expect(opened.ok || opened.problem.message).toBe("The file cannot be read: The file is gone.");
});

test("opening says which format it was", async () => {
  const opened = await openSource(sourceFromText("x.json", CSV), NO_WATCH);
  expect(opened).toMatchObject({
    ok: true,
    value: { format: "minimalloc", document: { kind: "lifetimes", name: "x" } },
  });
});
