/** What methods share and where it must lie, as the checker works it out from the document. */

import type { ArenaSpec, DType, MethodSpec, MethodsDocument, SharedEntry, TensorSpec } from "../document.ts";

export interface CheckedState {
  /** By address. */
  readonly entries: readonly { readonly tensor: TensorSpec }[];
  readonly area: { readonly number: string; readonly spec: ArenaSpec } | undefined;
  /** What a tensor of a method is called when it is shared. */
  readonly idOf: (method: string, tensor: string) => string | undefined;
}

interface Claim {
  readonly method: MethodSpec;
  readonly spec: TensorSpec;
  readonly at: readonly [method: number, tensor: number];
  readonly written: boolean;
}

interface Shared {
  readonly name: string;
  readonly claims: readonly Claim[];
  readonly entry: SharedEntry | undefined;
}

/** Undefined when the sharing makes no sense. */
export function sharedForCheck(document: MethodsDocument, forced: number | null): CheckedState | undefined {
  const { sharing } = document;
  const wanted = sharing === undefined || sharing.policy === "none" ? [] : whatIsWanted(document);
  if (wanted === undefined) return undefined;
  // what cannot be shared stays in its memory, which then is not for shared state
  const number = areaOf(document, soundOnes(wanted, areaOf(document, wanted)));
  const kept = soundOnes(wanted, number);
  let prefix = "shared";
  while (document.methods.some((m) => m.id === prefix)) prefix += "+";
  const declared = document.methods.flatMap((m) => m.arenas ?? []).filter((a) => a.id === number);
  const asked = declared.flatMap((a) => a.alignment ?? []);
  const usual = document.methods.flatMap((m) => m.arenas?.[0]?.alignment ?? []);
  const alignment = forced ?? Math.max(1, ...(asked.length > 0 ? asked : usual));
  const capacities = declared.flatMap((a) => a.capacity ?? []);
  const spec = {
    id: `${prefix}/${number}`,
    alignment,
    ...(capacities.length > 0 ? { capacity: Math.min(...capacities) } : {}),
  };
  const addresses = addressesOf(document, kept, alignment);
  if (addresses === undefined) return undefined;
  const idOf = new Map(
    kept.flatMap(({ name, claims }) =>
      claims.map((c) => [`${c.method.id}/${c.spec.id}`, `${prefix}/${name}`]),
    ),
  );
  const entries = kept.map((one) => {
    const { shape, dtype } = one.claims[0]?.spec ?? {};
    const offset = addresses.get(one.name) ?? 0;
    const own = alignmentsOf(one);
    const tensor: TensorSpec = {
      id: `${prefix}/${one.name}`,
      bytes: bytesOf(one.claims[0]?.spec),
      ...(shape === undefined || dtype === undefined ? {} : { shape: shape.map(most), dtype }),
      arena: spec.id,
      offset,
      role: "state",
      ...(own.length > 0 ? { alignment: Math.max(...own) } : {}),
    };
    return { tensor };
  });
  return {
    entries: entries.sort((a, b) => (a.tensor.offset ?? 0) - (b.tensor.offset ?? 0)),
    area: kept.length > 0 ? { number, spec } : undefined,
    idOf: (method, tensor) => idOf.get(`${method}/${tensor}`),
  };
}

/** Those that can be shared, on the device of the first. */
function soundOnes(wanted: readonly Shared[], area: string): readonly Shared[] {
  const fit = wanted.filter((one) => sound(one, area));
  return fit.filter((one, _, [first]) => first === undefined || deviceOf(one) === deviceOf(first));
}

function claimsOf(document: MethodsDocument): readonly Claim[] {
  return document.methods.flatMap((method, m) => {
    const looksAt = new Map<string, string>();
    for (const node of method.nodes) {
      for (const { how, output, input } of node.mayShare ?? []) {
        if (how === "view") looksAt.set(node.outputs[output] ?? "", node.inputs[input] ?? "");
      }
    }
    const written = new Set<string>();
    for (const node of method.nodes) {
      for (const position of node.mutates ?? []) {
        let id = node.inputs[position] ?? "";
        for (let hops = 0; looksAt.has(id) && hops <= looksAt.size; hops++) id = looksAt.get(id) ?? "";
        written.add(id);
      }
    }
    return method.tensors.map((spec, t) => ({
      method,
      spec,
      at: [m, t] as const,
      written: written.has(spec.id),
    }));
  });
}

