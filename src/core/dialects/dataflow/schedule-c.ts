/** A schedule as an array of C, to be put into a program. */

/** Numbers in a line. */
const IN_A_LINE = 20;

/** Nodes are numbered in the order of `ids`, which a comment lists. */
export function scheduleAsC(ids: readonly string[], firings: Int32Array): string {
  const type = ids.length <= 256 ? "uint8_t" : ids.length <= 65_536 ? "uint16_t" : "uint32_t";
  // nothing in a name may end the comment
  const names = ids.map((id, n) => ` * ${n} ${id.replaceAll("*/", "* /")}`);
  const lines: string[] = [];
  for (let k = 0; k < firings.length; k += IN_A_LINE)
    lines.push(`  ${firings.subarray(k, k + IN_A_LINE).join(", ")},`);
  return [
    "#include <stdint.h>",
    "",
    "/* Nodes in the order of their firings, by number:",
    ...names,
    " */",
    `static const ${type} schedule[${firings.length}] = {`,
    ...lines,
    "};",
    "",
  ].join("\n");
}
