/** Whether what the ports of a node say of references can be. */

import type { PortReference, PortSpec, StreamNode } from "./document.ts";

export interface ReferenceFault {
  readonly code: string;
  readonly message: string;
  readonly help: string;
  readonly side: "inputs" | "outputs";
  /** Of the port that says so, among those of its side. */
  readonly port: number;
}

/** All faults, port by port; none where nothing is said. */
export function referenceFaults(node: StreamNode): readonly ReferenceFault[] {
  const { inputs = [], outputs = [] } = node;
  if (![...inputs, ...outputs].some(({ reference }) => reference !== undefined)) return [];
  /** By output the inputs that say that they are given on to it. */
  const givers = new Map<string, string[]>();
  for (const { name, reference } of inputs)
    for (const to of new Set(reference?.to)) givers.set(to, [...(givers.get(to) ?? []), name]);
  return [
    ...inputs.flatMap((port, p) =>
      inputFaults(node, port, givers).map((own) => ({ ...own, side: "inputs" as const, port: p })),
    ),
    ...outputs.flatMap((port, p) =>
      outputFaults(node, port).map((own) => ({ ...own, side: "outputs" as const, port: p })),
    ),
  ];
}

type Said = Pick<ReferenceFault, "code" | "message" | "help">;

const GIVES_ON: ReadonlySet<PortReference["use"]> = new Set(["own", "copy", "forward", "split"]);

function inputFaults(
  { id, outputs = [] }: StreamNode,
  { name, reference }: PortSpec,
  givers: ReadonlyMap<string, readonly string[]>,
): readonly Said[] {
  if (reference === undefined) return [];
  const at = `Input ${name} of ${JSON.stringify(id)}`;
  const { use, to = [], requires, gives } = reference;
  const faults: Said[] = [];
  const add = (code: string, message: string, help: string) => faults.push({ code, message, help });
  if (gives !== undefined)
    add("reference-side", `${at} says what it gives.`, "Only outputs give; an input requires.");
  const known = outputs.map((port) => port.name).join(", ");
  const choose = known === "" ? "Its node has no output: let it borrow." : `Its outputs are ${known}.`;
  for (const [k, output] of to.entries()) {
    if (!outputs.some((port) => port.name === output))
      add("unknown-output", `${at} is given on to ${output}, which there is not.`, choose);
    else if (to.indexOf(output) < k)
      add("given-twice", `${at} is given on to ${output} twice.`, "Name it once.");
    const [first, ...others] = givers.get(output) ?? [];
    if (others.length > 0 && first !== name)
      add(
        "given-twice",
        `${at} is given on to ${output}, as ${first} is.`,
        "An output has one reference to give: let one of them borrow.",
      );
  }
  if (!GIVES_ON.has(use) && to.length > 0)
    add(
      "reference-use",
      `${at} is given on, but ${use === undefined ? "not said how" : "only borrowed"}.`,
      "Let it own, copy, forward or split, or name no outputs.",
    );
  if (GIVES_ON.has(use) && use !== "split" && to.length === 0)
    add("no-output", `${at} is to ${use}, but not said to which output.`, choose);
  if (use === "own" && requires !== undefined && requires !== "unique")
    add(
      "reference-status",
      `${at} must be the only holder, but takes ${requires === "any" ? "any status" : "what is shared"}.`,
      "An owner requires unique; forward takes any.",
    );
  return faults;
}

function outputFaults(node: StreamNode, { name, reference }: PortSpec): readonly Said[] {
  if (reference === undefined) return [];
  const { inputs = [] } = node;
  const at = `Output ${name} of ${JSON.stringify(node.id)}`;
  const { use, to, requires, gives } = reference;
  const faults: Said[] = [];
  const add = (code: string, message: string, help: string) => faults.push({ code, message, help });
  if (use !== undefined || to !== undefined || requires !== undefined)
    add("reference-side", `${at} says what is taken.`, "Only inputs are used and require; an output gives.");
  if (typeof gives === "object") {
    const known = inputs.map((port) => port.name).join(", ");
    const help =
      known === "" ? "Its node has no inputs: let it give unique or shared." : `Its inputs are ${known}.`;
    if (gives.length === 0) add("unknown-input", `${at} is as shared as no input.`, help);
    for (const input of gives)
      if (!inputs.some((port) => port.name === input))
        add("unknown-input", `${at} is as shared as ${input}, which there is not.`, help);
  }
  if (gives === "unique") {
    const giver = inputs.find(({ reference: own }) => {
      if (own?.to?.includes(name) !== true) return false;
      return own.use === "split" || (own.use === "forward" && (own.requires ?? "unique") !== "unique");
    });
    if (giver !== undefined) {
      const message = `${at} gives what is unique, but gets the reference of ${giver.name}, which others may hold.`;
      const help = `Let ${giver.name} own or copy it, or require unique, or let ${name} give the same.`;
      add("reference-status", message, help);
    }
  }
  return faults;
}
