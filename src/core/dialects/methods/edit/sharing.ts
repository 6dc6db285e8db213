/** Edits of what the methods of a program share. Pure: each gives another document, and says what was done. */

import type { MethodsDocument, SharedEntry, SharingPolicy, SharingSpec } from "../document.ts";

export interface SharingEdit {
  readonly document: MethodsDocument;
  /** In the past tense. */
  readonly says: string;
}

/** A piece of state as the page shows it. */
export interface ShownEntry {
  readonly name: string;
  readonly offset: number;
  /** By method the id of its tensor; "" or none: the method lacks it. */
  readonly members: readonly { readonly method: string; readonly tensor: string }[];
}

const NOTHING: SharingSpec = { policy: "none" };

/** `undefined` takes a field away: it has its default again. */
function changed(document: MethodsDocument, change: Partial<SharingSpec>, says: string): SharingEdit {
  const sharing = { ...(document.sharing ?? NOTHING), ...change };
  const given = Object.entries(sharing).filter(([, value]) => value !== undefined);
  return { document: { ...document, sharing: Object.fromEntries(given) as unknown as SharingSpec }, says };
}

function membersOf({ members }: ShownEntry): Readonly<Record<string, string>> {
  return Object.fromEntries(members.flatMap((m) => (m.tensor === "" ? [] : [[m.method, m.tensor]])));
}

const POLICY_SAYS: Readonly<Record<SharingPolicy, string>> = {
  none: "Shared no state",
  mutable: "Shared all mutable state",
  "mutable-in-two": "Shared the mutable state of two methods or more",
  names: "Shared state by name",
  entries: "Shared the entries of the declaration",
};

/** `shown`: what is shared now, and so becomes what is named or declared where nothing is yet. */
export function setPolicy(
  document: MethodsDocument,
  policy: SharingPolicy,
  shown: readonly ShownEntry[],
): SharingEdit {
  const { names = [], entries = [] } = document.sharing ?? NOTHING;
  const change: Partial<SharingSpec> = { policy };
  const named = policy === "names" && names.length === 0 ? { names: shown.map((e) => e.name) } : {};
  const missing = shown.filter((e) => !entries.some(({ name }) => name === e.name));
  const declared =
    policy === "entries" && entries.length === 0
      ? { entries: missing.map((e): SharedEntry => ({ name: e.name, members: membersOf(e) })) }
      : {};
  return changed(document, { ...change, ...named, ...declared }, POLICY_SAYS[policy]);
}

export function setNames(document: MethodsDocument, names: readonly string[]): SharingEdit {
  const says = names.length === 1 ? `Shared ${names[0] ?? ""}` : `Shared ${names.length} names`;
  return changed(document, { names }, says);
}

export function setLayout(document: MethodsDocument, layout: "appearance" | "size"): SharingEdit {
  const says = `Laid shared state out by ${layout === "size" ? "alignment and size" : "first appearance"}`;
  return changed(document, { layout: layout === "appearance" ? undefined : layout }, says);
}

/** Null: the lowest that no method uses. */
export function setArena(document: MethodsDocument, arena: string | null): SharingEdit {
  const says = arena === null ? "Let shared state have a free arena" : `Put shared state into arena ${arena}`;
  return changed(document, { arena: arena ?? undefined }, says);
}

/** Null: as ever. In bytes. */
export function setAssumedBase(document: MethodsDocument, bytes: number | null): SharingEdit {
  const says = bytes === null ? "Assumed the usual base" : `Assumed a base at multiples of ${bytes} B`;
  return changed(document, { assumedBase: bytes ?? undefined }, says);
}

/** Keeps the offsets that entries have now: what comes later goes behind them. */
export function lockLayout(document: MethodsDocument, shown: readonly ShownEntry[]): SharingEdit {
  const locked = Object.fromEntries(shown.map((e) => [e.name, e.offset]));
  return changed(
    document,
    { locked },
    `Locked ${shown.length === 1 ? "1 entry" : `${shown.length} entries`}`,
  );
}

export function unlockLayout(document: MethodsDocument): SharingEdit {
  return changed(document, { locked: undefined }, "Unlocked the layout");
}

/** Bytes that the entry's offset is to be a multiple of; null: as arena and dtype ask. An entry that was none of the declaration becomes one. */
export function setEntryAlignment(
  document: MethodsDocument,
  entry: ShownEntry,
  alignment: number | null,
): SharingEdit {
  const entries = document.sharing?.entries ?? [];
  const before = entries.find(({ name }) => name === entry.name);
  const { alignment: _, ...rest } = before ?? { name: entry.name, members: membersOf(entry) };
  const after: SharedEntry = alignment === null ? rest : { ...rest, alignment };
  const says =
    alignment === null ? `Let ${entry.name} be aligned as needed` : `Aligned ${entry.name} to ${alignment} B`;
  return changed(
    document,
    { entries: before === undefined ? [...entries, after] : entries.map((e) => (e === before ? after : e)) },
    says,
  );
}
