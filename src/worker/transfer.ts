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

/** Whether a value is an object of fields alone: no list, array or class. */
export function isPlain(value: object): value is Record<string, unknown> {
  const prototype = Object.getPrototypeOf(value) as unknown;
  return prototype === Object.prototype || prototype === null;
}

/** A copy of `value` (plain objects and arrays; not cyclic) with typed arrays of its own, which can be handed over; all else is shared. */
export function copied<T>(value: T): { readonly value: T; readonly buffers: ArrayBuffer[] } {
  const buffers: ArrayBuffer[] = [];
  function copy(item: unknown): unknown {
    if (ArrayBuffer.isView(item) && !(item instanceof DataView)) {
      const own = (item as Int32Array).slice();
      buffers.push(own.buffer);
      return own;
    }
    // lists of names are long and hold no arrays
    if (Array.isArray(item)) return typeof item[0] === "object" ? item.map(copy) : item;
    if (typeof item !== "object" || item === null || !isPlain(item)) return item;
    return Object.fromEntries(Object.entries(item).map(([name, part]) => [name, copy(part)]));
  }
  return { value: copy(value) as T, buffers };
}
