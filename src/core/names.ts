/** Lists of names as people type them. */

/** Names separated by commas; blanks around them and empty ones do not count. */
export function namesIn(value: string): string[] {
  return value
    .split(",")
    .map((name) => name.trim())
    .filter((name) => name !== "");
}
