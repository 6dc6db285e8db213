/** ONNX models: the header of the file is read, weights stay where they are, every shape is inferred. */

import type { GraphDocument, MemplanDocument, TensorSpec } from "../../core/document.ts";
import { fail, ok, type Result } from "../../core/result.ts";
import { formatCount } from "../../core/units.ts";
import type { Watch } from "../../core/watch.ts";
import type { Format, Source } from "../format.ts";
import { Names } from "../names.ts";
import { stemOf } from "../source.ts";
import { contentsOf } from "./contents.ts";
import { type GivenValues, infer } from "./infer/infer.ts";
import { TooMuchWork } from "./infer/work.ts";
import { Lowered } from "./lower.ts";
import { match } from "./match.ts";
import type { RawModel } from "./model.types.ts";
import { Notes } from "./notes.ts";
import { Program, tooLarge } from "./program.ts";
import { readModel } from "./read-model.ts";
import { defaultBinding } from "./sizes.ts";
import { Tensors } from "./tensors.ts";

/** Problems: "truncated", "corrupt", "empty-model", "cycle", "recursion", "too-large". `given`: contents of small inputs. */
export async function readOnnx(
  source: Source,
  watch: Watch,
  given: GivenValues = new Map(),
): Promise<Result<MemplanDocument>> {
  const read = await readModel(source, watch);
  if (!read.ok) return read;
  const model = read.value;
  if (model.graph === undefined || model.graph.nodes.length === 0) {
    return fail("empty-model", "This ONNX file holds no graph with nodes: there is nothing to plan.", {
      help: "Export the model again.",
    });
  }
  const program = new Program(model, model.graph);
  const arranged = program.arrange();
  if (!arranged.ok) return arranged;
  watch({ phase: "inferring shapes", done: 0, total: model.graph.nodes.length });
  try {
    return ok(toDocument(program, stemOf(source.name), given));
  } catch (thrown) {
    if (thrown instanceof TooMuchWork) return tooLarge();
    throw thrown;
  }
}

function toDocument(program: Program, name: string, given: GivenValues): GraphDocument {
  const notes = new Notes();
  const inference = infer(program, given);
  const binding = defaultBinding(inference.symbols, inference.known.get(program.graph));
  const tensors = new Tensors(new Names(), notes, binding, inference.symbols);
  const lowered = new Lowered(program, inference, tensors, notes);
  for (const node of inference.unlike) notes.count("branches-unlike", node.name === "" ? "If" : node.name);
  for (const value of inference.disagree) notes.count("disagree", value, `tensor:${value}`);
  for (let i = 0; i < program.unsorted; i++) notes.count("unsorted", "");
  const { needed, nodes, outputs, groups } = lowered;
  const made = new Set(nodes.flatMap((node) => node.outputs));
  const kept = tensors.list.filter(({ id, role }) => role === "input" || needed.has(id) || made.has(id));
  sayContents(program.model, nodes.length, kept, notes);
  const document: GraphDocument = {
    format: "memplan",
    version: 1,
    kind: "graph",
    name,
    tensors: kept,
    nodes,
    outputs,
    order: nodes.map((node) => node.id),
    findings: notes.diagnostics(),
    ...(groups.length === 0 ? {} : { drawing: { groups } }),
  };
  const symbols = tensors.symbols(document);
  const contents = contentsOf(program, given, inference);
  return {
    ...document,
    ...(symbols.length === 0 ? {} : { symbols }),
    ...(contents.length === 0 ? {} : { contents }),
  };
}

/** The newest versions that were known when these rules were written. */
const KNOWN = { ir: 13, opset: 26 } as const;

/** What the file is. */
function sayContents(model: RawModel, nodes: number, tensors: readonly TensorSpec[], notes: Notes): void {
  const opsets = [...model.opsets].map(
    ([domain, version]) => `${domain === "" ? "ai.onnx" : domain} ${version}`,
  );
  const opset = model.opsets.get("") ?? 1;
  if (model.irVersion > KNOWN.ir || opset > KNOWN.opset) {
    notes.say(
      "warning",
      "newer",
      `The file is of a newer ONNX (IR version ${model.irVersion}, operator set ${opset}) than memplan knows (${KNOWN.ir}, ${KNOWN.opset}): what changed since may be planned as it was before.`,
    );
  }
  const hanging = tensors.filter((t) => t.shape?.some((dim) => typeof dim !== "number")).length;
  const made = model.producer === "" ? "" : `, written by ${model.producer}`;
  notes.say(
    "info",
    "contents",
    `ONNX of IR version ${model.irVersion}${made}; operator sets: ${opsets.length === 0 ? "none, taken as 1" : opsets.join(", ")}. ` +
      `${formatCount(nodes)} nodes and ${formatCount(tensors.length)} tensors are kept; ` +
      (hanging === 0 ? "every size is a number." : `the sizes of ${formatCount(hanging)} hang on symbols.`),
  );
}

export const onnx: Format = {
  id: "onnx",
  title: "ONNX",
  says: "Models of any size: weights are never read, every shape is inferred.",
  extensions: [".onnx"],
  mime: "application/octet-stream",
  match,
  read: readOnnx,
};
