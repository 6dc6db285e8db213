/** Where a key takes the current row of the table. */

/** The row that `key` goes to from `current` (−1: none) among `count`; undefined when it is no such key. */
export function moved(key: string, current: number, count: number, page: number): number | undefined {
  const last = count - 1;
  const to = (row: number) => Math.min(last, Math.max(0, row));
  switch (key) {
    case "ArrowDown":
      return to(current + 1);
    case "ArrowUp":
      return to(current < 0 ? last : current - 1);
    case "PageDown":
      return to(current + page);
    case "PageUp":
      return to(current - page);
    case "Home":
      return to(0);
    case "End":
      return to(last);
    default:
      return undefined;
  }
}
