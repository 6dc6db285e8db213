import { describe, expect, test } from "vitest";
import { planAndCheck } from "../../plan-checked.ts";
import { DEFAULT_SETTINGS } from "../../settings.ts";
import { NO_WATCH } from "../../watch.ts";
import { analyseArms } from "./analyse.ts";
import type { ArmsDocument } from "./document.ts";
import type { ArmsReport } from "./report.types.ts";
import { ARMS_CASES, type ArmsCase } from "./testing/cases.ts";
import { textArms } from "./testing/text-arms.ts";

function reportOf(document: ArmsDocument): ArmsReport {
  const report = analyseArms(document);
  if (!report.ok) throw new Error(report.problem.message);
  return report.value;
}

const precise = (text: string, rest: Partial<ArmsDocument> = {}) => reportOf(textArms(text, rest)).precise;
const words = (text: string) => text.split(" ").filter((word) => word !== "");
const eachOf = (texts: Readonly<Record<string, string>>) =>
  Object.fromEntries(Object.entries(texts).map(([key, text]) => [key, words(text)]));

function wantedOf({ original, precise: ours }: ArmsCase) {
  return {
    original: {
      escaping: words(original.escaping),
      nonEscaping: words(original.staying),
      regions: words(original.regions),
      armRecyclable: eachOf(original.recyclable),
      pairCount: original.pairs,
      narrowWrittenNonEscaping: [],
    },
    precise: {
      arms: words(ours.arms),
      pinned: ours.pinned,
      unused: words(ours.unused),
      transient: Object.keys(ours.lives).sort(),
      donatable: [],
      armRecyclable: eachOf(ours.perArm),
      pairCount: ours.pairs,
      lifetimes: eachOf(ours.lives),
      shareablePairs: words(ours.share).map((pair) => pair.split("-")),
      minSlots: ours.slots.length,
      minSlotsProven: true,
      minSlotBytes: ours.slotBytes,
      exampleSlots: ours.slots.map(words),
      arenaLowerBound: ours.bound,
      arenaMin: ours.arena,
      arenaProven: ours.bound === ours.arena,
      bytesWithoutSharing: ours.alone,
    },
  };
}

describe.each(ARMS_CASES)("$title", (one) => {
  const document = textArms(one.program);
  const report = reportOf(document);

  test("both rules say what they must, to the last field", () => {
    const wanted = wantedOf(one);
    const { whyEmpty, ...original } = report.original;
    expect(original).toEqual(wanted.original);
    expect(whyEmpty).not.toBe("");
    expect(report.precise).toMatchObject(wanted.precise);
    expect(Object.keys(report.precise.pinned)).toEqual(Object.keys(wanted.precise.pinned));
  });

  test("the proof has as many buffers as there are slots, and no two of them may share", () => {
    const { certificate, minSlots, shareablePairs } = report.precise;
    expect(certificate.kind).toBe("apart");
    expect(certificate.buffers).toHaveLength(minSlots);
    for (const [a, b] of shareablePairs) {
      expect(certificate.buffers.includes(a) && certificate.buffers.includes(b)).toBe(false);
    }
  });

  test("its plans are as small as the report says, and right", () => {
    for (const slots of [false, true]) {
      const made = planAndCheck(document, { ...DEFAULT_SETTINGS, slots }, "", NO_WATCH);
      if (!made.ok) throw new Error(made.problem.message);
      expect(made.value.violations).toEqual([]);
      expect(made.value.document.source.kind).toBe("arms");
      expect(made.value.plan.stats).toMatchObject({
        peakBytes: slots ? one.precise.slotBytes : one.precise.arena,
        lowerBoundBytes: one.precise.bound,
      });
    }
  });
});

