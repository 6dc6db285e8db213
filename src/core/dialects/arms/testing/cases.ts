/** Programs with what both rules must say of them, every number of it; lists of ids are words separated by spaces. */

import type { PinReason } from "../report.types.ts";

export interface ArmsCase {
  readonly title: string;
  readonly program: string;
  readonly original: {
    readonly escaping: string;
    readonly staying: string;
    readonly regions: string;
    readonly recyclable: Readonly<Record<string, string>>;
    readonly pairs: number;
  };
  readonly precise: {
    readonly arms: string;
    readonly pinned: Readonly<Record<string, readonly PinReason[]>>;
    readonly unused: string;
    /** Of each transient buffer its arms. */
    readonly lives: Readonly<Record<string, string>>;
    readonly perArm: Readonly<Record<string, string>>;
    readonly pairs: number;
    /** `a-b`. */
    readonly share: string;
    /** Tenants of each slot. */
    readonly slots: readonly string[];
    readonly slotBytes: number;
    readonly bound: number;
    readonly arena: number;
    readonly alone: number;
  };
}

/** Where our rule finds nothing that could share. */
const NOTHING = {
  unused: "",
  lives: {},
  perArm: {},
  pairs: 0,
  share: "",
  slots: [],
  slotBytes: 0,
  bound: 0,
  arena: 0,
  alone: 0,
} as const;

