/** The Python that puts a fixed plan into an export by ExecuTorch: its own planning pass, told where everything goes. */

import type { ExportTable } from "./export-table.ts";

/**
 * A module for Python 3. A planner in ExecuTorch is a function of specs and their graph that writes memory and offset into
 * each spec and returns the sizes of the memories; this one looks them up. It raises where the program has a tensor that
 * the plan does not know.
 */
export function pythonOf(name: string, { rows, sizes, alignment }: ExportTable): string {
  const methods = Object.keys(sizes);
  const places = methods.map((method) => {
    const own = rows.filter((row) => row.method === method);
    // a node of the graph before what the program calls it
    const named = new Map(own.flatMap((row) => (row.name === "" ? [] : [[row.name, row] as const])));
    for (const row of own) named.set(byPosition(row.tensor) ?? row.tensor, row);
    const lines = [...named].map(
      ([key, row]) => `        ${text(key)}: (${row.memory}, ${row.offset}, ${row.bytes}),\n`,
    );
    return `    ${text(method)}: {\n${lines.join("")}    },\n`;
  });
  const bytes = methods.map((method) => `    ${text(method)}: [${(sizes[method] ?? []).join(", ")}],\n`);
  return `# The memory plan of ${comment(name)}, made by memplan, for export with ExecuTorch:
#   program.to_executorch(ExecutorchBackendConfig(memory_planning_pass=fixed_plan()))
# Places are looked up by the names of nodes, of buffers by their own, and where the plan came of a .pte, which names
# neither, by position: "input 0" is the first input, "#3" what instruction 3 writes. A tensor without a place is an error.
from executorch.exir.passes import MemoryPlanningPass

ALIGNMENT = ${alignment}
SILENT = ("alloc", "free", "getitem", "view")  # nodes that become no instruction
SIZES = {  # by method: bytes of memories 0, 1, ...; number 0 is not used
${bytes.join("")}}
PLACES = {  # by method and tensor: memory, offset, bytes
${places.join("")}}


def planner(method):
    def plan(alignment, specs, graph_module, graph_signature=None, extra_padding=0):
        buffers = getattr(graph_signature, "inputs_to_buffers", None) or {}
        inputs = list(getattr(graph_signature, "user_inputs", None) or [])
        place_of, step = {}, -1
        for node in graph_module.graph.nodes:
            runs = node.op == "call_function" and getattr(node.target, "__name__", "") not in SILENT
            step += runs
            at = f"#{step}" if runs else f"input {inputs.index(node.name)}" if node.name in inputs else None
            spec = node.meta.get("spec")
            several = isinstance(spec, (list, tuple))
            for i, one in enumerate(spec if several else [spec]):
                names = [f"{node.name}:{i}", f"{at} out {i}"] if several else [node.name, buffers.get(node.name), at]
                known = [PLACES[method][name] for name in names if name in PLACES[method]]
                if known:
                    place_of.setdefault(id(one), known[0])
        for spec in specs:
            memory, offset, size = place_of.get(id(spec), (None, None, -1))
            if spec.nbytes() != size:
                raise ValueError(f"{method}: the plan has no place for {spec}")
            spec.mem_id, spec.mem_offset = memory, offset
        return [size + extra_padding if size else 0 for size in SIZES[method]]

    return plan


def fixed_plan():
    return {
        method: MemoryPlanningPass(memory_planning_algo=planner(method), alignment=ALIGNMENT)
        for method in SIZES
    }
`;
}

/** How a reader of .pte files names what it can only number, in the words of the module; undefined for names of nodes. */
function byPosition(tensor: string): string | undefined {
  if (/^input \d+$/.test(tensor)) return tensor;
  return /#\d+(?: out \d+)?$/.exec(tensor)?.[0];
}

/** A literal: what JSON escapes, Python reads the same, once all beyond ASCII is escaped. */
function text(value: string): string {
  return JSON.stringify(value).replace(/[^ -~]/gu, (character) => {
    const code = (character.codePointAt(0) ?? 0).toString(16);
    return code.length > 4 ? `\\U${code.padStart(8, "0")}` : `\\u${code.padStart(4, "0")}`;
  });
}

/** On one line, whatever is in it. */
function comment(value: string): string {
  return value.replace(/[^ -~]+/g, " ");
}