describe("a buffer is pinned", () => {
  test("as an input when one branch does not write it, not when both do", () => {
    const half = "buffer t 4\narm A { if { store t } ; load t }";
    expect(precise(half).pinned).toEqual({ t: ["host_input"] });
    const both = "buffer t 4\narm A { if { store t } else { store t } ; load t }";
    expect(precise(both).transient).toEqual(["t"]);
  });

  test("as an input when a loop that may not run writes it, not when it surely runs", () => {
    expect(precise("buffer t 4\narm A { loop unknown { store t } load t }").pinned).toEqual({
      t: ["host_input"],
    });
    expect(precise("buffer t 4\narm A { loop known { store t } load t }").transient).toEqual(["t"]);
  });

  test("as an input when only a part is written, but not when nobody reads it", () => {
    expect(precise("buffer t 4\narm A { store t partial; load t }").pinned).toEqual({ t: ["host_input"] });
    expect(precise("buffer t 4\narm A { store t partial }").transient).toEqual(["t"]);
    expect(precise("buffer t 4\narm A { store t; store t partial; load t }").transient).toEqual(["t"]);
  });

  test("as an input when a store reads it before it writes it", () => {
    expect(precise("buffer t 4\narm A { store t from t }").pinned).toEqual({ t: ["host_input"] });
  });

  test("by collectives, opaque statements and lengths or callees that see what the host left", () => {
    const text =
      "buffer a 4\nbuffer b 4\nbuffer c 4\nbuffer d 4\nbuffer e 4\nbuffer f 4\narm A { all_reduce a; all_gather b c; opaque d; len e; ref f }";
    expect(precise(text).pinned).toEqual({
      a: ["collective", "host_input"],
      b: ["collective", "host_input"],
      c: ["collective"],
      d: ["opaque"],
      e: ["host_input"],
      f: ["host_input"],
    });
  });

  test("as parallel or unordered by how the arms that touch it stand to each other", () => {
    const text =
      "buffer t 4\nbuffer r 4\narm A { store t; store r }\narm B { store t; load r }\narm C { load t; load r }\norder A < B, A < C";
    expect(precise(text).pinned).toEqual({ t: ["parallel_arms"] });
    expect(precise(`${text}\nexclusive B C`).pinned).toEqual({ t: ["unordered_arms"] });
  });

  test("by a copy that is not surely waited for", () => {
    const text = (wait: string) =>
      `buffer s 4\nbuffer d 4\narm A { store s; async_load s d t }\narm B { ${wait} }`;
    expect(precise(text("load s")).pinned).toEqual({ s: ["async_in_flight"], d: ["async_in_flight"] });
    expect(precise(text("if { wait t }")).pinned).toEqual({
      s: ["async_in_flight"],
      d: ["async_in_flight"],
    });
    expect(precise(text("wait t; load d")).lifetimes).toEqual({ d: ["A", "B"], s: ["A", "B"] });
  });

  test("by a wait that comes before the copy, or in an arm that does not come after it", () => {
    const early = "buffer s 4\nbuffer d 4\narm A { store s; wait t; async_store s d t }";
    expect(precise(early).pinned).toEqual({ s: ["async_in_flight"], d: ["async_in_flight"] });
    const beside = "buffer s 4\nbuffer d 4\narm A { store s; async_store s d t }\narm B { wait t }\norder";
    expect(precise(beside).pinned).toEqual({ s: ["async_in_flight"], d: ["async_in_flight"] });
  });

  test("not by two arms side by side that wait for one copy", () => {
    const text =
      "buffer s 4\nbuffer d 4\narm A { store s; async_load s d t }\narm B { wait t; load d }\narm C { wait t; load d }\norder A < B, A < C";
    expect(precise(text).lifetimes).toEqual({ d: ["A", "B", "C"], s: ["A", "B", "C"] });
  });

  test("as an input when it is read while the copy into it is under way", () => {
    const text = "buffer s 4\nbuffer d 4\narm A { store s; async_load s d t; load d; wait t }";
    expect(precise(text).pinned).toEqual({ d: ["host_input"] });
  });
});

describe("a tag that is used again", () => {
  test("keeps the buffers of the first copy no longer than its own wait", () => {
    const text =
      "buffer s 4\nbuffer d 4\nbuffer p 4\nbuffer q 4\narm A { store s; async_load s d t }\narm B { wait t; load d }\narm C { store p; async_load p q t }\narm D { wait t; load q }";
    expect(precise(text).lifetimes).toEqual({
      d: ["A", "B"],
      p: ["C", "D"],
      q: ["C", "D"],
      s: ["A", "B"],
    });
  });

  test("in a pipeline, each copy waited for in the next round, still defines what is read", () => {
    const text =
      "buffer s 4 read_only\nbuffer d 4\narm A { async_load s d t; loop unknown { wait t; load d; async_load s d t } wait t; load d }";
    expect(precise(text).transient).toEqual(["d"]);
  });
});

