/** Writes a reference plan as a scheduler in C++, in the shapes that generated code has: what the reader must get back. */

import type { PlannedFifo, ReferencePlan } from "../../../core/dialects/dataflow/compat/reference.types.ts";
import { type Actor, ratesOf } from "../../../core/dialects/dataflow/stream.types.ts";

export interface Shape {
  /** A schedule of numbers and a switch, or one call after the other. */
  readonly loop: "switch" | "lines";
  /** FIFOs and nodes are made by `new`. */
  readonly heap: boolean;
  /** Buffers are pointers in a struct. */
  readonly allocated: boolean;
  /** Older code counts buffers from 1 and has a class of Duplicates for each number of branches. */
  readonly old: boolean;
  /** Buffers are called `prefix` + "buf0". */
  readonly prefix: string;
}

/** Types of the document are C's own names; `shared`: buffers are bytes. */
export function printScheduler(plan: ReferencePlan, shape: Shape, shared: boolean): string {
  const { fifos } = plan;
  const sizes = fifos.map(({ length }, f) => `#define FIFOSIZE${f} ${length}`);
  return [
    "/* A scheduler; FIFO<float,FIFOSIZE99,1,0> fifo99(buf99); is only a comment. */",
    '#include <cstdint>\n#include "custom.h"',
    "#if !defined(CHECKERROR)\n#define CHECKERROR       if (cgStaticError < 0) \\\n       {\\\n         goto errorHandling;\\\n       }\n#endif",
    "#if !defined(CG_BEFORE_FIFO_BUFFERS)\n#define CG_BEFORE_FIFO_BUFFERS\n#endif",
    shape.loop === "switch"
      ? `static uint8_t schedule[${plan.firings.length}]=\n{ \n${[...plan.firings].join(",")},\n};`
      : "",
    "CG_BEFORE_FIFO_BUFFERS",
    ...sizes,
    ...bufferLines(plan, shape, shared),
    ...(shape.heap ? announced(plan, shape) : []),
    ...(shape.heap
      ? [
          "int init_scheduler(void *queue)\n{",
          "    CG_BEFORE_FIFO_INIT;",
          ...made(plan, shape),
          "    return(CG_SUCCESS);\n}",
        ]
      : []),
    "CG_BEFORE_SCHEDULER_FUNCTION\nuint32_t scheduler(int *error,int opt)\n{\n    int cgStaticError=0;",
    ...(shape.heap ? [] : made(plan, shape)),
    "    while((cgStaticError==0) && (debugCounter > 0))\n    {\n       CG_BEFORE_ITERATION;",
    ...loop(plan, shape),
    "       CG_AFTER_ITERATION;\n       nbSchedule++;\n    }\nerrorHandling:\n    *error=cgStaticError;\n    return(nbSchedule);\n}\n",
  ].join("\n");
}

function bufferName({ home }: PlannedFifo, { allocated, prefix, old }: Shape): string {
  if (home.kind === "outside") return home.name;
  if (home.kind === "node") return "nullptr";
  const name = `buf${home.number + (old ? 1 : 0)}`;
  return allocated ? `buffers.${name}` : prefix + name;
}

function bufferLines({ buffers, fifos, stream }: ReferencePlan, shape: Shape, shared: boolean): string[] {
  const declared = buffers.map((bytes, b) => {
    const at = fifos.findIndex(({ home }) => home.kind === "buffer" && home.number === b);
    const from = stream.fifos[at]?.from ?? [0, 0];
    const own = stream.actors[from[0]]?.outputs[from[1]]?.type ?? "uint8_t";
    const sample = stream.fifos[at]?.sample ?? 1;
    return {
      n: b + (shape.old ? 1 : 0),
      type: shared ? "uint8_t" : own,
      count: shared ? bytes : bytes / sample,
    };
  });
  if (!shape.allocated) {
    return declared.map(
      ({ n, type, count }) =>
        `#define BUFFERSIZE${n} ${count}\nCG_BEFORE_BUFFER\n${type} ${shape.prefix}buf${n}[BUFFERSIZE${n}]={0};\n`,
    );
  }
  return [
    "typedef struct {",
    ...declared.map(({ n, type }) => `${type}  *buf${n};`),
    "} buffers_t;\nCG_BEFORE_BUFFER\nstatic buffers_t buffers={0};\nint init_buffer_scheduler()\n{",
    ...declared.map(
      ({ n, type, count }) =>
        `    buffers.buf${n} = (${type} *)CG_MALLOC(${count} * sizeof(${type}));\n    if (buffers.buf${n}==NULL)\n    {\n        return(CG_MEMORY_ALLOCATION_FAILURE);\n    }`,
    ),
    "    return(CG_SUCCESS);\n}",
  ];
}