/** By where each is first written, then those that nobody writes. */
function whatIsWanted(document: MethodsDocument): readonly Shared[] | undefined {
  const { policy = "none", names = [], entries = [] } = document.sharing ?? {};
  const claims = claimsOf(document);
  const found = new Map<string, Shared>();
  if (policy !== "entries") {
    const byName = new Map<string, Claim[]>();
    for (const claim of claims) {
      if (claim.spec.role !== "state" && claim.spec.role !== "constant") continue;
      const name = claim.spec.name ?? claim.spec.id;
      byName.set(name, [...(byName.get(name) ?? []), claim]);
    }
    for (const [name, own] of byName) {
      const several = new Set(own.map((c) => c.method)).size > 1;
      const written = own.some((c) => c.written);
      const takes = policy === "names" ? names.includes(name) : written && (policy === "mutable" || several);
      if (takes) found.set(name, { name, claims: own, entry: undefined });
    }
    const strangers =
      policy === "names" && names.some((n) => !found.has(n) && !entries.some((e) => e.name === n));
    if (strangers) return undefined;
  }
  for (const entry of entries) {
    const own = Object.entries(entry.members).map(([method, tensor]) =>
      claims.find((c) => c.method.id === method && c.spec.id === tensor),
    );
    const there = own.filter((claim) => claim !== undefined);
    if (there.length < own.length) return undefined;
    found.set(entry.name, { name: entry.name, claims: there.sort(earlier), entry });
  }
  const first = ({ claims }: Shared) => claims.find((c) => c.written) ?? claims[0];
  return [...found.values()].sort((a, b) => {
    const [x, y] = [first(a), first(b)];
    if (x === undefined || y === undefined) return Number(x === undefined) - Number(y === undefined);
    return Number(y.written) - Number(x.written) || earlier(x, y);
  });
}

function earlier(a: Claim, b: Claim): number {
  return a.at[0] - b.at[0] || a.at[1] - b.at[1];
}

function areaOf(document: MethodsDocument, wanted: readonly Shared[]): string {
  const { arena } = document.sharing ?? {};
  if (arena !== undefined) return arena;
  const shared = new Set(wanted.flatMap(({ claims }) => claims.map((c) => c.spec)));
  const taken = new Set<string>();
  const parts: [MethodSpec, string][] = document.methods.map((m) => [m, "1"]);
  for (let next = parts.pop(); next !== undefined; next = parts.pop()) {
    const [part, home] = next;
    const first = part.arenas?.[0]?.id ?? home;
    taken.add(first);
    for (const tensor of part.tensors) if (!shared.has(tensor)) taken.add(tensor.arena ?? first);
    for (const body of part.bodies ?? []) parts.push([body, first]);
  }
  const pins = [...new Set([...shared].flatMap((spec) => spec.arena ?? []))];
  if (pins.length === 1 && pins[0] !== undefined && !taken.has(pins[0])) return pins[0];
  for (let n = 1; ; n++) if (!taken.has(`${n}`)) return `${n}`;
}

/** All claims are of state that may be anywhere, and alike in everything; somebody writes it. */
function sound({ claims, entry }: Shared, area: string): boolean {
  const [first] = claims;
  if (first === undefined) return false;
  if (new Set(claims.map((c) => c.method)).size < claims.length) return false;
  if (!claims.some((c) => c.written) && entry?.forced !== true) return false;
  if (entry?.device !== undefined && entry.device !== first.spec.device) return false;
  return claims.every(({ spec, method }) => {
    const free = spec.role === "state" || spec.role === "constant";
    const home = method.arenas?.[0]?.id ?? "1";
    const here = spec.arena === undefined || spec.arena === home || spec.arena === area;
    return free && here && spec.external !== true && spec.offset === undefined && same(spec, first.spec);
  });
}

