/**
 * Shared objects, the heart of ExecuTorch's greedy planner: ranges of a fixed size that tensors take in turns, or side by
 * side where a smaller one fits above those it meets. Objects never grow and never overlap.
 */

/** A tensor of an object and its first byte in it. */
interface Tenant {
  readonly tensor: number;
  readonly at: number;
}

export interface SharedObject {
  /** Bytes, of the first tenant. */
  readonly size: number;
  readonly tenants: Tenant[];
}

/** Where a tensor went: the object's number and the byte in it. */
export interface Seat {
  readonly object: number;
  readonly at: number;
}

export interface Seating {
  /** Bytes of each tensor as placed. */
  readonly size: (tensor: number) => number;
  /** Whether two tensors may not have a byte in common. */
  readonly meets: (a: number, b: number) => boolean;
  /** Whether a tensor may sit at byte `at` of an object that `first` opened. */
  readonly suits: (tensor: number, first: number, at: number) => boolean;
  /** False: objects are only taken in turns. */
  readonly sideBySide: boolean;
}

/** "unsorted": the object that is free for it is smaller than it, which tensors in descending order never see. */
export function seat(tensor: number, objects: SharedObject[], seating: Seating): Seat | "unsorted" {
  const size = seating.size(tensor);
  for (const [object, { tenants, size: room }] of objects.entries()) {
    const first = tenants[0]?.tensor ?? 0;
    if (tenants.some((tenant) => seating.meets(tenant.tensor, tensor))) continue;
    if (!seating.suits(tensor, first, 0)) continue;
    if (room < size) return "unsorted";
    tenants.push({ tensor, at: 0 });
    return { object, at: 0 };
  }
  if (seating.sideBySide) {
    for (const [object, { tenants, size: room }] of objects.entries()) {
      const top = topBelow(tensor, tenants, room - size, seating);
      if (top === 0 || top + size > room || !seating.suits(tensor, tenants[0]?.tensor ?? 0, top)) continue;
      tenants.push({ tensor, at: top });
      return { object, at: top };
    }
  }
  objects.push({ size, tenants: [{ tensor, at: 0 }] });
  return { object: objects.length - 1, at: 0 };
}

/** The highest byte in use by tenants that a tensor meets; more than `most` is as good as any more. */
function topBelow(tensor: number, tenants: readonly Tenant[], most: number, seating: Seating): number {
  let top = 0;
  for (const tenant of tenants) {
    const end = tenant.at + seating.size(tenant.tensor);
    if (end <= top || !seating.meets(tenant.tensor, tensor)) continue;
    top = end;
    if (top > most) break;
  }
  return top;
}
