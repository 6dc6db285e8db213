/** How large the boxes of a dataflow drawing are, and where their ports lie: by what is written in them, without measuring. */

import type { Rate } from "../../core/document.ts";

/** Pixels of a letter at 1 pixel of type, a little more than most fonts take. */
const EM = 0.58;
/** Ids are written larger from afar. */
const ID_TYPE = 14.5;
const SMALL_TYPE = 11.5;
const PORT_TYPE = 10.5;
/** Of a box: its title rows, a row of tags, a row a port, the air below. */
const HEAD = 37;
const TAGS = 15;
const PORT_ROW = 16;
const FOOT = 5;
const SIDE = 9;
const BETWEEN_PORTS = 14;
const WIDTH_LEAST = 78;
const WIDTH_MOST = 240;

export const DUPLICATE_SIZE = 12;
export const CONSTANT_HEIGHT = 18;

/** Entries of a list of rates that are written out. */
const RATES_SHOWN = 3;

export function shortRate(rate: Rate): string {
  if (typeof rate === "number") return String(rate);
  const shown = rate.slice(0, RATES_SHOWN).join(" ");
  return rate.length > RATES_SHOWN ? `${shown} … (${rate.length})` : `${shown}`;
}

export function wholeRate(rate: Rate): string {
  return typeof rate === "number" ? String(rate) : rate.join(", ");
}

interface Written {
  readonly id: string;
  readonly class: string;
  readonly fires: number;
  /** Everything in the row of tags. */
  readonly tags: string;
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
}

export interface BoxSize {
  readonly width: number;
  readonly height: number;
  /** From the top of the box to the first port. */
  readonly firstPort: number;
}

function wide(text: string, type: number): number {
  return text.length * type * EM;
}

export function actorSize(of: Written): BoxSize {
  const times = of.fires > 0 ? `×${of.fires}` : "";
  const longest = (texts: readonly string[]) => Math.max(0, ...texts.map((text) => wide(text, PORT_TYPE)));
  const ports =
    longest(of.inputs) +
    longest(of.outputs) +
    (of.inputs.length > 0 && of.outputs.length > 0 ? BETWEEN_PORTS : 0);
  const inner = Math.max(
    wide(of.id, ID_TYPE),
    wide(of.class, SMALL_TYPE) + (times === "" ? 0 : wide(times, SMALL_TYPE) + 8),
    wide(of.tags, SMALL_TYPE),
    ports,
  );
  const head = HEAD + (of.tags === "" ? 0 : TAGS);
  return {
    width: Math.round(Math.min(WIDTH_MOST, Math.max(WIDTH_LEAST, inner + 2 * SIDE))),
    height: head + PORT_ROW * Math.max(of.inputs.length, of.outputs.length) + FOOT,
    firstPort: head + PORT_ROW / 2,
  };
}

/** From the top of a box to its n-th port on one side. */
export function portY(size: BoxSize, n: number): number {
  return size.firstPort + n * PORT_ROW;
}

export function constantWidth(name: string): number {
  return Math.round(Math.min(WIDTH_MOST, wide(name, SMALL_TYPE) + 14));
}
