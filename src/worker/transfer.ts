/** What of a value can be handed over rather than copied. */

/** The distinct buffers under typed arrays anywhere in `value` (plain objects and arrays; not cyclic). */
export function buffersIn(value: unknown): ArrayBuffer[] {
  const found = new Set<ArrayBuffer>();
  const rest: unknown[] = [value];
  while (rest.length > 0) {
    const item = rest.pop();
    if (ArrayBuffer.isView(item)) {
      if (item.buffer instanceof ArrayBuffer) found.add(item.buffer);
    } else if (Array.isArray(item)) {
      // lists of names are long and hold no buffers
      if (typeof item[0] === "object") rest.push(...item);
    } else if (typeof item === "object" && item !== null) {
      rest.push(...Object.values(item));
    }
  }
  return [...found];
}
