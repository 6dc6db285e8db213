import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { DEFAULT_SETTINGS, type Settings } from "../core/settings.ts";
import { textGraph } from "../core/testing/text-graph.ts";
import { pack, unpack } from "./sharing-codec.ts";
import { fragmentIn, type LinkContent, makeFragment, readFragment } from "./sharing-link.ts";

const DOCUMENT = textGraph("input x 8\nn1: a:64 = Op(x)\nn2: b:16 = Op(a)\nout b");
const CONTENT: LinkContent = {
  document: DOCUMENT,
  source: null,
  settings: { ...DEFAULT_SETTINGS, alignment: 16 },
  view: { cursor: 1 },
};

/** A link as another version would make it. */
async function made(head: Readonly<Record<string, unknown>>, ...texts: string[]): Promise<string> {
  const parts = await Promise.all(texts.map(pack));
  const names = ["document", "view", "source", "later"];
  const all = {
    memplan: "link",
    version: 1,
    parts: parts.map((part, i) => [names[i], part.length]),
    settings: {},
    ...head,
  };
  return `#share/${[await pack(JSON.stringify(all)), ...parts].join(".")}`;
}

async function problemOf(fragment: string): Promise<string> {
  const read = await readFragment(fragment);
  return read.ok ? "" : `${read.problem.code}: ${read.problem.message}`;
}

describe("packed text", () => {
  test("comes back as it was, in characters that addresses hold", async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: "grapheme", maxLength: 2000 }), async (text) => {
        const packed = await pack(text);
        expect(packed).toMatch(/^[\w-]*$/);
        expect(await unpack(packed)).toEqual({ ok: true, value: text });
      }),
      { numRuns: 60 },
    );
  });

  test("says so when any of its characters is another, or missing", async () => {
    const packed = await pack(JSON.stringify(DOCUMENT));
    await fc.assert(
      fc.asyncProperty(fc.nat(packed.length - 1), fc.boolean(), async (at, drop) => {
        const other = packed[at] === "A" ? "B" : "A";
        const changed = packed.slice(0, at) + (drop ? "" : other) + packed.slice(at + 1);
        const read = await unpack(changed);
        // the last character may hold bits that are not used
        if (read.ok) expect(at).toBe(packed.length - 1);
        else expect(read.problem.code).toBe("damaged");
      }),
      { numRuns: 100 },
    );
  });

  test("is not unfolded beyond its bound", async () => {
    const bomb = await pack("0".repeat(5_000_000));
    expect(bomb.length).toBeLessThan(10_000);
    const read = await unpack(bomb, 1024 * 1024);
    expect(read).toMatchObject({ ok: false, problem: { code: "too-large" } });
  });
});

test("a link gives back document, settings and view", async () => {
  const anySettings = fc.record({
    capacity: fc.option(fc.nat(), { nil: null }),
    slots: fc.boolean(),
    seed: fc.nat(),
    inplaceExcept: fc.string(),
  });
  await fc.assert(
    fc.asyncProperty(anySettings, fc.json(), fc.boolean(), async (some, view, sourced) => {
      const settings: Settings = { ...DEFAULT_SETTINGS, ...some };
      const content = {
        ...CONTENT,
        settings,
        view: JSON.parse(view) as unknown,
        source: sourced ? DOCUMENT : null,
      };
      const read = await readFragment(await makeFragment(content));
      if (!read.ok) throw new Error(read.problem.message);
      expect(JSON.parse(read.value.document)).toEqual(DOCUMENT);
      expect(read.value).toMatchObject({ settings, view: content.view, notices: [] });
      expect(JSON.parse(read.value.source ?? "null")).toEqual(content.source);
    }),
    { numRuns: 40 },
  );
});

