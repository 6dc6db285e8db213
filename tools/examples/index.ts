/** The table of samples: what the gallery shows, the tests read and the command line's smoke test plans. */

import type { SourceDocument } from "../../src/core/document.ts";
import { graphDocumentOf } from "../../src/core/lowered.ts";
import type { Settings } from "../../src/core/settings.ts";
import { writeNative } from "../../src/formats/native/write.ts";
import { mostStorages } from "../../src/look/large.ts";
import { forkAndJoin, megakernel } from "./arms.ts";
import { overCapacity, twoArenas } from "./boards.ts";
import {
  cdToDat,
  echo,
  fiveSevenFive,
  forkAndJoinOfBlocks,
  keywordStream,
  overlapAdd,
  sharedBuffers,
  voices,
} from "./dataflow.ts";
import { prefillAndDecode } from "./methods.ts";
import { bestFitFragments, greedyGap, inPlaceChain } from "./puzzles.ts";
import { decodingStep, keywordSpotting, transformerBlock } from "./sequence.ts";
import { perceptron } from "./tiles.ts";
import { denseNet121, googLeNet, mobileNetV2, resNet50, uNet } from "./vision.ts";

export interface Example {
  /** Kebab-case; the file is `<id>.json`. */
  readonly id: string;
  readonly title: string;
  /** One line: what looking at it teaches. */
  readonly teaches: string;
  /** What it opens with, where the defaults would hide what it teaches. */
  readonly settings?: Partial<Settings>;
  readonly make: () => SourceDocument;
}

export const EXAMPLES: readonly Example[] = [
  {
    id: "mobilenet-v2",
    title: "MobileNetV2",
    teaches: "Inverted bottlenecks: one early expansion decides how much memory the whole network needs.",
    make: mobileNetV2,
  },
  {
    id: "keyword-spotting",
    title: "Keyword spotting in 64 KiB",
    teaches: "A speech network with its scratch and microphone state that just fits a small chip.",
    make: keywordSpotting,
  },
  {
    id: "resnet-50",
    title: "ResNet-50",
    teaches: "Residual additions written in place: the shortcut stays alive across each block.",
    make: resNet50,
  },
  {
    id: "densenet-121",
    title: "DenseNet-121",
    teaches: "Concatenations that copy all that came before: memory grows along every dense block.",
    make: denseNet121,
  },
  {
    id: "u-net",
    title: "U-Net",
    teaches: "Skips that live from the way down to the way up: long bars, and the peak near the end.",
    make: uNet,
  },
  {
    id: "googlenet",
    title: "GoogLeNet",
    teaches: "Four branches a cell: their order decides what is alive together before the concatenation.",
    make: googLeNet,
  },
  {
    id: "transformer-block",
    title: "Transformer block",
    teaches: "Reshapes that own nothing, softmax in place, and scores that grow with the square of T.",
    make: transformerBlock,
  },
  {
    id: "decoding-step",
    title: "Decoding step",
    teaches:
      "Caches of keys and values are state: alive throughout, shared with nobody, nearly all of the arena.",
    make: decodingStep,
  },
  {
    id: "two-memories",
    title: "Two memories",
    teaches: "Late layers pinned to a small fast memory, each arena with its own peak, scratch in the first.",
    make: twoArenas,
  },
  {
    id: "over-capacity",
    title: "Over capacity",
    teaches: "A network that no placement can fit: what is alive at the peak says what would have to change.",
    make: overCapacity,
  },
  {
    id: "greedy-gap",
    title: "Greedy is not optimal",
    teaches: "Largest first needs 208 KiB where 128 suffice: switch the placement and watch the holes go.",
    settings: { place: "greedy-by-size" },
    make: greedyGap,
  },
  {
    id: "in-place-chain",
    title: "In-place chain",
    teaches: "Ten steps in two storages; one value that is read twice forbids the third overwriting.",
    make: inPlaceChain,
  },
  {
    id: "best-fit-fragments",
    title: "Best fit fragments",
    teaches: "Bare lifetimes where the tightest hole is the wrong one: best fit does not fit, greedy does.",
    settings: { place: "best-fit" },
    make: bestFitFragments,
  },
  {
    id: "perceptron",
    title: "Perceptron in tiles",
    teaches:
      "Three products in a small scratchpad: at nine tiles the old scheduler is wrong; see Scratchpad.",
    make: perceptron,
  },
  {
    id: "arms-fork-join",
    title: "Fork and join of arms",
    teaches: "Arms beside each other never share, one before another may: toggle that in Arms and see.",
    make: forkAndJoin,
  },
  {
    id: "megakernel-arms",
    title: "Six arms of a megakernel",
    teaches: "A decoder layer in one launch: which scratch its arms may share, and why some buffers may not.",
    make: megakernel,
  },
  {
    id: "prefill-decode",
    title: "Prefill and decode with a shared KV cache",
    teaches: "Two methods that run one at a time over one cache, which lies in a memory of its own.",
    make: prefillAndDecode,
  },
  {
    id: "stream-rates",
    title: "Blocks of five and seven",
    teaches: "A dataflow graph: rates say how often each node fires, and the order how full its FIFOs get.",
    make: fiveSevenFive,
  },
  {
    id: "stream-fork-join",
    title: "Fork and join of blocks",
    teaches: "Fourteen FIFOs of 400 bytes in 1,600: those that are never full together share their memory.",
    make: forkAndJoinOfBlocks,
  },
  {
    id: "stream-keyword-spotting",
    title: "Keyword spotting as a stream",
    teaches: "Sliding windows between microphone and network: 6,480 bytes of FIFOs fit into 3,840.",
    make: keywordStream,
  },
  {
    id: "stream-cd-to-dat",
    title: "CD to DAT",
    teaches: "Rates of 1 to 8 make 612 firings: their order decides whether the FIFOs hold 37 samples or 31.",
    make: cdToDat,
  },
  {
    id: "stream-voices",
    title: "128 voices",
    teaches:
      "The order alone: 4,608 bytes for 511 FIFOs depth first, 8,192 by CMSIS-Stream, unshared 261,632.",
    make: voices,
  },
  {
    id: "stream-echo",
    title: "Echo",
    teaches: "A loop runs only with samples in it: shorten its delay and see how many are missing.",
    make: echo,
  },
  {
    id: "stream-references",
    title: "References that are shared",
    teaches:
      "Two nodes hold one buffer, and one will write to it: of the 40 possible orders some copy, some need not.",
    make: sharedBuffers,
  },
  {
    id: "stream-overlap-add",
    title: "Overlap-add between DMA buffers",
    teaches: "FIFOs that lie in memory of a DMA, and a meter that takes 100 samples and 156 in turns.",
    make: overlapAdd,
  },
];

/** Every file of public/examples, by name. */
export function exampleFiles(): ReadonlyMap<string, string> {
  const files = new Map<string, string>();
  const rows = EXAMPLES.map(({ id, title, teaches, settings, make }) => {
    const document = make();
    files.set(`${id}.json`, writeNative(document));
    const nodes =
      document.kind === "methods"
        ? document.methods.length
        : document.kind === "dataflow"
          ? document.nodes.length
          : (graphDocumentOf(document)?.nodes.length ?? mostStorages(document));
    return `  ${JSON.stringify({ id, title, teaches, nodes, kind: document.kind, settings })}`;
  });
  files.set("index.json", `[\n${rows.join(",\n")}\n]\n`);
  return files;
}
