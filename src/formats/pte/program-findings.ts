/** What can be said of a program as a whole: its data, and what of the file is not there. */

import type { Diagnostic } from "../../core/document.ts";
import { formatBytesExactly, formatCount } from "../../core/units.ts";
import type { PteProgram } from "./program.types.ts";

/** `1 method`, `2 methods` */
function plural(n: number, one: string): string {
  return `${formatCount(n)} ${one}${n === 1 ? "" : "s"}`;
}

export function programFindings(program: PteProgram): readonly Diagnostic[] {
  const { extendedHeader, segments, constantSegment, mutableDataSegments, fileBytes, plans } = program;
  const found: Diagnostic[] = [];
  const say = (severity: Diagnostic["severity"], code: string, message: string) =>
    found.push({ severity, code, message, at: [] });
  const sum = (list: readonly number[]) => list.reduce((total, n) => total + n, 0);
  const base = extendedHeader?.segmentBaseOffset ?? 0;
  const end = segments.reduce((most, { offset, size }) => Math.max(most, base + offset + size), 0);
  const filled = segments.filter(({ size }) => size > 0);
  if (filled.length > 0 && end > fileBytes) {
    const message = `The file is cut off: its data reaches to byte ${formatCount(end)}, and it has ${formatCount(fileBytes)}. The plan is whole, but no runtime will load the program.`;
    say("error", "data-cut-off", message);
  }
  const inline = sum(program.constantBufferSizes);
  // data index 0 stands for no data
  const constants = Math.max(0, (constantSegment?.offsets.length ?? program.constantBufferSizes.length) - 1);
  const parts = [
    `${plural(plans.length, "method")} with ${plural(sum(plans.map((p) => sum(p.chains.map((c) => c.instructions.length)))), "instruction")}`,
    `${plural(constants, "constant")}${inline > 0 ? ` of ${formatBytesExactly(inline)} inside the program` : ""}`,
  ];
  const delegates = sum(program.delegateDataSizes);
  if (delegates > 0) parts.push(`${formatBytesExactly(delegates)} of data for backends inside the program`);
  if (filled.length > 0) {
    parts.push(
      `${plural(filled.length, "segment")} of data, ${formatBytesExactly(sum(filled.map(({ size }) => size)))}`,
    );
  }
  say("info", "contents", `${parts.join("; ")}.`);
  if ((mutableDataSegments ?? []).some(({ offsets }) => offsets.length > 0)) {
    say(
      "info",
      "mutable-data",
      "The file has initial contents for state: they are read anew each time a method is loaded.",
    );
  }
  if (program.namedData.length > 0) {
    say("info", "named-data", `${formatCount(program.namedData.length)} pieces of data are found by name.`);
  }
  if (!/^ET12$/.test(program.identifier)) {
    const message = `The program calls its format ${program.identifier}; ET12 is what is known, and it was read as that.`;
    say("warning", "identifier", message);
  }
  return found;
}
