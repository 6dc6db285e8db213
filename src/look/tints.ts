/** Colours of storages, by what a person wants to see; one line a way to colour. */

import { tenantFill } from "./fills.ts";
import type { ColourBy, Drawn, Tints } from "./look.types.ts";
import { marksOf } from "./marks.ts";
import { type Categories, paintClasses } from "./tints/classes.ts";
import { dtypes, layers, operators, roles } from "./tints/kinds.ts";
import { LIFE_RANGES, paintScale, type Ranges, SIZE_RANGES, SLACK_RANGES } from "./tints/scale.ts";
import { slackOf } from "./tints/slack.ts";
import type { Colouring, Painted, Remembered } from "./tints/tints.types.ts";

/** Hue by buffer, shade by tenant. */
function byBuffer({ plan, colour, ordinal }: Drawn): Painted {
  const { count, buffer } = plan.storages;
  const fill = new Int32Array(count);
  for (let s = 0; s < count; s++) fill[s] = tenantFill(colour[buffer[s] ?? 0] ?? 0, ordinal[s] ?? 0);
  return { fill, classOf: new Int32Array(count).fill(-1), legend: [] };
}

const classes =
  (of: (drawn: Drawn) => Categories) =>
  (drawn: Drawn, memory: Remembered): Painted =>
    paintClasses(drawn.plan, of(drawn), memory);

const scale =
  (of: (drawn: Drawn) => ArrayLike<number>, ranges: Ranges) =>
  (drawn: Drawn, memory: Remembered): Painted =>
    paintScale(drawn.plan, of(drawn), ranges, memory);

function lifetimes({ plan: { storages } }: Drawn): Int32Array {
  return storages.end.map((end, s) => end - (storages.start[s] ?? 0));
}

const BY_BUFFER: Colouring = {
  id: "buffer",
  title: "buffer",
  says: "Hue by buffer, shade by tenant, so that neighbours differ.",
  paint: byBuffer,
};

/** In the order of menus. */
export const COLOURINGS: readonly Colouring[] = [
  BY_BUFFER,
  { id: "role", title: "role", says: "What it is to the graph.", paint: classes(roles) },
  { id: "operator", title: "operator", says: "The operation that makes it.", paint: classes(operators) },
  { id: "dtype", title: "dtype", says: "Type of its elements.", paint: classes(dtypes) },
  {
    id: "size",
    title: "size",
    says: "Real bytes, without padding.",
    paint: scale(({ plan }) => plan.storages.bytes, SIZE_RANGES),
  },
  {
    id: "lifetime",
    title: "lifetime",
    says: "How many steps it is alive.",
    paint: scale(lifetimes, LIFE_RANGES),
  },
  {
    id: "layer",
    title: "layer",
    says: "What makes it: a group of the drawing, else the path in the node's name, else the operator.",
    paint: classes(layers),
  },
  {
    id: "slack",
    title: "slack",
    says: "How much lower it could lie, alone, before it touches another that lives with it or the floor.",
    paint: scale(({ plan }) => slackOf(plan), SLACK_RANGES),
  },
];

/** The way to colour of that id; by buffer when there is none. */
export function colouringOf(by: ColourBy): Colouring {
  return COLOURINGS.find(({ id }) => id === by) ?? BY_BUFFER;
}

/** Colours plan after plan; over all plans of one document, which its name tells, a class keeps the colour that it had. */
export function makeTinting(): (drawn: Drawn, by: ColourBy) => Tints {
  const memories = new Map<ColourBy, Remembered>();
  let of: string | undefined;
  return (drawn, by) => {
    const { plan, graph } = drawn;
    if (plan.name !== of) memories.clear();
    of = plan.name;
    const memory = memories.get(by) ?? {
      slots: new Map(),
      low: Number.POSITIVE_INFINITY,
      high: Number.NEGATIVE_INFINITY,
    };
    memories.set(by, memory);
    return { plan, by, mark: marksOf(plan, graph), ...colouringOf(by).paint(drawn, memory) };
  };
}

/** Colours of a plan that has no story. */
export function tintsOf(drawn: Drawn, by: ColourBy): Tints {
  return makeTinting()(drawn, by);
}
