import { expect, test } from "vitest";
import type { PlanDocument, SourceDocument } from "../../core/document.ts";
import { planAndCheck } from "../../core/plan-checked.ts";
import { DEFAULT_SETTINGS, type Settings } from "../../core/settings.ts";
import { textGraph } from "../../core/testing/text-graph.ts";
import { NO_WATCH } from "../../core/watch.ts";
import { markdown } from "./index.ts";

const RESIDUAL = textGraph(`
  arena sram 16
  input x 4096
  conv1: a:8192 = Conv(x)
  relu1: b:8192 = Relu(a)
  conv2: c:4096 = Conv(b)
  add: d:4096 = Add(c x)
  out d
`);

function planned(document: SourceDocument, settings: Partial<Settings> = {}): PlanDocument {
  const made = planAndCheck(document, { ...DEFAULT_SETTINGS, ...settings }, "abc", NO_WATCH);
  if (!made.ok) throw new Error(made.problem.message);
  return made.value.document;
}

function written(document: SourceDocument | PlanDocument, plan: PlanDocument | null): string {
  const text = markdown.write?.({ document, plan });
  if (text?.ok !== true || typeof text.value !== "string") throw new Error("nothing was written");
  return text.value;
}

test("the summary of a residual block is this page", () => {
  const document = { ...RESIDUAL, name: "residual" };
  expect(
    written(document, planned(document, { capacity: 65536, place: "first-fit" })),
  ).toMatchInlineSnapshot(`
    "# Memory plan of residual

    |  |  |  |
    | --- | --: | --- |
    | **Peak** | **20 KiB (20,480 B)** | fits |
    | Lower bound | 20 KiB (20,480 B) | most alive at step 1, \`relu1\` |
    | Fragmentation | 0 B | 0 % above the bound, proven optimal |
    | Without reuse | 28 KiB (28,672 B) | 28.6 % saved |
    | Padding | 0 B | added by rounding up to the alignment |
    | Storages | 5 | in 4 buffers |

    ## Arenas

    | arena | peak (B) | bound (B) | capacity (B) | alignment (B) |  | proven optimal |
    | --- | --: | --: | --: | --: | --- | --- |
    | \`sram\` | 20,480 | 20,480 | 65,536 | 16 | fits, 44 KiB free | yes |

    ## Alive at the peak: step 1, \`relu1\`

    | storage | bytes | of the live | address | alive |
    | --- | --: | --: | --: | --- |
    | \`a\` | 8,192 | 40 % | 0x1000 | steps 0–1 (2) |
    | \`b\` | 8,192 | 40 % | 0x3000 | steps 1–2 (2) |
    | \`x\` | 4,096 | 20 % | 0x0000 | steps 0–3 (4) |

    ## Largest holes at that step

    None: every byte below the peak is in use.

    ## Verdict

    Checked independently of the planner, against its document: no violation.

    ## Settings

    | setting | value |  |
    | --- | --- | --- |
    | Capacity | 65,536 | changed |
    | Alignment | – |  |
    | Placement | first fit by start | changed |
    | Order | as given |  |
    | Lifetimes | by schedule |  |
    | In-place | on |  |
    | Views | on |  |
    | Not in place | – |  |
    | Not as views | – |  |
    | Preserve inputs | off |  |
    | Slots | off |  |
    | Constants in arena | off |  |
    | State in arena | on |  |
    | Seed | 1 |  |
    | Search budget | 2,000,000 |  |
    | Time limit | – |  |

    ## How to make it again

    \`\`\`sh
    npm run -s memplan -- plan FILE --capacity 65536 --place first-fit
    \`\`\`

    FILE is the graph document \`residual\`, SHA-256 \`abc\`. Made by memplan 0.1.0.
    "
  `);
});

test("without a plan there is nothing to summarise", () => {
  expect(markdown.write?.({ document: RESIDUAL, plan: null })).toMatchObject({
    ok: false,
    problem: { code: "no-plan" },
  });
});

test("what does not fit says by how much, and what is wrong is told", () => {
  const plan = planned(RESIDUAL, { capacity: 1024 });
  expect(written(RESIDUAL, plan)).toMatch(/\*\*does not fit\*\*[\s\S]*KiB too much\*\*/);
  const wrong = { ...plan, stats: { ...plan.stats, peakBytes: plan.stats.peakBytes - 1 } };
  expect(written(wrong, null)).toMatch(/\*\*The plan is wrong: 1 violation/);
});

test("names cannot break out of their cells or lines", () => {
  const document = { ...RESIDUAL, name: "a|b\n# `c`" };
  const text = written(document, planned(document, { inplaceExcept: "Add, it's" }));
  expect(text).toContain("# Memory plan of a\\|b \\# \\`c\\`\n");
  expect(text).toContain("`a\\|b # 'c'`");
  expect(text).toContain(`--inplace-except 'Add, it'\\''s'`);
});
