/** Samples of dataflow: CMSIS-Stream's documented graphs by their own ids (orders hang on ids), and two of ours. */

import type {
  DataflowDocument,
  PortSpec,
  Rate,
  StreamEdge,
  StreamNode,
} from "../../src/core/dialects/dataflow/document.ts";

type Ports = Readonly<Record<string, Rate>>;

/** What the ports of a sample carry, unless they say something else. */
const FLOAT = { float: { bytes: 4 } };

function portsOf(rates: Ports, type: string): PortSpec[] {
  return Object.entries(rates).map(([name, rate]) => ({ name, rate, type }));
}

function node(id: string, className: string, inputs: Ports, outputs: Ports, type = "float"): StreamNode {
  return { id, class: className, inputs: portsOf(inputs, type), outputs: portsOf(outputs, type) };
}

/** Ends as `node.port`. */
function edge(from: string, to: string, more: Partial<StreamEdge> = {}): StreamEdge {
  return { from: endOf(from), to: endOf(to), ...more };
}

function endOf(text: string): readonly [string, string] {
  const [id = "", port = ""] = text.split(".");
  return [id, port];
}

/** Output o of each to input i of the next. */
function chain(...ids: readonly string[]): StreamEdge[] {
  return ids.slice(1).map((id, k) => edge(`${ids[k]}.o`, `${id}.i`));
}

function stream(
  name: string,
  nodes: readonly StreamNode[],
  edges: readonly StreamEdge[],
  types: DataflowDocument["types"] = FLOAT,
): DataflowDocument {
  return { format: "memplan", version: 1, kind: "dataflow", name, types, nodes, edges };
}

/** Blocks of five go through a filter of seven: nobody fires as often as its neighbour. */
export function fiveSevenFive(): DataflowDocument {
  return stream(
    "Blocks of five and seven",
    [
      node("source", "Source", {}, { o: 5 }),
      node("processing", "ProcessingNode", { i: 7 }, { o: 7 }),
      node("sink", "Sink", { i: 5 }, {}),
    ],
    chain("source", "processing", "sink"),
  );
}

/** From compact disc to tape, 44.1 to 48 kHz, in samples of one byte. */
export function cdToDat(): DataflowDocument {
  const stage = (id: string, i: number, o: number) => node(id, "Resampler", { i }, { o }, "sample");
  return stream(
    "CD to DAT",
    [
      node("cd", "Source", {}, { o: 1 }, "sample"),
      stage("a", 1, 2),
      stage("b", 3, 2),
      stage("c", 7, 8),
      stage("d", 7, 5),
      node("dat", "Sink", { i: 1 }, {}, "sample"),
    ],
    chain("cd", "a", "b", "c", "d", "dat"),
    { sample: { bytes: 1 } },
  );
}

/** Half a second of features, seen anew every 20 ms: what a network for keywords is fed. */
export function keywordStream(): DataflowDocument {
  const convert: StreamNode = {
    id: "to_f32",
    class: "Convert",
    inputs: portsOf({ i: 320 }, "q15_t"),
    outputs: portsOf({ o: 320 }, "float"),
  };
  return stream(
    "Keyword spotting as a stream",
    [
      node("src", "MicrophoneSource", {}, { o: 320 }, "q15_t"),
      convert,
      {
        ...node("audioWin", "SlidingBuffer", { i: 320 }, { o: 640 }),
        window: { kind: "sliding", length: 640, overlap: 320 },
      },
      node("mfcc", "MFCC", { i: 640 }, { o: 10 }),
      {
        ...node("mfccWin", "SlidingBuffer", { i: 10 }, { o: 490 }),
        window: { kind: "sliding", length: 490, overlap: 480 },
      },
      node("send", "SendToNetwork", { i: 490 }, {}),
    ],
    chain("src", "to_f32", "audioWin", "mfcc", "mfccWin", "send"),
    { q15_t: { bytes: 2 }, ...FLOAT },
  );
}

/** A block is split twice and joined twice, a hundred floats on each edge. */
export function forkAndJoinOfBlocks(): DataflowDocument {
  const block = 100;
  const split = (id: string) => node(id, "ProcessingNode12", { i: block }, { oa: block, ob: block });
  const join = (id: string) => node(id, "ProcessingNode21", { ia: block, ib: block }, { o: block });
  const leaves = [0, 1, 2, 3];
  return stream(
    "Fork and join of blocks",
    [
      node("source", "Source", {}, { o: block }),
      ...[0, 1, 2].map((k) => split(`p_start_${k}`)),
      ...leaves.map((k) => node(`p${k}_0`, "ProcessingNode", { i: block }, { o: block })),
      ...[0, 1, 2].map((k) => join(`p_end_${k}`)),
      node("sink", "Sink", { i: block }, {}),
    ],
    [
      edge("source.o", "p_start_0.i"),
      edge("p_start_0.oa", "p_start_1.i"),
      edge("p_start_0.ob", "p_start_2.i"),
      ...leaves.map((k) => edge(`p_start_${k < 2 ? 1 : 2}.o${k % 2 === 0 ? "a" : "b"}`, `p${k}_0.i`)),
      ...leaves.map((k) => edge(`p${k}_0.o`, `p_end_${k < 2 ? 0 : 1}.i${k % 2 === 0 ? "a" : "b"}`)),
      edge("p_end_0.o", "p_end_2.ia"),
      edge("p_end_1.o", "p_end_2.ib"),
      edge("p_end_2.o", "sink.i"),
    ],
  );
}

const VOICES = 128;

