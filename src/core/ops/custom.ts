/** An operation that we do not know: people give the types of its outputs. */

import type { Attributes } from "../document.ts";
import { attributeFault } from "./attribute-fault.ts";
import { define, open } from "./define.ts";
import type { AttributeSpec, Operator, Port } from "./types.ts";

const OUTPUTS: AttributeSpec = {
  name: "outputs",
  title: "Outputs",
  says: "How many values it gives",
  default: 1,
  kind: { kind: "whole", least: 0, most: 256 },
};

function outputs({ outputs: given }: Attributes): readonly Port[] {
  const count = typeof given === "number" && attributeFault(OUTPUTS, given) === undefined ? given : 1;
  return Array.from({ length: count }, (_, i) => ({
    name: `Y${count === 1 ? "" : i + 1}`,
    says: "Typed by hand",
  }));
}

export const CUSTOM: readonly Operator[] = [
  define({
    id: "Custom",
    says: "Any operation; give the types of its outputs by hand",
    aliases: ["operation"],
    group: "Custom",
    inputs: [{ name: "X", says: "Any value", optional: true, many: true }],
    outputs,
    attributes: [OUTPUTS],
    rule: () => open("Give the types of the outputs by hand."),
  }),
];
