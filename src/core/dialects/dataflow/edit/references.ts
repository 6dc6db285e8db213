/** What ports say of references, and how it follows the names of ports. */

import { fail } from "../../../result.ts";
import type { DataflowDocument, PortReference, PortSpec, StreamNode } from "../document.ts";
import { referenceFaults } from "../reference-faults.ts";
import { defined, findNode, findPort, unchanged, withPort } from "./find.ts";
import type { PortAt, StreamEditResult } from "./types.ts";

/** Says what becomes of references at a port; null: what the role of its node says. Fails where that cannot be. */
export function setReference(
  document: DataflowDocument,
  at: PortAt,
  reference: PortReference | null,
): StreamEditResult {
  const port = findPort(document, at);
  if (!port.ok) return port;
  const said = defined(reference ?? {});
  const wanted = Object.keys(said).length === 0 ? undefined : said;
  if (JSON.stringify(wanted) === JSON.stringify(port.value.reference)) return unchanged(document);
  const made = withPort(document, at, (p) => defined({ ...p, reference: wanted }));
  const [before, after] = [findNode(document, at.node), findNode(made, at.node)];
  if (!before.ok) return before;
  if (!after.ok) return after;
  const old = new Set(referenceFaults(before.value).map(({ message }) => message));
  // what was wrong before is no reason to refuse what mends another part of it
  const fault = referenceFaults(after.value).find(({ message }) => !old.has(message));
  if (fault !== undefined)
    return fail(fault.code, fault.message, { help: fault.help, at: [`node:${at.node}`] });
  const says =
    wanted === undefined
      ? `Let the role of ${at.node} say what it does with references at ${at.port}`
      : `Said what ${at.node} does with references at ${at.port}`;
  return { ok: true, value: { document: made, says } };
}

/** A port was renamed, or removed where `to` is undefined: what other ports of its node say of it follows. */
export function withReferred(node: StreamNode, at: PortAt, to: string | undefined): StreamNode {
  const side = at.side === "inputs" ? "outputs" : "inputs";
  const ports = node[side];
  if (ports === undefined || !ports.some((port) => refersTo(port, at))) return node;
  const follow = (names: readonly string[]) =>
    names.flatMap((name) => (name !== at.port ? [name] : to === undefined ? [] : [to]));
  const made = ports.map((port) => {
    if (!refersTo(port, at) || port.reference === undefined) return port;
    return defined({ ...port, reference: followed(port.reference, follow) });
  });
  return { ...node, [side]: made };
}

function refersTo({ reference }: PortSpec, { port }: PortAt): boolean {
  const gives = reference?.gives;
  return reference?.to?.includes(port) === true || (typeof gives === "object" && gives.includes(port));
}

/** Undefined where nothing is left to be said. */
function followed(
  { use, to, requires, gives }: PortReference,
  follow: (names: readonly string[]) => readonly string[],
): PortReference | undefined {
  const outputs = to && follow(to);
  const alike = typeof gives === "object" ? follow(gives) : gives;
  // with its last output gone nothing is given on
  const isLost = outputs?.length === 0;
  const made = defined<PortReference>({
    use: isLost ? "borrow" : use,
    to: isLost ? undefined : outputs,
    requires,
    gives: alike?.length === 0 ? undefined : alike,
  });
  return Object.keys(made).length === 0 ? undefined : made;
}
