/** Specs of each device planned by themselves, their arenas one after the other in one list. */

import { fail, ok, type Result } from "../../../result.ts";
import type { Defects } from "./defects.ts";
import type {
  AlgorithmId,
  Attempt,
  DeviceArena,
  PlannedSpec,
  PlanOptions,
  SpecDevice,
  SpecPlace,
} from "./specs.types.ts";
import { runSuite } from "./suite.ts";

/** In the order of their numbers in a .pte. */
const TYPES = ["cpu", "cuda"];

export interface RawPlan {
  readonly sizes: readonly number[];
  readonly placement: readonly SpecPlace[];
  readonly allocated: readonly number[];
  readonly devices: readonly DeviceArena[];
  readonly algorithm: AlgorithmId;
  readonly attempts: readonly Attempt[];
}

function sayDevice({ type, index }: SpecDevice): string {
  return `${type}:${index}`;
}

function isProcessor(device: SpecDevice | null): boolean {
  return device === null || (device.type === "cpu" && device.index === 0);
}

/** Fails as the algorithms do; arenas given beforehand do not go with devices ("devices-with-pools"). */
export function planEachDevice(
  specs: readonly PlannedSpec[],
  options: PlanOptions,
  defects: Defects,
): Result<RawPlan> {
  const parts = options.devices ? partsOf(specs) : [];
  const [only] = parts;
  if (parts.length === 0 || (parts.length === 1 && only !== undefined && isProcessor(only.device))) {
    const planned = runSuite(specs, options, options.baseSizes, defects);
    return planned.ok ? ok({ ...planned.value, devices: [] }) : planned;
  }
  const pooled = specs.find((spec) => spec.memId !== null);
  if (pooled !== undefined) return withPools(pooled);
  if (!defects.forgetsBodies && !parts.some((part) => isProcessor(part.device))) {
    // what the bodies need is the processor's, even where the parent has nothing there
    if (options.baseSizes.some((bytes) => bytes > 0)) {
      parts.unshift({ device: { type: "cpu", index: 0 }, members: [] });
    }
  }
  const sizes = [0];
  const devices: DeviceArena[] = [];
  const placement: SpecPlace[] = [];
  const allocated: number[] = [];
  const attempts: Attempt[] = [];
  let algorithm: AlgorithmId | undefined;
  for (const { device, members } of parts) {
    const own = within(specs, members);
    if (!own.ok) return own;
    const planned = runSuite(own.value, options, isProcessor(device) ? options.baseSizes : [], defects);
    if (!planned.ok) return planned;
    const shift = sizes.length - 1;
    sizes.push(...planned.value.sizes.slice(1));
    if (!isProcessor(device)) {
      for (let arena = shift + 1; arena < sizes.length; arena++) devices.push({ arena, device });
    }
    members.forEach((i, k) => {
      const place = planned.value.placement[k];
      if (place !== undefined) placement[i] = { ...place, memId: place.memId + shift };
      allocated[i] = planned.value.allocated[k] ?? 0;
    });
    algorithm ??= planned.value.algorithm;
    attempts.push(...planned.value.attempts);
  }
  return ok({ sizes, placement, allocated, devices, algorithm: algorithm ?? "greedy", attempts });
}

interface Part {
  readonly device: SpecDevice;
  readonly members: number[];
}

function partsOf(specs: readonly PlannedSpec[]): Part[] {
  const parts = new Map<string, Part>();
  specs.forEach((spec, i) => {
    const device = spec.device ?? { type: "cpu", index: 0 };
    const part = parts.get(sayDevice(device)) ?? { device, members: [] };
    part.members.push(i);
    parts.set(sayDevice(device), part);
  });
  return [...parts.values()].sort((a, b) => compare(a.device, b.device));
}

/** By type, and by its name where a .pte has no number for it. */
function compare(a: SpecDevice, b: SpecDevice): number {
  const number = ({ type }: SpecDevice) => (TYPES.includes(type) ? TYPES.indexOf(type) : TYPES.length);
  if (number(a) !== number(b)) return number(a) - number(b);
  if (a.type !== b.type) return a.type < b.type ? -1 : 1;
  return a.index - b.index;
}

/** The specs of one device, with indices among them. */
function within(specs: readonly PlannedSpec[], members: readonly number[]): Result<PlannedSpec[]> {
  const rows = new Map(members.map((i, k) => [i, k]));
  const own: PlannedSpec[] = [];
  for (const i of members) {
    const spec = specs[i];
    if (spec === undefined) continue;
    const { inplaceBase, inside } = spec;
    const base = inplaceBase === null ? null : rows.get(inplaceBase);
    const host = inside === undefined ? undefined : rows.get(inside.spec);
    if (base === undefined) return elsewhere(spec, specs[inplaceBase ?? 0]);
    if (inside !== undefined && host === undefined) return elsewhere(spec, specs[inside.spec]);
    own.push({
      ...spec,
      inplaceBase: base,
      ...(inside !== undefined && host !== undefined ? { inside: { spec: host, at: inside.at } } : {}),
    });
  }
  return ok(own);
}

function elsewhere(spec: PlannedSpec, other: PlannedSpec | undefined) {
  const message = `${spec.name} is to lie on the bytes of ${other?.name}, which is on another device.`;
  return fail("other-device", message, {
    help: "Put both on one device, or plan without arenas of devices.",
    at: [`tensor:${spec.name}`],
  });
}

function withPools({ name, memId }: PlannedSpec) {
  const message = `${name} was given arena ${memId} beforehand, but arenas are numbered anew where devices have their own: that is not yet compatible.`;
  return fail("devices-with-pools", message, {
    help: "Plan without arenas of devices, or let the planner choose the arenas.",
    at: [`tensor:${name}`],
  });
}
