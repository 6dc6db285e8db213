/** A tree of mixers over chains of three, as the documentation of CMSIS-Stream draws it for 128 chains. */

import type { DataflowDocument, StreamEdge, StreamNode } from "../../document.ts";

/** `chains`: a power of two. Every edge carries 128 samples of four bytes. */
export function mixers(chains: number): DataflowDocument {
  const port = (name: string) => ({ name, rate: 128, type: "f32" });
  const nodes: StreamNode[] = [];
  const edges: StreamEdge[] = [];
  let made = 0;
  /** Who gives the mix of some chains. */
  const mix = (from: number, to: number): string => {
    if (to - from === 1) {
      const [osc, env, gain] = [`osc_${from}`, `env_${from}`, `gain_${from}`];
      nodes.push({ id: osc, class: "Oscillator", outputs: [port("o")] });
      nodes.push({ id: env, class: "Envelope", inputs: [port("i")], outputs: [port("o")] });
      nodes.push({ id: gain, class: "Gain", inputs: [port("i")], outputs: [port("o")] });
      edges.push({ from: [osc, "o"], to: [env, "i"] }, { from: [env, "o"], to: [gain, "i"] });
      return gain;
    }
    const id = `mixer_${made++}`;
    nodes.push({ id, class: "Mixer", inputs: [port("ia"), port("ib")], outputs: [port("o")] });
    const half = (from + to) / 2;
    const [left, right] = [mix(from, half), mix(half, to)];
    edges.push({ from: [left, "o"], to: [id, "ia"] }, { from: [right, "o"], to: [id, "ib"] });
    return id;
  };
  edges.push({ from: [mix(0, chains), "o"], to: ["sink", "i"] });
  nodes.push({ id: "sink", class: "Sink", inputs: [port("i")] });
  return {
    format: "memplan",
    version: 1,
    kind: "dataflow",
    name: "mixers",
    types: { f32: { bytes: 4 } },
    nodes,
    edges,
  };
}
