/** Where the table of arms draws each arm: a column for each layer, arms of one layer stacked in it. */

/** Arms stacked in one column at most; a wider layer goes on in the next column. */
export const MOST_STACKED = 3;

export interface ArmsColumn {
  readonly layer: number;
  /** Arms by position, from top to bottom. */
  readonly arms: readonly number[];
}

export interface ArmsPlaces {
  readonly columns: readonly ArmsColumn[];
  /** Arms in the fullest column; 1 even where there is none. */
  readonly lanes: number;
  /** Of each arm its column, and its place in it. */
  readonly columnOf: readonly number[];
  readonly laneOf: readonly number[];
}

/** Layers by arm; arms of one layer in the order in which they are written. */
export function placesOf(layers: readonly number[]): ArmsPlaces {
  const byLayer = new Map<number, number[]>();
  layers.forEach((layer, arm) => {
    const arms = byLayer.get(layer);
    if (arms === undefined) byLayer.set(layer, [arm]);
    else arms.push(arm);
  });
  const columns: ArmsColumn[] = [];
  const columnOf: number[] = [];
  const laneOf: number[] = [];
  for (const [layer, arms] of [...byLayer].sort(([a], [b]) => a - b)) {
    const count = Math.ceil(arms.length / MOST_STACKED);
    const each = Math.ceil(arms.length / count);
    for (let from = 0; from < arms.length; from += each) {
      const stacked = arms.slice(from, from + each);
      stacked.forEach((arm, lane) => {
        columnOf[arm] = columns.length;
        laneOf[arm] = lane;
      });
      columns.push({ layer, arms: stacked });
    }
  }
  return { columns, lanes: Math.max(1, ...columns.map(({ arms }) => arms.length)), columnOf, laneOf };
}
