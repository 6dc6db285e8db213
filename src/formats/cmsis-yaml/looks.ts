/** What a YAML text of CMSIS-Stream looks like, before it is read. */

/** Keys at the beginning of a line are at the top. Quotes round them are rare, but allowed. */
const GRAPH = /^["']?graph["']?[ \t]*:[ \t]*(?:#.*|[&{].*)?\r?$/m;
const PARTS = /(?:^|[\s{,])["']?(?:nodes|edges|custom-types|structures)["']?[ \t]*:/m;
const SECTION = /^["']?(?:schedule|(?:(?:c|python|graphviz)-)?code-generation)-options["']?[ \t]*:/m;
/** A configuration that changes nothing. */
const VERSION_ALONE = /^(?:[ \t]*(?:#.*|---)?\r?\n)*["']?version["']?[ \t]*:[^\n]*\s*$/;

export function looksLikeStreamGraph(text: string): boolean {
  return GRAPH.test(text) && PARTS.test(text);
}

export function looksLikeStreamConfig(text: string): boolean {
  return !GRAPH.test(text) && (SECTION.test(text) || VERSION_ALONE.test(text));
}
