/** From the stores to what the picture of a scratchpad depends on. */

import { inside, type Range } from "../../../draw/range.ts";
import { type Scene, sceneOf } from "../../../draw/scratchpad/scene.ts";
import { type ShownTiling, tilingStore } from "../../../store/tiling.ts";

/** No zoom shows fewer operations or bytes than this. */
export const LEAST_OPS = 8;
export const LEAST_BYTES = 64;

/** Room that is shown above what was ever taken, as a share of that. */
const HEADROOM = 1.25;

export function allOps({ tiled }: ShownTiling): Range {
  return [0, Math.max(1, tiled.schedule.ops.count)];
}

/** All addresses worth showing: those that were ever taken, and some of the free ones above. */
export function allAddresses({ tiled, settings }: ShownTiling): Range {
  const { highWaterBytes } = tiled.schedule.stats;
  return [0, Math.max(1, Math.min(settings.capacity * 1.02, highWaterBytes * HEADROOM))];
}

/** Undefined until there is a schedule with an operation. */
export function sceneNow(size: {
  readonly width: number;
  readonly height: number;
}): { readonly shown: ShownTiling; readonly scene: Scene } | undefined {
  const { shown, view, addresses } = tilingStore.getState();
  if (shown === null || shown.tiled.schedule.ops.count === 0) return undefined;
  const { tiled, index } = shown;
  const scene = sceneOf({
    tiled,
    index,
    view: inside(view, allOps(shown)),
    addresses: inside(addresses, allAddresses(shown)),
    ...size,
  });
  return { shown, scene };
}
