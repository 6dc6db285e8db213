/** Settings that the meaning of a document decides. Apart from how it comes down to a graph (lowered.ts), which is more to load. */

import type { MemplanDocument } from "./document.ts";
import type { Settings } from "./settings.ts";

/** A setting that the meaning of a dialect decides, whatever a person chose; `says` why, as a sentence. */
export type Forced = {
  readonly [K in keyof Settings]: { readonly name: K; readonly value: Settings[K]; readonly says: string };
}[keyof Settings];

const ARMS_ORDER = "The order between arms says which of them may run beside each other.";
const ARMS_BUFFERS =
  "Buffers of arms are named by the program: each has bytes of its own while it is needed.";
const METHODS_ORDER = "Methods run one at a time, each in the order that it has.";

const STREAM_ORDER = "The schedule of firings is chosen by the setting Schedule.";
const STREAM_BYTES = "A FIFO is one place for all that passes through it.";

const FORCED: Readonly<Partial<Record<MemplanDocument["kind"], readonly Forced[]>>> = {
  arms: [
    { name: "lifetimes", value: "any-order", says: ARMS_ORDER },
    { name: "order", value: "given", says: ARMS_ORDER },
    { name: "inplace", value: false, says: ARMS_BUFFERS },
    { name: "views", value: false, says: ARMS_BUFFERS },
    { name: "preserveInputs", value: false, says: "Inputs of the host lie outside of the arena." },
  ],
  methods: [
    { name: "order", value: "given", says: METHODS_ORDER },
    { name: "lifetimes", value: "schedule", says: METHODS_ORDER },
    { name: "state", value: true, says: "What methods share is state, which must have a place." },
    { name: "slots", value: false, says: "What methods share lies at one address for all of them." },
    {
      name: "preserveInputs",
      value: false,
      says: "Inputs are filled anew for every call of their method.",
    },
  ],
  dataflow: [
    { name: "order", value: "given", says: STREAM_ORDER },
    { name: "lifetimes", value: "schedule", says: "FIFOs are needed while they hold samples." },
    { name: "slots", value: false, says: "All FIFOs lie in one arena." },
    { name: "inplace", value: false, says: STREAM_BYTES },
    { name: "views", value: false, says: STREAM_BYTES },
    { name: "preserveInputs", value: false, says: "Sources make their samples." },
  ],
};

/** What the kind of a document decides of the settings; nothing for most. */
export function forcedBy(kind: MemplanDocument["kind"]): readonly Forced[] {
  return FORCED[kind] ?? [];
}

/** The settings that a document of this kind is planned with. */
export function heardSettings(kind: MemplanDocument["kind"], settings: Settings): Settings {
  const forced = forcedBy(kind).map(({ name, value }) => [name, value] as const);
  return forced.length === 0 ? settings : { ...settings, ...Object.fromEntries(forced) };
}
