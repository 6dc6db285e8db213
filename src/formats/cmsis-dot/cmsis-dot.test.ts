import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { randomDataflow } from "../../../tools/arbitrary-streams.ts";
import { referencePlan } from "../../core/dialects/dataflow/compat/reference.ts";
import { REFERENCE_SETTINGS } from "../../core/dialects/dataflow/compat/reference.types.ts";
import type { DataflowDocument, PortSpec } from "../../core/dialects/dataflow/document.ts";
import { planDocument } from "../../core/plan.ts";
import { toPlanDocument } from "../../core/plan-document.ts";
import type { Result } from "../../core/result.ts";
import { DEFAULT_SETTINGS } from "../../core/settings.ts";
import { NO_WATCH } from "../../core/watch.ts";
import { openSource } from "../index.ts";
import { sourceFromText } from "../source.ts";
import { cmsisDot, cmsisDotBuffers, cmsisDotPlan } from "./index.ts";

const TYPES: Readonly<Record<string, string>> = { b1: "u8", b2: "q15", b4: "f32" };

/** The same graph with types that drawings know the size of. */
function inDot(document: DataflowDocument): DataflowDocument {
  const text = JSON.stringify(document.nodes, (key, value) =>
    key === "type" ? (TYPES[String(value)] ?? value) : value,
  );
  return {
    ...document,
    types: { u8: { bytes: 1 }, q15: { bytes: 2 }, f32: { bytes: 4 } },
    nodes: JSON.parse(text),
  };
}

async function open(text: string): Promise<DataflowDocument> {
  const opened = await openSource(sourceFromText("drawn.dot", text), NO_WATCH);
  if (!opened.ok || opened.value.document.kind !== "dataflow") throw new Error(JSON.stringify(opened));
  expect(opened.value.format).toBe("cmsis-dot");
  return opened.value.document;
}

function textOf(written: Result<string | Uint8Array> | undefined): string {
  if (written?.ok !== true) throw new Error(JSON.stringify(written));
  return String(written.value);
}

/** Nodes that anything is joined to, with ports as a drawing has them: one slot has no name. */
function faceOf({ nodes, edges }: DataflowDocument, types: boolean) {
  const named = (own: readonly PortSpec[] | undefined, many: boolean, joined: ReadonlySet<string>) =>
    (own ?? [])
      .filter(({ name }) => joined.has(name))
      .map(({ name, rate, type }) => ({ name: many ? name : "", rate, type: types ? type : "" }));
  const many = (id: string) => {
    const node = nodes.find((other) => other.id === id);
    return (node?.inputs?.length ?? 0) > 1 || (node?.outputs?.length ?? 0) > 1;
  };
  return {
    nodes: nodes
      .map(({ id, class: name, inputs, outputs }) => ({
        id,
        name,
        inputs: named(inputs, many(id), new Set(edges.flatMap(({ to }) => (to[0] === id ? [to[1]] : [])))),
        outputs: named(
          outputs,
          many(id),
          new Set(edges.flatMap(({ from }) => (from?.[0] === id ? [from[1]] : []))),
        ),
      }))
      .sort((a, b) => (a.id < b.id ? -1 : 1)),
    edges: edges.map(({ from, to, delay }) => [
      from?.[0],
      many(from?.[0] ?? "") ? from?.[1] : "",
      to[0],
      many(to[0]) ? to[1] : "",
      delay ?? 0,
    ]),
  };
}

