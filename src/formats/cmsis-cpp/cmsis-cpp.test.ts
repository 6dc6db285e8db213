import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { referencePlan } from "../../core/dialects/dataflow/compat/reference.ts";
import { REFERENCE_SETTINGS } from "../../core/dialects/dataflow/compat/reference.types.ts";
import type { DataflowDocument } from "../../core/dialects/dataflow/document.ts";
import { planShipped } from "../../core/shipped-plan.ts";
import { NO_WATCH } from "../../core/watch.ts";
import { openSource } from "../index.ts";
import { sourceFromText } from "../source.ts";

async function open(text: string): Promise<DataflowDocument> {
  const opened = await openSource(sourceFromText("made.cpp", text), NO_WATCH);
  if (!opened.ok || opened.value.document.kind !== "dataflow") throw new Error(JSON.stringify(opened));
  expect(opened.value.format).toBe("cmsis-cpp");
  return opened.value.document;
}

async function problemOf(text: string) {
  const opened = await openSource(sourceFromText("made.cpp", text), NO_WATCH);
  if (opened.ok) throw new Error("it opened");
  return opened.problem;
}

/** Where a text stands in VOICE when lines before it are gone. */
function lineOf(text: string, gone: number): string {
  return `line ${VOICE.slice(0, VOICE.indexOf(text)).split("\n").length - gone}`;
}

const codesOf = ({ findings }: DataflowDocument) => findings?.map(({ code }) => code) ?? [];

/** Of older code: buffers are counted from 1 and have types; functions, constants, windows and a delay. */
const VOICE = `/* generated */
#include "arm_math.h"
#if !defined(CG_BEFORE_FIFO_BUFFERS)
#define CG_BEFORE_FIFO_BUFFERS
#endif
static unsigned int schedule[10]=
{ 
5,0,1,2,5,0,
1,2,3,4,
};
CG_BEFORE_FIFO_BUFFERS
#define FIFOSIZE0 20
#define FIFOSIZE1 8
#define FIFOSIZE2 8
#define FIFOSIZE3 16
#define FIFOSIZE4 24
#define BUFFERSIZE1 20
CG_BEFORE_BUFFER
float32_t buf1[BUFFERSIZE1]={0};

#define BUFFERSIZE2 8
CG_BEFORE_BUFFER
float32_t buf2[BUFFERSIZE2]={0};
#define BUFFERSIZE3 8
float32_t buf3[BUFFERSIZE3]={0};
#define BUFFERSIZE4 16
float32_t buf4[BUFFERSIZE4]={0};
#define BUFFERSIZE5 24
float32_t buf5[BUFFERSIZE5]={0};

uint32_t voice(int *error,int opt1)
{
    int cgStaticError=0;
    CG_BEFORE_FIFO_INIT;
    FIFO<float32_t,FIFOSIZE0,0,0> fifo0(buf1,4);
    FIFO<float32_t,FIFOSIZE1,1,0> fifo1(buf2);
    FIFO<float32_t,FIFOSIZE2,1,0> fifo2(buf3);
    FIFO<float32_t,FIFOSIZE3,0,0> fifo3(buf4);
    FIFO<float32_t,FIFOSIZE4,1,0> fifo4(buf5);
    CG_BEFORE_NODE_INIT;
    SlidingBuffer<float32_t,24,8> win(fifo3,fifo4);
    Sink<float32_t,24> zsink(fifo4,opt1,"far, away",true);
    Mic<float32_t,8> mic(fifo0);
    while((cgStaticError==0) && (debugCounter > 0))
    {
        for(unsigned long id=0 ; id < 10; id++)
        {
            switch(schedule[id])
            {
                case 0:
                {
                  {
                   float32_t* i0;
                   float32_t* o2;
                   i0=fifo0.getReadBuffer(8);
                   o2=fifo1.getWriteBuffer(8);
                   arm_scale_f32(i0,HALF,o2,8);
                   cgStaticError = 0;
                  }
                }
                break;
                case 1:
                {
                  {
                   i0=fifo1.getReadBuffer(8);
                   o2=fifo2.getWriteBuffer(8);
                   arm_scale_f32(i0,HALF,o2,8);
                  }
                }
                break;
                case 2:
                {
                  {
                   i0=fifo2.getReadBuffer(8);
                   o2=fifo3.getWriteBuffer(8);
                   arm_abs_f32(i0,o2,8);
                  }
                }
                break;
                case 3:
                {
                   cgStaticError = win.run();
                }
                break;
                case 4:
                {
                   cgStaticError = zsink.run();
                }
                break;
                case 5:
                {
                   cgStaticError = mic.run();
                }
                break;
                default:
                break;
            }
        }
    }
    return(nbSchedule);
}
`;

