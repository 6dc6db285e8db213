/** Tiles, indices and counts of a large plan, made on this thread between its frames: a file from disk may have no workers. */

import { chunksOf } from "../look/chunks.ts";
import { countAnswer, maskAnswer, spatialAnswer, tileAnswer } from "../look/tiles/answers.ts";
import { provideLarge } from "../store/large.ts";
import type { Picture } from "../store/outcome.ts";

/** Each answer is a task of its own, so that what a person does comes between. */
async function inTurn<T>(answer: () => T): Promise<T> {
  await new Promise((resolve) => setTimeout(resolve));
  return answer();
}

/** Called once. */
export function startLarge(picture: Picture): void {
  provideLarge({
    tile: (ask) => inTurn(() => tileAnswer(picture, ask)),
    mask: (ask) => inTurn(() => maskAnswer(picture, ask)),
    count: (ask) => inTurn(() => countAnswer(picture, ask).count),
    spatial: (arena) => inTurn(() => spatialAnswer(picture, arena)),
    chunks: (arena) => inTurn(() => chunksOf(picture.plan, arena)),
  });
}