function most(rate: Actor["inputs"][number]["rate"]): number {
  return Math.max(...ratesOf(rate));
}

function classOf(
  actor: Actor,
  fifos: ReferencePlan["fifos"],
  { old }: Shape,
): { name: string; parameters: string } {
  const [input] = actor.inputs;
  const pair = ({ type, rate }: Actor["inputs"][number]) => `${type},${most(rate)}`;
  if (!actor.duplicate)
    return { name: actor.class, parameters: [...actor.inputs, ...actor.outputs].map(pair).join(",") };
  const listed = actor.outputs.filter(({ fifo }) => fifos[fifo]?.copySkipped !== true);
  if (old && listed.length > 1 && input !== undefined) {
    return { name: `Duplicate${listed.length}`, parameters: [input, ...listed].map(pair).join(",") };
  }
  return {
    name: "Duplicate",
    parameters: [input ?? actor.outputs[0], input ?? actor.outputs[0]]
      .map((p) => (p === undefined ? "" : pair(p)))
      .join(","),
  };
}

function announced({ stream, fifos }: ReferencePlan, shape: Shape): string[] {
  return [
    "typedef struct {",
    ...stream.fifos.map(
      ({ from }, f) =>
        `FIFO<${stream.actors[from[0]]?.outputs[from[1]]?.type},FIFOSIZE${f},${fifos[f]?.isArray ? 1 : 0},0> *fifo${f};`,
    ),
    "} fifos_t;\ntypedef struct {",
    ...stream.actors.map((actor) => {
      const { name, parameters } = classOf(actor, fifos, shape);
      return `    ${name}<${parameters}> *${actor.id};`;
    }),
    "} nodes_t;\nCG_BEFORE_BUFFER\nstatic fifos_t fifos={0};\nstatic nodes_t nodes={0};",
  ];
}

function made({ stream, fifos }: ReferencePlan, shape: Shape): string[] {
  const refer = (f: number) => (shape.heap ? `*(fifos.fifo${f})` : `fifo${f}`);
  const point = (f: number) => (shape.heap ? `fifos.fifo${f}` : `&fifo${f}`);
  const start = (place: string, name: string, type: string, args: string) =>
    shape.heap
      ? `    ${place}.${name} = new (std::nothrow) ${type}(${args});\n    if (${place}.${name}==NULL)\n    {\n        return(1);\n    }`
      : `    ${type} ${name}(${args});`;
  return [
    ...stream.fifos.map(({ from, delay }, f) => {
      const planned = fifos[f];
      const type = stream.actors[from[0]]?.outputs[from[1]]?.type;
      const args = `${planned === undefined ? "" : bufferName(planned, shape)}${delay > 0 ? `,${delay}` : ""}`;
      return start("fifos", `fifo${f}`, `FIFO<${type},FIFOSIZE${f},${planned?.isArray ? 1 : 0},0>`, args);
    }),
    "    CG_BEFORE_NODE_INIT;",
    ...stream.actors.map((actor, a) => {
      const { name, parameters } = classOf(actor, fifos, shape);
      const ins = actor.inputs.map(({ fifo }) => fifo);
      const outs = actor.outputs
        .map(({ fifo }) => fifo)
        .filter((f) => !actor.duplicate || fifos[f]?.copySkipped !== true);
      const args =
        actor.duplicate && name === "Duplicate"
          ? [...ins.map(refer), `{${outs.map(point).join(",")}}`]
          : [...ins, ...outs].map(refer);
      return `${start("nodes", actor.id, `${name}<${parameters}>`, args.join(","))} /* Node ID = ${a} */`;
    }),
  ];
}

function loop({ stream, firings }: ReferencePlan, { loop: how, heap }: Shape): string[] {
  const run = (a: number) =>
    `cgStaticError = ${heap ? "nodes." : ""}${stream.actors[a]?.id}${heap ? "->" : "."}run();`;
  if (how === "lines")
    return [...firings].map((a) => `       CG_BEFORE_NODE_EXECUTION;\n       ${run(a)}\n       CHECKERROR;`);
  return [
    `        for(unsigned long id=0 ; id < ${firings.length}; id++)\n        {\n            switch(schedule[id])\n            {`,
    ...stream.actors.map(
      (_, a) =>
        `                case ${a}:\n                {\n                   ${run(a)}\n                }\n                break;`,
    ),
    "                default:\n                break;\n            }\n            CG_AFTER_NODE_EXECUTION(schedule[id]);\n            CHECKERROR;\n        }",
  ];
}