/** Newer code: made by new, buffers of bytes, a Duplicate that copies to one branch of two, memory of somebody else. */
const FORK = `#define CG_BEFORE_FIFO_BUFFERS
using namespace arm_cmsis_stream;
static uint8_t schedule[4]= { 3,0,1,2, };
#define SRC_INTERNAL_ID 3
#define FIFOSIZE0 6
#define FIFOSIZE1 6
#define FIFOSIZE2 6
#define BUFFERSIZE0 72
CG_BEFORE_BUFFER
uint8_t pre_buf0[BUFFERSIZE0]={0};
typedef struct {
FIFO<Shared<frame,true>,FIFOSIZE0,1,0> *fifo0;
} fifos_t;
typedef struct {
    Sink<Shared<frame,true>,6> *left;
} nodes_t;
static fifos_t fifos={0};
int init_fork(void *evtQueue_,params_t *params)
{
    fifos.fifo0 = new (std::nothrow) FIFO<Shared<frame,false>,FIFOSIZE0,1,0>(pre_buf0);
    if (fifos.fifo0==NULL) { return(CG_MEMORY_ALLOCATION_FAILURE); }
    fifos.fifo1 = new (std::nothrow) FIFO<Shared<frame,true>,FIFOSIZE1,1,0>(pre_buf0);
    fifos.fifo2 = new (std::nothrow) FIFO<Shared<frame,true>,FIFOSIZE2,1,0>(theirs);
    nodes.dup0 = new Duplicate<Shared<frame,false>,6,Shared<frame,true>,6>(*(fifos.fifo0),{fifos.fifo2});
    nodes.left = new Sink<Shared<frame,true>,6>(*(fifos.fifo1));
    nodes.right = new Sink<Shared<frame,true>,6>(*(fifos.fifo2),params->right);
    nodes.src = new Source<Shared<frame,false>,6>(*(fifos.fifo0));
    nodes.led = new (std::nothrow) Lamp<int>(1);
    return(CG_SUCCESS);
}
uint32_t fork(int *error)
{
        for(; id < 4; id++)
        {
            switch(schedule[id])
            {
                case 0: { cgStaticError = nodes.dup0->run(); } break;
                case 1: { cgStaticError = nodes.left->run(); } break;
                case 2: { cgStaticError = nodes.right->run(); } break;
                case 3: { cgStaticError = nodes.src->run(); } break;
            }
        }
}
`;