/** Oscillator, envelope and gain for each of 128 voices, and a tree of mixers that adds them by twos: 511 FIFOs. */
export function voices(): DataflowDocument {
  const block = 128;
  const edges: StreamEdge[] = [];
  let mixers = 0;
  /** Joins the voices from `first` on; returns who gives their sum. */
  const mix = (first: number, count: number): string => {
    if (count === 1) {
      edges.push(edge(`osc_${first}.o`, `env_${first}.i`), edge(`env_${first}.o`, `gain_${first}.i`));
      return `gain_${first}`;
    }
    const mixer = `mixer_${mixers++}`;
    const [left, right] = [mix(first, count / 2), mix(first + count / 2, count / 2)];
    edges.push(edge(`${left}.o`, `${mixer}.ia`), edge(`${right}.o`, `${mixer}.ib`));
    return mixer;
  };
  edges.push(edge(`${mix(0, VOICES)}.o`, "sink.i"));
  const numbers = Array.from({ length: VOICES }, (_, k) => k);
  return stream(
    "128 voices",
    [
      ...numbers.flatMap((k) => [
        node(`osc_${k}`, "Oscillator", {}, { o: block }),
        node(`env_${k}`, "Envelope", { i: block }, { o: block }),
        node(`gain_${k}`, "Gain", { i: block }, { o: block }),
      ]),
      ...numbers
        .slice(0, mixers)
        .map((k) => node(`mixer_${k}`, "Mixer", { ia: block, ib: block }, { o: block })),
      node("sink", "Sink", { i: block }, {}),
    ],
    edges,
  );
}

/** Buffers go by reference: one that two nodes hold is copied before it is written to. */
export function sharedBuffers(): DataflowDocument {
  const own = "Shared<buffer,false>";
  const shared = "Shared<buffer,true>";
  const reads = (id: string): StreamNode => ({
    ...node(id, "BufferSink", { i: 1 }, {}, own),
    role: "sink",
  });
  return stream(
    "References that are shared",
    [
      { ...node("buf1", "BufferSource", {}, { o: 1 }, own), role: "alloc" },
      {
        id: "processing",
        class: "Processing",
        role: "process",
        inputs: [...portsOf({ b: 1 }, own), ...portsOf({ i: 1 }, shared)],
        outputs: portsOf({ o: 1 }, own),
      },
      { ...node("buf2", "BufferSource", {}, { o: 1 }, own), role: "alloc" },
      {
        id: "bufCopy",
        class: "BufferCopy",
        role: "copy",
        inputs: portsOf({ i: 1 }, shared),
        outputs: portsOf({ o: 1 }, own),
      },
      { ...node("inplace", "InPlace", { i: 1 }, { o: 1 }, own), role: "inplace" },
      reads("sinkA"),
      reads("sinkB"),
    ],
    [
      edge("buf1.o", "processing.i"),
      edge("buf2.o", "processing.b"),
      edge("buf1.o", "bufCopy.i"),
      edge("bufCopy.o", "inplace.i"),
      edge("processing.o", "sinkA.i"),
      edge("inplace.o", "sinkB.i"),
    ],
    {
      buffer: { bytes: 4 },
      [own]: { sharedOf: "buffer", shared: false },
      [shared]: { sharedOf: "buffer", shared: true },
    },
  );
}

/** What is heard comes back, weaker, 256 samples later. */
export function echo(): DataflowDocument {
  const block = 64;
  return stream(
    "Echo",
    [
      node("mic", "Microphone", {}, { o: block }),
      node("add", "Mixer", { ia: block, ib: block }, { o: block }),
      node("damp", "Gain", { i: block }, { o: block }),
      node("speaker", "Speaker", { i: block }, {}),
    ],
    [
      edge("mic.o", "add.ia"),
      edge("add.o", "speaker.i"),
      edge("add.o", "damp.i"),
      edge("damp.o", "add.ib", { delay: 256 }),
    ],
  );
}

/** A filter in the frequency domain between two buffers of a DMA, and a meter that takes its blocks in turns. */
export function overlapAdd(): DataflowDocument {
  const block = 128;
  const frame = 256;
  const held = (name: string, canBeShared: boolean) => ({ name, mustBeArray: true, canBeShared });
  const converter = (id: string, from: string, to: string): StreamNode => ({
    id,
    class: "Convert",
    inputs: portsOf({ i: block }, from),
    outputs: portsOf({ o: block }, to),
  });
  return stream(
    "Overlap-add between DMA buffers",
    [
      {
        id: "adc",
        class: "AdcSource",
        outputs: [{ name: "o", rate: block, type: "q15_t", bufferConstraint: held("dmaIn", false) }],
      },
      converter("toFloat", "q15_t", "float"),
      {
        ...node("window", "SlidingBuffer", { i: block }, { o: frame }),
        window: { kind: "sliding", length: frame, overlap: frame - block },
      },
      node("fft", "CFFT", { i: frame }, { o: 2 * frame }),
      node("filter", "Filter", { i: 2 * frame }, { o: 2 * frame }),
      node("ifft", "ICFFT", { i: 2 * frame }, { o: frame }),
      {
        ...node("ola", "OverlapAdd", { i: frame }, { o: block }),
        window: { kind: "overlap-add", length: frame, overlap: frame - block },
      },
      node("meter", "Meter", { i: [100, 156] }, {}),
      converter("toQ15", "float", "q15_t"),
      {
        id: "dac",
        class: "DacSink",
        inputs: [{ name: "i", rate: block, type: "q15_t", bufferConstraint: held("dmaOut", true) }],
      },
    ],
    [
      ...chain("adc", "toFloat", "window", "fft", "filter", "ifft", "ola", "toQ15", "dac"),
      edge("ola.o", "meter.i"),
    ],
    { q15_t: { bytes: 2 }, ...FLOAT },
  );
}