describe("inputs that may be donated", () => {
  const text =
    "buffer x 8 read_only\nbuffer t 8\nbuffer u 8\narm A { store t from x }\narm B { load t }\narm C { store u; load u }";

  test("are followed, but follow nobody", () => {
    const kept = precise(text);
    expect(kept).toMatchObject({ donatable: [], minSlots: 1, arenaMin: 8 });
    const given = precise(text, { donateInputs: true });
    expect(given).toMatchObject({
      donatable: ["x"],
      pinned: { x: ["host_input"] },
      transient: ["t", "u"],
      shareablePairs: [
        ["t", "u"],
        ["u", "x"],
      ],
      minSlots: 2,
      arenaMin: 16,
    });
  });

  test("stay where the host has them when anything else keeps them", () => {
    const live = "buffer x 8 read_only live\narm A { load x }";
    expect(precise(live, { donateInputs: true })).toMatchObject({ donatable: [], arenaMin: 0 });
  });
});

describe("exclusive arms", () => {
  const FOUR =
    "buffer a 4\nbuffer b 3\nbuffer c 2\nbuffer d 1\narm A { store a }\narm B { store b }\narm C { store c }\narm D { store d }";

  test("let what only they touch share, whichever comes first", () => {
    expect(precise(`${FOUR}\nexclusive A B, C D`)).toMatchObject({
      shareablePairs: [
        ["a", "b"],
        ["c", "d"],
      ],
      minSlots: 2,
      minSlotBytes: 6,
      arenaLowerBound: 6,
      arenaMin: 6,
    });
  });

  test("in a circle of five, side by side with the others, need three slots, which no clique proves", () => {
    const five = `${FOUR}\nbuffer e 1\narm E { store e }\nexclusive A C, C E, E B, B D, D A`;
    const { minSlots, certificate } = precise(five);
    expect(minSlots).toBe(3);
    expect(certificate.kind).toBe("searched");
    expect(certificate.buffers).toHaveLength(2);
  });

  test("do not share what lives through several arms", () => {
    const text =
      "buffer a 4\nbuffer b 4\narm A { store a }\narm B { load a }\narm C { store b }\norder A < B\nexclusive A C, B C";
    expect(precise(text)).toMatchObject({ shareablePairs: [], minSlots: 2 });
  });
});

describe("arms", () => {
  test("stand in columns, with those beside them", () => {
    const { arms, edges } = reportOf(
      textArms(
        "arm A { }\narm B { }\narm C { arm inner { if { arm deep { } } } }\narm D { }\norder A < B, A < D, B < D, A < C\nexclusive B C",
      ),
    );
    expect(arms.map(({ id, layer, parallel, exclusive }) => [id, layer, parallel, exclusive])).toEqual([
      ["A", 0, [], []],
      ["B", 1, [], [2]],
      ["C", 1, [3], [1]],
      ["D", 2, [2], []],
    ]);
    expect(edges).toEqual([
      [0, 1],
      [0, 2],
      [1, 3],
    ]);
    expect(arms[2]?.regions).toEqual([
      { name: "inner", depth: 1, where: "body[2].body[0]" },
      { name: "deep", depth: 2, where: "body[2].body[0].body[0].then[0]" },
    ]);
  });

  test("with one name never get the name of another", () => {
    const { arms } = reportOf(
      textArms("arm g { }\narm g#1 { }\narm g { }\nbuffer x 4\nload x;\narm h { }\nload x"),
    );
    expect(arms.map((arm) => arm.id)).toEqual(["g#2", "g#1", "g#3", "(stray)#1", "h", "(stray)#2"]);
  });

  test("are marked with all that they do to a buffer", () => {
    const { touches } = reportOf(
      textArms("buffer s 4\nbuffer d 4\narm A { store s; async_load s d t }\narm B { wait t; len d; ref d }"),
    );
    expect(touches).toEqual([
      { buffer: 0, arm: 0, marks: ["write", "async-from"] },
      { buffer: 0, arm: 1, marks: ["wait"] },
      { buffer: 1, arm: 0, marks: ["async-to"] },
      { buffer: 1, arm: 1, marks: ["wait", "length", "callee"] },
    ]);
  });
});

test("a program of nothing has an answer", () => {
  expect(reportOf(textArms(""))).toMatchObject({
    arms: [],
    original: { regions: ["vyre.program.root"], pairCount: 0 },
    precise: { minSlots: 0, arenaMin: 0 },
  });
});