describe("a scheduler in C++", () => {
  test("with functions, constants, windows and a delay is read whole", async () => {
    const document = await open(VOICE);
    expect(document.nodes.map(({ id, class: name }) => [id, name])).toEqual([
      ["win", "SlidingBuffer"],
      ["zsink", "Sink"],
      ["mic", "Mic"],
      ["arm_scale_f321", "arm_scale_f32"],
      ["arm_scale_f322", "arm_scale_f32"],
      ["arm_abs_f321", "arm_abs_f32"],
    ]);
    expect(document.nodes[0]).toMatchObject({
      window: { kind: "sliding", length: 24, overlap: 8 },
      inputs: [{ name: "i", rate: 16, type: "float32_t" }],
      outputs: [{ name: "o", rate: 24, type: "float32_t" }],
    });
    expect(document.nodes[1]?.args).toEqual(["opt1", '"far, away"', true]);
    expect(document.edges).toEqual([
      { from: ["mic", "o"], to: ["arm_scale_f321", "ia"], delay: 4 },
      { from: ["arm_scale_f321", "o"], to: ["arm_scale_f322", "ia"] },
      { from: ["arm_scale_f322", "o"], to: ["arm_abs_f321", "i"] },
      { from: ["arm_abs_f321", "o"], to: ["win", "i"] },
      { from: ["win", "o"], to: ["zsink", "i"] },
      { constant: "HALF", to: ["arm_scale_f321", "ib"] },
      { constant: "HALF", to: ["arm_scale_f322", "ib"] },
    ]);
    expect(document.shipped).toMatchObject({
      title: "voice",
      schedule: [
        "mic",
        "arm_scale_f321",
        "arm_scale_f322",
        "arm_abs_f321",
        "mic",
        "arm_scale_f321",
        "arm_scale_f322",
        "arm_abs_f321",
        "win",
        "zsink",
      ],
      buffers: [80, 32, 32, 64, 96].map((bytes, k) => ({ name: `buf${k + 1}`, bytes })),
    });
    const shipped = planShipped(document);
    expect(shipped?.bytes).toBe(304);
    expect(shipped?.plan.diagnostics).toEqual([]);
    const reference = referencePlan(document, { ...REFERENCE_SETTINGS, memoryOptimization: false });
    expect(reference.ok && reference.value.totalBytes).toBeLessThanOrEqual(304);
  });

  test("made by new, with a Duplicate that skips a branch and memory of somebody else", async () => {
    const document = await open(FORK);
    expect(document.nodes.map(({ id }) => id)).toEqual(["left", "right", "src"]);
    expect(document.nodes[1]).toMatchObject({
      inputs: [{ bufferConstraint: { name: "theirs", mustBeArray: true } }],
      args: ["params->right"],
    });
    expect(document.edges).toEqual([
      { from: ["src", "o"], to: ["left", "i"] },
      { from: ["src", "o"], to: ["right", "i"] },
    ]);
    // 72 bytes for 6 samples
    expect(document.types).toMatchObject({ frame: { bytes: 12 } });
    expect(document.options).toEqual({ memoryOptimization: true });
    expect(document.shipped?.schedule).toEqual(["src", "dup0", "left", "right"]);
    expect(document.shipped?.fifos).toEqual([
      { length: 6, isArray: true, buffer: "pre_buf0" },
      { length: 6, isArray: true, buffer: "pre_buf0", copySkipped: true },
      { length: 6, isArray: true, buffer: "theirs", copySkipped: false },
    ]);
    expect(codesOf(document)).toEqual(["port-names", "events"]);
    expect(planShipped(document)?.plan.diagnostics).toEqual([]);
  });

  test("that shares a buffer too early is at fault", async () => {
    const wrong = VOICE.replace("fifo2(buf3)", "fifo2(buf2)");
    const shipped = planShipped(await open(wrong));
    const codes = shipped?.plan.diagnostics.map(({ code }) => code);
    expect(codes).toEqual(["shipped-read-while-written", "fixed-overlap", "fixed-overlap"]);
    expect(shipped?.plan.diagnostics[0]?.at).toEqual(["tensor:fifo2", "node:arm_scale_f322#0", "step:2"]);
  });

  test("of a mode without rates has the lengths of its edges", async () => {
    const async = FORK.replaceAll(",1,0>", ",0,1>");
    const document = await open(async);
    expect(document.options?.mode).toBe("fully-asynchronous");
    expect(document.edges.map(({ asyncLength }) => asyncLength)).toEqual([6, 6]);
  });

  test("of which something is missing is refused with its line", async () => {
    expect(await problemOf(VOICE.replace("#define FIFOSIZE3 16\n", ""))).toMatchObject({
      code: "unknown-size",
      message: "fifo3 has the length FIFOSIZE3, which nothing defines.",
      where: lineOf("FIFO<float32_t,FIFOSIZE3", 1),
    });
    expect(await problemOf(VOICE.replace(/.*Mic<.*\n/, ""))).toMatchObject({
      code: "unknown-node",
      where: lineOf("mic.run", 1),
    });
    expect(await problemOf(VOICE.replace("case 4:", "case 14:"))).toMatchObject({ code: "bad-schedule" });
    expect(await problemOf(VOICE.replace(/.* fifo2\(.*\n/, ""))).toMatchObject({
      code: "odd-numbers",
      where: lineOf("fifo3(", 1),
    });
    expect(await problemOf(VOICE.replace("mic(fifo0)", "mic(fifo9)"))).toMatchObject({
      code: "unknown-fifo",
    });
    expect(await problemOf(VOICE.replace("Mic<float32_t,8>", "Mic<float32_t>"))).toMatchObject({
      code: "odd-template",
    });
    expect(await problemOf(VOICE.slice(0, VOICE.indexOf("fifo3(buf4)") + 6))).toMatchObject({
      code: "unclosed",
    });
    expect(await problemOf(VOICE.slice(0, VOICE.indexOf("while")))).toMatchObject({ code: "bad-schedule" });
    expect(await problemOf("#define CG_BEFORE_FIFO_BUFFERS\nextern int x;\n")).toMatchObject({
      code: "no-fifos",
    });
  });

  test("is told from other C++", async () => {
    const problem = await problemOf('#include <cstdio>\nint main() {\n  std::puts("hello");\n}\n');
    expect(problem).toMatchObject({ code: "unknown-format", message: "This is source code in C or C++." });
    expect(problem.help).toContain("the scheduler that it generated");
  });

  test("with words put in or left out opens or is refused", async () => {
    const edit = fc.record({
      at: fc.double({ min: 0, max: 1, noNaN: true }),
      out: fc.nat(15),
      word: fc.constantFrom(
        "",
        "<",
        ">",
        "(",
        ")",
        "{",
        "}",
        ";",
        ",",
        "fifo1",
        "/*",
        "//",
        '"',
        "#define ",
        "\\\n",
        "= new ",
        "run()",
        "case 3:",
        "99999999",
        "__proto__",
      ),
    });
    const outcomes = new Set<boolean>();
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(VOICE, FORK),
        fc.array(edit, { minLength: 1, maxLength: 3 }),
        async (base, edits) => {
          let text = base;
          for (const { at, out, word } of edits) {
            const from = Math.floor(at * text.length);
            text = text.slice(0, from) + word + text.slice(from + out);
          }
          const opened = await openSource(sourceFromText("x.cpp", text), NO_WATCH);
          outcomes.add(opened.ok);
          if (!opened.ok) expect(opened.problem.help).not.toBe("");
          // whatever was read can be judged
          else if (opened.value.document.kind === "dataflow") planShipped(opened.value.document);
        },
      ),
      { numRuns: 500 },
    );
    expect(outcomes.size).toBe(2);
  });

  test("of odd text takes no time to speak of", async () => {
    const odd = [
      "A<b> c(",
      "a<",
      "a<b> c{",
      "/*",
      "fifo1.getReadBuffer(",
      "x = new A<b>(",
      "schedule[1]={",
      "#define X \\\n",
    ];
    for (const piece of odd) {
      const text = `#define CG_BEFORE_FIFO_BUFFERS\n${piece.repeat(20_000)}`;
      expect((await problemOf(text)).help).not.toBe("");
    }
  });
});