function same(a: TensorSpec, b: TensorSpec): boolean {
  const shape = (t: TensorSpec) => JSON.stringify(t.shape?.map(most) ?? null);
  return bytesOf(a) === bytesOf(b) && a.dtype === b.dtype && shape(a) === shape(b) && a.device === b.device;
}

function deviceOf({ entry, claims }: Shared): string {
  return entry?.device ?? claims[0]?.spec.device ?? "";
}

function alignmentsOf({ entry, claims }: Shared): number[] {
  return [entry?.alignment, ...claims.map((c) => c.spec.alignment)].filter((n) => n !== undefined);
}

/** Locked ones where they are, the others behind; undefined when locked ones cannot be there. */
function addressesOf(
  document: MethodsDocument,
  kept: readonly Shared[],
  block: number,
): ReadonlyMap<string, number> | undefined {
  const { locked = {}, layout } = document.sharing ?? {};
  const size = (one: Shared) => up(bytesOf(one.claims[0]?.spec), block);
  const addresses = new Map<string, number>();
  let end = 0;
  const rows: [number, number][] = [];
  for (const one of kept) {
    const address = Object.hasOwn(locked, one.name) ? locked[one.name] : undefined;
    if (address === undefined) continue;
    if ([block, ...alignmentsOf(one)].some((n) => address % n !== 0)) return undefined;
    if (size(one) > 0) rows.push([address, address + size(one)]);
    addresses.set(one.name, address);
    end = Math.max(end, address + size(one));
  }
  rows.sort(([a], [b]) => a - b);
  if (rows.some(([from], i) => from < (rows[i - 1]?.[1] ?? 0))) return undefined;
  const asks = (one: Shared) => {
    const natural = WIDTH[one.claims[0]?.spec.dtype ?? "string"];
    return [natural, ...alignmentsOf(one)].reduce(common, block);
  };
  const rest = kept.filter((one) => !addresses.has(one.name));
  const bytes = (one: Shared) => bytesOf(one.claims[0]?.spec);
  if (layout === "size") rest.sort((a, b) => asks(b) - asks(a) || bytes(b) - bytes(a));
  for (const one of rest) {
    const address = up(end, asks(one));
    addresses.set(one.name, address);
    end = address + size(one);
  }
  return addresses;
}

function up(n: number, block: number): number {
  return n + ((block - (n % block)) % block);
}

function common(a: number, b: number): number {
  let divisor = b;
  for (let rest = a % b; rest > 0; ) [rest, divisor] = [divisor % rest, rest];
  return a * (b / divisor);
}

function most(dim: NonNullable<TensorSpec["shape"]>[number]): number {
  return typeof dim === "number" ? dim : dim.max;
}

/** Bytes that one number of each type wants its address to be a multiple of. */
const WIDTH: Readonly<Record<DType, number>> = {
  float64: 8,
  float32: 4,
  float16: 2,
  bfloat16: 2,
  float8e4m3: 1,
  float8e5m2: 1,
  int64: 8,
  int32: 4,
  int16: 2,
  int8: 1,
  uint64: 8,
  uint32: 4,
  uint16: 2,
  uint8: 1,
  int4: 1,
  uint4: 1,
  int2: 1,
  bool: 1,
  complex64: 4,
  complex128: 8,
  string: 1,
};

function bytesOf(spec: TensorSpec | undefined): number {
  if (spec?.bytes !== undefined) return spec.bytes;
  const { dtype, shape } = spec ?? {};
  if (dtype === undefined || shape === undefined) return 0;
  const bits = dtype === "int4" || dtype === "uint4" ? 4 : dtype === "int2" ? 2 : 8 * elementBytes(dtype);
  return Math.ceil((shape.map(most).reduce((a, b) => a * b, 1) * bits) / 8);
}

function elementBytes(dtype: DType): number {
  return dtype.startsWith("complex") ? 2 * WIDTH[dtype] : WIDTH[dtype];
}