test("links of one document have one id, whatever their views and settings", async () => {
  const ids = await Promise.all(
    [CONTENT, { ...CONTENT, view: null, settings: DEFAULT_SETTINGS }].map(async (content) => {
      const read = await readFragment(await makeFragment(content));
      return read.ok ? read.value.id : "";
    }),
  );
  expect(ids[0]).toBe(ids[1]);
  expect(ids[0]).not.toBe("");
});

test("a link that is cut anywhere says what is missing, or opens without its view", async () => {
  const whole = await makeFragment(CONTENT);
  const [head = "", document = ""] = whole.split(".");
  const opens = head.length + 1 + document.length;
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: "#share/".length, max: whole.length - 1 }), async (length) => {
      const read = await readFragment(whole.slice(0, length));
      if (length < opens) {
        expect(read).toMatchObject({ ok: false });
        if (!read.ok) expect(read.problem.message).toMatch(/cut|changed/);
      } else {
        expect(read).toMatchObject({ ok: true, value: { view: null } });
        if (read.ok) expect(read.value.notices.join()).toMatch(/view in the link is cut/);
      }
    }),
    { numRuns: 80 },
  );
});

test("what is no link of ours is refused with what is wrong", async () => {
  expect(await problemOf("#share/")).toMatch(/^bad-link/);
  expect(await problemOf("#share/hello")).toMatch(/not even its beginning/);
  expect(await problemOf(`#share/${await pack("[1]")}`)).toMatch(/^foreign-link/);
  expect(await problemOf(`#share/${await pack('{"memplan":"link"}')}`)).toMatch(/its version and its parts/);
  expect(await problemOf(await made({ parts: [] }))).toMatch(/^no-document/);
  const whole = await makeFragment(CONTENT);
  const [head, document = ""] = whole.split(".");
  expect(await problemOf(`${head}.${document.slice(0, -9)}`)).toMatch(/^cut-link.*characters arrived/);
  const swapped = `${head}.${[...document].reverse().join("")}`;
  expect(await problemOf(swapped)).toMatch(/^damaged-link.*checksum/);
});

test("a link of a newer version opens, says so, and names the settings that it drops", async () => {
  const newer = await made(
    { version: 7, producer: "9.1", settings: { alignment: 32, place: "by-oracle", rotate: true } },
    JSON.stringify(DOCUMENT),
    JSON.stringify({ cursor: 1 }),
    "null",
    "a part that nobody knows yet",
  );
  const read = await readFragment(newer);
  if (!read.ok) throw new Error(read.problem.message);
  expect(read.value.settings).toEqual({ ...DEFAULT_SETTINGS, alignment: 32 });
  expect(read.value.view).toEqual({ cursor: 1 });
  expect(read.value.notices).toEqual([
    "This link was made by a newer version (memplan 9.1): what this one does not know was left out.",
    "Settings of the link that are not known here have their defaults: place, rotate.",
  ]);
});

test("words after a pasted link are no part of it", async () => {
  for (const content of [CONTENT, { ...CONTENT, view: null }]) {
    const whole = await makeFragment(content);
    const alone = await readFragment(whole);
    expect(alone.ok).toBe(true);
    for (const words of [" see this", "\nsee this. And that, too."]) {
      const read = await readFragment(fragmentIn(`https://example.org/${whole}${words}`) ?? "");
      expect(read).toEqual(alone);
    }
  }
});

test("a view that is no JSON leaves the document alone", async () => {
  const read = await readFragment(await made({}, JSON.stringify(DOCUMENT), "{broken"));
  expect(read).toMatchObject({ ok: true, value: { view: null } });
});

test("a link is found in an address, in a line that mail has broken, and nowhere else", () => {
  expect(fragmentIn("https://example.org/app/#share/abc.def")).toBe("#share/abc.def");
  expect(fragmentIn("  http://localhost/#share/abc\r\n.def ")).toBe("#share/abc.def");
  expect(fragmentIn("#share/abc")).toBe("#share/abc");
  expect(fragmentIn("see #share/abc")).toBeUndefined();
  expect(fragmentIn('{"format": "memplan"}')).toBeUndefined();
});