describe("a drawing of CMSIS-Stream's", () => {
  test("before scheduling is read as what was written", async () => {
    await fc.assert(
      fc.asyncProperty(randomDataflow(), async (document) => {
        const back = await open(textOf(cmsisDot.write?.({ document, plan: null })));
        expect(faceOf(back, false)).toEqual(faceOf(document, false));
      }),
      { numRuns: 150 },
    );
  });

  test("of the reference's plan is read as the graph, with lengths that agree", async () => {
    await fc.assert(
      fc.asyncProperty(randomDataflow(), async (random) => {
        const document = inDot(random);
        const settings = { ...DEFAULT_SETTINGS, fifos: "reference", place: "none" };
        if (!referencePlan(document, REFERENCE_SETTINGS).ok) return fc.pre(false);
        const plan = planDocument(document, settings, NO_WATCH);
        if (!plan.ok) throw new Error(plan.problem.message);
        const made = toPlanDocument(plan.value, { name: "", kind: "dataflow", sha256: "" });
        const back = await open(textOf(cmsisDotPlan.write?.({ document, plan: made })));
        const reference = referencePlan(back, REFERENCE_SETTINGS);
        expect(reference.ok && reference.value.fifos.map(({ length }) => length)).toEqual(
          made.fifos?.map(({ samples }) => samples),
        );
        expect(back.types).toEqual(
          Object.fromEntries(Object.entries(document.types).filter(([t]) => t in back.types)),
        );
        const codes = back.findings?.map(({ code, severity }) => `${severity} ${code}`);
        expect(codes).toContain("info drawn-lengths");
        // the buffers can be drawn instead
        expect(textOf(cmsisDotBuffers.write?.({ document, plan: made }))).toMatch(/label=<buf\d+>/);
      }),
      { numRuns: 100 },
    );
  });

  test("has its delays, constants, functions, lists of rates and Duplicates", async () => {
    const back = await open(DRAWN);
    expect(back.nodes).toEqual([
      { id: "mic", class: "Mic", outputs: [{ name: "o", rate: [3, 2], type: "f32" }] },
      {
        id: "scale_f321",
        class: "scale_f32",
        inputs: [
          { name: "ia", rate: 5, type: "f32" },
          { name: "ib", rate: 5, type: "f32" },
        ],
        outputs: [{ name: "o", rate: 5, type: "Shared<frame,true>" }],
      },
      { id: "left", class: "Out", inputs: [{ name: "i", rate: 5, type: "Shared<frame,true>" }] },
      { id: "right", class: "Out", inputs: [{ name: "i", rate: 1, type: "Shared<frame,true>" }] },
    ]);
    expect(back.edges).toEqual([
      { from: ["mic", "o"], to: ["scale_f321", "ia"], delay: 4 },
      { from: ["scale_f321", "o"], to: ["left", "i"] },
      { from: ["scale_f321", "o"], to: ["right", "i"] },
      { constant: "GAIN", to: ["scale_f321", "ib"] },
    ]);
    expect(back.types["Shared<frame,true>"]).toEqual({ sharedOf: "frame", shared: true });
    expect(back.findings?.map(({ code }) => code)).toEqual(["port-names", "guessed-size", "drawn-lengths"]);
  });

  test("of another program is told for what it is", async () => {
    const opened = await openSource(sourceFromText("g.gv", "// plain\ndigraph G { a -> b -> c; }"), NO_WATCH);
    expect(opened).toMatchObject({
      problem: {
        code: "not-cmsis-dot",
        message: expect.stringContaining(
          "a graph in DOT with 0 nodes and 2 edges, but not one of CMSIS-Stream's",
        ),
      },
    });
  });

  test("that is broken is refused with its line", async () => {
    const opened = await openSource(sourceFromText("g.dot", "digraph G {\n a -> b\n b -> ;\n}"), NO_WATCH);
    expect(opened).toMatchObject({ problem: { code: "not-dot", where: "line 3" } });
    const deep = `digraph G {${"{".repeat(50_000)}`;
    expect(await openSource(sourceFromText("g.dot", deep), NO_WATCH)).toMatchObject({
      problem: { code: "not-dot" },
    });
  });

  test("with words put in or left out opens or is refused", async () => {
    const edit = fc.record({
      at: fc.nat(DRAWN.length),
      out: fc.nat(12),
      word: fc.constantFrom(
        "",
        "<",
        ">",
        "]",
        "[",
        "{",
        "}",
        '"',
        "->",
        "--",
        ":",
        "Delay",
        "&#9;",
        "-1",
        "/*",
        "\\",
      ),
    });
    const outcomes = new Set<boolean>();
    await fc.assert(
      fc.asyncProperty(fc.array(edit, { minLength: 1, maxLength: 3 }), async (edits) => {
        let text = DRAWN;
        for (const { at, out, word } of edits) text = text.slice(0, at) + word + text.slice(at + out);
        const opened = await openSource(sourceFromText("g.dot", text), NO_WATCH);
        outcomes.add(opened.ok);
        if (!opened.ok) expect(opened.problem.help).not.toBe("");
      }),
      { numRuns: 300 },
    );
    expect(outcomes.size).toBe(2);
  });
});

const slot = (id: string, says: string) => `${id} [label=<
<TABLE color="black" BORDER="0" CELLBORDER="1">
  <TR>
    <TD ALIGN="CENTER" PORT="i"><FONT COLOR="black" POINT-SIZE="14.0">${says}</FONT></TD>
  </TR>
</TABLE>>];
`;
const rate = (key: string, says: string) =>
  `\n,${key}=<<TABLE BORDER="0" CELLPADDING="4"><TR><TD><FONT COLOR="blue" POINT-SIZE="12.0" >${says}</FONT>\n</TD></TR></TABLE>>`;

/** As CMSIS-Stream breaks its lines: commas begin them. */
const DRAWN = `


digraph structs {
    bgcolor = "white"
    node [shape=plaintext,color="black"]
    rankdir=LR
    edge [arrowsize="0.5"]

${slot("mic", "mic<BR/>(Mic)")}
scale_f321 [label=<
<TABLE BORDER="0">
  <TR>
    <TD PORT="ia"><FONT POINT-SIZE="12.0">ia</FONT></TD>
    <TD ALIGN="CENTER" ROWSPAN="2"><FONT POINT-SIZE="14.0">scale_f32<BR/>(Function)</FONT></TD>
    <TD PORT="o"><FONT POINT-SIZE="12.0">o</FONT></TD>
  </TR>
<TR>
<TD PORT="ib"><FONT POINT-SIZE="12.0">ib</FONT></TD>

<TD></TD></TR>

</TABLE>>];
${slot("left", "left<BR/>(Out)")}${slot("right", "right<BR/>(Out)")}
dup0 [shape=point,label="dup0"]

${slot("micscale_f321Delay", "4")}
mic:i -> micscale_f321Delay:i [style="solid",label=""${rate("taillabel", "[3, 2]")}]

micscale_f321Delay:i -> scale_f321:ia [style="solid",label=<f32(11)>${rate("headlabel", "5")}]

scale_f321:o ->  
dup0 [style="solid",label=<Shared&lt;frame,true&gt;(5)>
${rate("taillabel", "5")}]

 
dup0 -> left:i [style="solid",label=<Shared&lt;frame,true&gt;(5)>${rate("headlabel", "5")}
]
dup0 -> right:i [style="solid",label=<Shared&lt;frame,true&gt;(5)>

]

${slot("GAIN", "GAIN")}
GAIN:i -> scale_f321:ib
 [style="solid",color="black"]
}
`;