export const ARMS_CASES: readonly ArmsCase[] = [
  {
    title: "an input that is only read is recyclable for the original, and pinned for us",
    program: "buffer input 16 read_only\narm one { load input }",
    original: { escaping: "", staying: "input", regions: "one", recyclable: { one: "input" }, pairs: 1 },
    precise: { ...NOTHING, arms: "one", pinned: { input: ["host_input"] } },
  },
  {
    title: "an output that is stored escapes, and is needed afterwards",
    program: "buffer out 16 output\narm one { store out }",
    original: { escaping: "out", staying: "", regions: "one", recyclable: {}, pairs: 0 },
    precise: { ...NOTHING, arms: "one", pinned: { out: ["live_out"] } },
  },
  {
    title: "an input for each of two arms",
    program: "buffer a 16 read_only\nbuffer b 16 read_only\narm one { load a }\narm two { load b }",
    original: {
      escaping: "",
      staying: "a b",
      regions: "one two",
      recyclable: { one: "a", two: "b" },
      pairs: 2,
    },
    precise: { ...NOTHING, arms: "one two", pinned: { a: ["host_input"], b: ["host_input"] } },
  },
  {
    title: "what is stored leaves the set of the original, what is loaded stays",
    program: "buffer input 16 read_only\nbuffer rw 16\narm one { store rw; load input }",
    original: { escaping: "rw", staying: "input", regions: "one", recyclable: { one: "input" }, pairs: 1 },
    precise: {
      ...NOTHING,
      arms: "one",
      pinned: { input: ["host_input"] },
      lives: { rw: "one" },
      perArm: { one: "rw" },
      pairs: 1,
      slots: ["rw"],
      slotBytes: 16,
      bound: 16,
      arena: 16,
      alone: 16,
    },
  },
  {
    title: "temporaries of two arms in turn have one slot",
    program: `
      buffer x 1024 read_only
      buffer p 4096
      buffer q 2048
      buffer y 1024 output
      arm A { load x; store p from x; store y from p }
      arm B { store q from x; store y from q }`,
    original: {
      escaping: "p q y",
      staying: "x",
      regions: "A B",
      recyclable: { A: "x", B: "x" },
      pairs: 2,
    },
    precise: {
      arms: "A B",
      pinned: { x: ["host_input"], y: ["live_out"] },
      unused: "",
      lives: { p: "A", q: "B" },
      perArm: { A: "p", B: "q" },
      pairs: 2,
      share: "p-q",
      slots: ["p q"],
      slotBytes: 4096,
      bound: 4096,
      arena: 4096,
      alone: 6144,
    },
  },
  {
    title: "a region within another counts twice for the original, and is one arm for us",
    program: "buffer x 16 read_only\nbuffer y 16 read_only\narm outer { load x; arm inner { load y } }",
    original: {
      escaping: "",
      staying: "x y",
      regions: "outer inner",
      recyclable: { outer: "x y", inner: "y" },
      pairs: 3,
    },
    precise: { ...NOTHING, arms: "outer", pinned: { x: ["host_input"], y: ["host_input"] } },
  },
  {
    title: "two regions of one name are one for the original, and two arms for us",
    program: "buffer p 16 read_only\nbuffer q 16 read_only\narm g { load p }\narm g { load p; load q }",
    original: { escaping: "", staying: "p q", regions: "g g", recyclable: { g: "p q" }, pairs: 2 },
    precise: { ...NOTHING, arms: "g#1 g#2", pinned: { p: ["host_input"], q: ["host_input"] } },
  },
  {
    title: "a statement outside makes the original put a region around everything",
    program: "buffer p 16 read_only\nbuffer q 16 read_only\nload p;\narm a { load q }",
    original: {
      escaping: "",
      staying: "p q",
      regions: "vyre.program.root a",
      recyclable: { "vyre.program.root": "p q", a: "q" },
      pairs: 3,
    },
    precise: {
      ...NOTHING,
      arms: "(stray) a",
      pinned: { p: ["host_input", "outside_any_arm"], q: ["host_input"] },
    },
  },
  {
    title: "an output that nobody writes is still needed, and what nobody names needs nothing",
    program: "buffer y 64 output\nbuffer idle 64\nbuffer x 64 read_only\narm a { load x }",
    original: { escaping: "", staying: "idle x y", regions: "a", recyclable: { a: "x" }, pairs: 1 },
    precise: {
      ...NOTHING,
      arms: "a",
      pinned: { y: ["live_out"], x: ["host_input"] },
      unused: "idle",
    },
  },
  {
    title: "atomics, dispatch sizes and copies",
    program: `
      buffer counter 16
      buffer size 16 read_only
      buffer source 256 read_only
      buffer target 256
      arm a { atomic counter; indirect size; async_load source target t; wait t }`,
    original: {
      escaping: "counter size target",
      staying: "source",
      regions: "a",
      recyclable: { a: "source" },
      pairs: 1,
    },
    precise: {
      ...NOTHING,
      arms: "a",
      pinned: {
        counter: ["atomic", "host_input"],
        size: ["host_input", "indirect"],
        source: ["host_input"],
      },
      lives: { target: "a" },
      perArm: { a: "target" },
      pairs: 1,
      slots: ["target"],
      slotBytes: 256,
      bound: 256,
      arena: 256,
      alone: 256,
    },
  },
  {
    title: "a value written in one arm and read in the next keeps its slot through both",
    program: `
      buffer x 512 read_only
      buffer t 4096
      buffer v 4096
      buffer u 4096
      buffer y 512 output
      arm A { store t from x }
      arm B { store v from t; store y from v }
      arm C { store u from x; store y from u }`,
    original: {
      escaping: "t u v y",
      staying: "x",
      regions: "A B C",
      recyclable: { A: "x", C: "x" },
      pairs: 2,
    },
    precise: {
      arms: "A B C",
      pinned: { x: ["host_input"], y: ["live_out"] },
      unused: "",
      lives: { t: "A B", u: "C", v: "B" },
      perArm: { A: "t", B: "t v", C: "u" },
      pairs: 4,
      share: "t-u u-v",
      slots: ["t u", "v"],
      slotBytes: 8192,
      bound: 8192,
      arena: 8192,
      alone: 12288,
    },
  },
  {
    title: "arms side by side need slots of their own, and addresses pack better than slots",
    program: `
      buffer x 256 read_only
      buffer a 1000
      buffer b 2000
      buffer c 3000
      buffer d 4000
      buffer y 256 output
      arm A { store a from x; load a }
      arm B { store b from x; load b }
      arm C { store c from x; load c }
      arm D { store d from x; store y from d }
      order A < B, A < C, B < D, C < D`,
    original: {
      escaping: "a b c d y",
      staying: "x",
      regions: "A B C D",
      recyclable: { A: "x", B: "x", C: "x", D: "x" },
      pairs: 4,
    },
    precise: {
      arms: "A B C D",
      pinned: { x: ["host_input"], y: ["live_out"] },
      unused: "",
      lives: { a: "A", b: "B", c: "C", d: "D" },
      perArm: { A: "a", B: "b", C: "c", D: "d" },
      pairs: 4,
      share: "a-b a-c a-d b-d c-d",
      slots: ["a c d", "b"],
      slotBytes: 6000,
      bound: 5000,
      arena: 5000,
      alone: 10000,
    },
  },
];
