/** The step of a node: where it may run while all others keep their order, and moving it there. */

import { useStore } from "zustand";
import type { GraphDocument, NodeSpec } from "../../../core/document.ts";
import { moveStep, type StepRange, stepRange } from "../../../core/edit/order.ts";
import { formatCount } from "../../../core/units.ts";
import { documentStore } from "../../../store/document.ts";
import { edit } from "../../../store/editing.ts";
import { orderOnPage } from "../../../store/edits-steps.ts";
import { outcomeStore } from "../../../store/outcome.ts";
import { setCursor } from "../../../store/session.ts";
import { SmallButton, TextField } from "./fields.tsx";
import { wholeCodec } from "./texts.ts";

const STEP = wholeCodec(0);

export function StepField(props: { document: GraphDocument; node: NodeSpec }) {
  const { document, node } = props;
  // the order is that of the settings or of the newest picture
  useStore(outcomeStore, (s) => s.picture);
  useStore(documentStore, (s) => s.settings);
  const order = orderOnPage(document);
  if (order === undefined) return null;
  const step = order.indexOf(node.id);
  return (
    <TextField
      label="step"
      field="step"
      title="Another step moves it there, and from then on the order is the one given."
      codec={STEP}
      value={step}
      rest={{ inputMode: "numeric" }}
      give={(to) => edit((d) => moveStep(d, order, node.id, to), { settings: { order: "given" } })}
      hint={rangeText(stepRange(document, order, node.id), order.length)}
      beside={
        <SmallButton title="Put the cursor on this step" onClick={() => setCursor(step)}>
          go to
        </SmallButton>
      }
    />
  );
}

/** `may run at steps 3–7: after conv1, before add2` */
export function rangeText(range: StepRange, steps: number): string {
  const { from, to, after, before } = range;
  if (from === 0 && to === steps - 1) return "may run at any step";
  const where =
    from === to ? `only at step ${formatCount(from)}` : `at steps ${formatCount(from)}–${formatCount(to)}`;
  const held = [
    ...(after === undefined ? [] : [`after ${after}`]),
    ...(before === undefined ? [] : [`before ${before}`]),
  ];
  return held.length === 0 ? `may run ${where}` : `may run ${where}: ${held.join(", ")}`;
}
