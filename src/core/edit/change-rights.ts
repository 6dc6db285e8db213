/** Changes rights to write in place and to view. */

import { isCount } from "../bytes.ts";
import type { GraphDocument, NodeSpec, ShareRight } from "../document.ts";
import { operatorOf } from "../ops/index.ts";
import { fail } from "../result.ts";
import { nodeOf } from "./index-of.ts";
import { changeNodes } from "./many.ts";
import { sayNames } from "./names.ts";
import { ruling } from "./operators.ts";
import { noNode } from "./refuse.ts";
import { operatorRights, rightHolds, sameRight, withRights } from "./rights.ts";
import type { EditResult } from "./types.ts";
import { typesOf } from "./types-of.ts";

/** Rights of imported nodes are not made anew in any case. */
function byHand(node: NodeSpec): NodeSpec {
  return node.drawn === undefined ? node : { ...node, drawn: { ...node.drawn, rights: "hand" } };
}

/** Gives or takes one right, by positions in `inputs` and `outputs`; rights are by hand from now on. */
export function setRight(document: GraphDocument, node: string, right: ShareRight, on: boolean): EditResult {
  const row = nodeOf(document, node);
  if (row === undefined) return noNode(node);
  const [input, output] = [row.inputs[right.input], row.outputs[right.output]];
  const at = [`node:${node}`];
  if (input === undefined || output === undefined) {
    return fail(
      "bad-share",
      `${node} has no input ${right.input + 1} and output ${right.output + 1} to share.`,
      {
        help: "Choose an input that is connected.",
        at,
      },
    );
  }
  if (on && right.byteOffset !== undefined && !isCount(right.byteOffset)) {
    return fail("bad-number", `A view cannot begin at byte ${right.byteOffset}.`, {
      help: "Give a whole number from 0 up.",
      at,
    });
  }
  const does = right.how === "view" ? `be a view of ${input}` : `be written over ${input}`;
  return changeNodes(
    document,
    [node],
    `${output} of ${node} may ${on ? "" : "not "}${does} now`,
    (had, draft) => {
      if (on && !rightHolds(had, right, draft.tensors)) {
        return fail(
          "view-outside",
          `${output} would reach beyond the end of ${input}, so it cannot be a view of it.`,
          {
            help: "Choose an offset and shapes with which it lies inside.",
            at: [`tensor:${output}`, `tensor:${input}`, ...at],
          },
        );
      }
      const others = (had.mayShare ?? []).filter((r) => !sameRight(r, right));
      const made = withRights(had, on ? [...others, right] : others);
      return byHand(made);
    },
  );
}

/** Gives nodes the rights of their operators (`operator`), or none at all. */
export function setRights(
  document: GraphDocument,
  nodes: readonly string[],
  how: "operator" | "none",
): EditResult {
  const names = sayNames(nodes, "nodes");
  const says =
    how === "none" ? `${names} may share no bytes now` : `${names} may share what operators allow now`;
  return changeNodes(document, nodes, says, (node, draft) => {
    if (how === "none") {
      const made = withRights(node, []);
      return byHand(made);
    }
    const operator = operatorOf(node.op);
    if (operator === undefined) {
      return fail("unknown-operator", `What ${node.op} may share is not known.`, {
        help: "Give its rights by hand.",
        at: [`node:${node.id}`],
      });
    }
    // an imported node has them once: what it gives stays what its file said
    if (ruling(node) === undefined) {
      return withRights(node, operatorRights(node, operator, draft.tensors, typesOf(document)));
    }
    const { rights: _, ...drawn } = node.drawn ?? {};
    draft.touched.add(node.id);
    return { ...node, drawn };
  });
}
