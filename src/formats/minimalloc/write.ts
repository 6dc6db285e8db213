/** A list of lifetimes, with the addresses of its plan, as MiniMalloc's CSV. */

import type { LifetimeSpec } from "../../core/document.ts";
import { fail, ok, type Result } from "../../core/result.ts";
import type { Subject } from "../format.ts";
import { lifetimesOf } from "../lifetimes-of.ts";

/**
 * Columns id, lower, upper, size; alignment, hint and gaps only where a buffer uses them; offset last, when there is
 * a plan or a fixed address. Problems: nothing planned, several arenas, an id that a format without quotes cannot hold.
 */
export function writeMinimalloc(subject: Subject): Result<string> {
  const lifetimes = lifetimesOf(subject);
  if (!lifetimes.ok) return lifetimes;
  const { document, offsets } = lifetimes.value;
  const { buffers } = document;
  const odd = buffers.find(({ id }) => /[,\r\n]/.test(id));
  if (odd !== undefined) {
    return fail(
      "unwritable-id",
      `The id ${JSON.stringify(odd.id)} holds a comma or a line end, and this CSV has no quoting.`,
      {
        help: "Rename it, or write a lifetimes or plan document instead.",
        at: [`storage:${odd.id}`],
      },
    );
  }
  const offsetOf = ({ id, offset }: LifetimeSpec) => offsets?.get(id) ?? offset ?? undefined;
  const columns: readonly { readonly title: string; readonly always?: true; readonly cell: Cell }[] = [
    { title: "id", always: true, cell: (b) => b.id },
    { title: "lower", always: true, cell: (b) => b.start },
    { title: "upper", always: true, cell: (b) => b.end },
    { title: "size", always: true, cell: (b) => b.bytes },
    // 1 and "none" are what an absent column says
    { title: "alignment", cell: (b) => (b.alignment === 1 ? undefined : b.alignment) },
    { title: "hint", cell: (b) => (b.hint !== undefined && b.hint < 0 ? undefined : b.hint) },
    { title: "gaps", cell: sayGaps },
    { title: "offset", cell: offsetOf },
  ];
  const absent: Readonly<Record<string, string>> = { alignment: "1", hint: "-1" };
  const used = columns.filter(({ always, cell }) => always || buffers.some((b) => cell(b) !== undefined));
  const rows = buffers.map((b) => used.map(({ title, cell }) => cell(b) ?? absent[title] ?? "").join(","));
  return ok(`${[used.map(({ title }) => title).join(","), ...rows].join("\n")}\n`);
}

type Cell = (buffer: LifetimeSpec) => string | number | undefined;

function sayGaps({ gaps }: LifetimeSpec): string | undefined {
  if (gaps === undefined || gaps.length === 0) return undefined;
  return gaps
    .map(({ start, end, window }) => `${start}-${end}${window === undefined ? "" : `@${window.join(":")}`}`)
    .join(" ");
}
