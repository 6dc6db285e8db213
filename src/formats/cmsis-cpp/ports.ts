/** Ports of a scheduler's nodes, whose names its text does not say. */

import { duplicateOutput } from "../../core/dialects/dataflow/normalise.ts";
import { isDuplicate, type RawGraph } from "./actors.ts";
import type { Wired } from "./wire.ts";

export interface NamedPort {
  readonly name: string;
  readonly wire: Wired;
}

export interface ActorPorts {
  readonly inputs: readonly NamedPort[];
  readonly outputs: readonly NamedPort[];
  /** Inputs after those with FIFOs, each with the constant that feeds it. */
  readonly constants: readonly { readonly name: string; readonly constant: string }[];
}

/** Of each actor, in the order of its constructor; a Duplicate's outputs by the numbers of their FIFOs. */
export function portsOf({ actors }: RawGraph, wired: readonly Wired[]): readonly ActorPorts[] {
  const into = actors.map((): Wired[] => []);
  const outOf = actors.map((): Wired[] => []);
  for (const wire of wired) {
    into[wire.to.actor]?.push(wire);
    outOf[wire.from.actor]?.push(wire);
  }
  return actors.map((actor, a) => {
    const place = new Map(actor.slots.map(({ fifo }, k) => [fifo, k]));
    const listed = (x: Wired, y: Wired) => (place.get(x.fifo.number) ?? 0) - (place.get(y.fifo.number) ?? 0);
    const inputs = (into[a] ?? []).sort(listed);
    const split = isDuplicate(actor);
    const outputs = split ? (outOf[a] ?? []) : (outOf[a] ?? []).sort(listed);
    const names = portNames(inputs.length + actor.constants.length, "i");
    const outputNames = portNames(outputs.length, "o");
    return {
      inputs: inputs.map((wire, k) => ({ name: names[k] ?? "", wire })),
      outputs: outputs.map((wire, k) => ({
        name: split ? duplicateOutput(k) : (outputNames[k] ?? ""),
        wire,
      })),
      constants: actor.constants.map((constant, k) => ({ name: names[inputs.length + k] ?? "", constant })),
    };
  });
}

/** `i`, or `ia`, `ib` … where there are several: as CMSIS-Stream calls those that nobody names. */
function portNames(count: number, letter: "i" | "o"): readonly string[] {
  if (count === 1) return [letter];
  return Array.from({ length: count }, (_, k) => {
    let name = "";
    for (let left = k; left >= 0; left = Math.floor(left / 26) - 1) {
      name = String.fromCharCode(97 + (left % 26)) + name;
    }
    return letter + name;
  });
}
