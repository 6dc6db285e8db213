/** Reads a lifetimes document into storages: one a buffer, in its one arena. */

import { leastCommon } from "./align.ts";
import { isCount } from "./bytes.ts";
import type { LifetimeSpec, LifetimesDocument } from "./document.ts";
import { Findings } from "./findings.ts";
import { groupBy } from "./lists.ts";
import { faultOfGaps, gapColumns } from "./needs.ts";
import type { Gaps } from "./place/placement.ts";
import { fail, ok, type Result } from "./result.ts";
import { emptyColumns, type Unplaced } from "./storages.ts";

/** Steps are 32-bit integers. */
const MOST_STEPS = 2 ** 31 - 1;

/** Fails with every finding counted: duplicate ids, bad numbers, lifetimes that end before they begin, malformed gaps, fixed offsets in slot mode. */
export function readLifetimes(
  document: LifetimesDocument,
  arenaAlignment: number,
  slots: boolean,
): Result<{ readonly storages: Unplaced; readonly gaps: Gaps | null }> {
  const { buffers } = document;
  const findings = new Findings();
  const seen = new Set<string>();
  buffers.forEach((buffer, i) => {
    const wrong = seen.has(buffer.id) ? "has the id of another" : fault(buffer, slots);
    seen.add(buffer.id);
    if (wrong === undefined) return;
    const help = slots ? "Correct the list, or leave slot mode." : "Correct the list.";
    const rest = { where: `buffers[${i}]`, help, at: [`storage:${buffer.id}`] };
    findings.add(fail("bad-lifetime", `Buffer ${JSON.stringify(buffer.id)} ${wrong}.`, rest).problem);
  });
  const problem = findings.problem;
  if (problem !== undefined) return { ok: false, problem };
  const columns = emptyColumns(buffers.length);
  buffers.forEach((buffer, i) => {
    const alignment = buffer.alignment ?? 1;
    columns.id.push(buffer.id);
    columns.type.push(`${buffer.bytes} bytes`);
    columns.start[i] = buffer.start;
    columns.end[i] = buffer.end;
    columns.bytes[i] = buffer.bytes;
    columns.alignment[i] = Math.max(arenaAlignment, alignment);
    columns.stride[i] = leastCommon(arenaAlignment, alignment);
    columns.tensor[i] = i;
    columns.fixed[i] = buffer.bytes === 0 ? -1 : (buffer.offset ?? -1);
  });
  const every = Int32Array.from(buffers, (_, i) => i);
  const storages = { ...columns, tensors: groupBy(buffers.length, every, every), ofTensor: every };
  return ok({ storages, gaps: gapColumns(buffers.map((buffer) => buffer.gaps)) });
}

function fault(buffer: LifetimeSpec, slots: boolean): string | undefined {
  const { id, start, end, bytes, alignment = 1, offset } = buffer;
  if (id === "") return "has an empty id";
  if (!isCount(start) || !isCount(end) || end > MOST_STEPS) {
    return `lives from step ${start} to step ${end}, which are not whole numbers from 0 to 2^31 − 1`;
  }
  if (end <= start)
    return `starts at step ${start} and ends at step ${end}, so it is never alive (the end is exclusive)`;
  if (!isCount(bytes)) return `has ${bytes} bytes, which is not a whole number from 0 to 2^53 − 1`;
  if (!isCount(alignment) || alignment < 1)
    return `has the alignment ${alignment}, which is not a whole number from 1 up`;
  const gaps = faultOfGaps(buffer, buffer.gaps ?? []);
  if (gaps !== undefined) return gaps;
  if (offset === undefined || offset === null) return undefined;
  if (!isCount(offset)) return `is fixed at ${offset}, which is not an address`;
  return slots
    ? `is fixed at address ${offset}, but in slot mode every buffer is an allocation of its own`
    : undefined;
}
