/** What must hold of an arms document before anybody reads more into it. */

import { isCount } from "../../bytes.ts";
import { Findings } from "../../findings.ts";
import { fail, type Problem } from "../../result.ts";
import { type Arm, forEachItem, isPlain, isRegion } from "./body.ts";
import type { ArmsDocument } from "./document.ts";
import { circleOf } from "./order.ts";
import { usesOf } from "./statements.ts";

/**
 * The first of all faults in words, the others as a count; undefined when it is sound, but for exclusive pairs that are
 * ordered anyway: those take the whole order to find.
 */
export function faultOf(document: ArmsDocument, arms: readonly Arm[]): Problem | undefined {
  const findings = new Findings();
  checkBuffers(document, findings);
  checkStatements(document, arms, findings);
  checkOrder(document, arms, findings);
  return findings.problem;
}

function quoted(id: string): string {
  return JSON.stringify(id);
}

function problem(code: string, message: string, where: string, help: string, at: readonly string[]): Problem {
  return fail(code, message, { where, help, at }).problem;
}

function checkBuffers({ buffers, capacity }: ArmsDocument, findings: Findings): void {
  const first = new Map<string, number>();
  buffers.forEach(({ id, bytes, alignment }, i) => {
    const where = `buffers[${i}]`;
    const at = [`tensor:${id}`];
    const before = first.get(id);
    if (id === "") {
      const message = `The buffer at position ${i} has an empty id.`;
      findings.add(problem("empty-id", message, `${where}.id`, "Give it an id.", []));
    } else if (before !== undefined) {
      const message = `Two buffers have the id ${quoted(id)}: positions ${before} and ${i}.`;
      findings.add(problem("duplicate-id", message, `${where}.id`, "Give each an id of its own.", at));
    } else first.set(id, i);
    if (!isCount(bytes)) {
      const message = `Buffer ${quoted(id)} has ${bytes} bytes, which is not a whole number from 0 up.`;
      findings.add(
        problem("bad-number", message, `${where}.bytes`, "Give it as a whole number of bytes.", at),
      );
    }
    if (alignment !== undefined && (!isCount(alignment) || alignment < 1)) {
      const message = `The alignment of buffer ${quoted(id)} is ${alignment}, which is not a whole number from 1 up.`;
      findings.add(
        problem("bad-number", message, `${where}.alignment`, "Give it as a whole number of bytes.", at),
      );
    }
  });
  if (capacity === undefined || capacity === null || isCount(capacity)) return;
  const message = `The capacity is ${capacity}, which is not a whole number from 0 up.`;
  findings.add(problem("bad-number", message, "capacity", "Give it as a whole number of bytes.", []));
}

function checkStatements({ buffers, body }: ArmsDocument, arms: readonly Arm[], findings: Findings): void {
  const known = new Set(buffers.map((buffer) => buffer.id));
  forEachItem(body, "body", 0, (item, where) => {
    if (!isRegion(item) || item.arm !== "") return;
    findings.add(problem("empty-id", "A region has no name.", `${where}.arm`, "Give it a name.", []));
  });
  for (const arm of arms) {
    forEachItem(arm.items, arm.list, arm.first, (item, where) => {
      if (!isPlain(item)) return;
      for (const { buffer, field } of usesOf(item)) {
        if (known.has(buffer)) continue;
        const message = `A statement ${quoted(item.op)} of arm ${quoted(arm.id)} names the buffer ${quoted(buffer)}, which is not declared.`;
        const help = `Add it to "buffers", or name one that is there.`;
        findings.add(problem("unknown-buffer", message, `${where}.${field}`, help, [`node:${arm.id}`]));
      }
    });
  }
}

function checkOrder({ order }: ArmsDocument, arms: readonly Arm[], findings: Findings): void {
  if (order?.kind !== "dag") return;
  const ids = arms.map((arm) => arm.id);
  const known = new Set(ids);
  const names = `The arms are ${ids.slice(0, 10).map(quoted).join(", ")}${ids.length > 10 ? " …" : ""}.`;
  let sound = true;
  const lists = [
    ["edges", order.edges],
    ["exclusive", order.exclusive ?? []],
  ] as const;
  for (const [list, pairs] of lists) {
    pairs.forEach(([a, b], i) => {
      const where = `order.${list}[${i}]`;
      [a, b].forEach((id, k) => {
        if (known.has(id)) return;
        sound = false;
        const message = `The order names the arm ${quoted(id)}, but there is none.`;
        findings.add(problem("unknown-arm", message, `${where}[${k}]`, names, []));
      });
      if (a !== b) return;
      sound = false;
      const message =
        list === "edges"
          ? `The order has the arm ${quoted(a)} before itself.`
          : `The order has the arm ${quoted(a)} exclude itself.`;
      findings.add(problem("own-arm", message, where, "Name two arms, or take the pair out.", [`node:${a}`]));
    });
  }
  const circle = sound ? circleOf(ids, order.edges) : undefined;
  if (circle !== undefined) {
    const [first = ""] = circle;
    const message = `The arms wait for each other in a circle: ${[...circle, first].map(quoted).join(" → ")}.`;
    const at = circle.map((id) => `node:${id}`);
    findings.add(problem("cycle", message, "order.edges", "Take one of these edges out.", at));
  }
}

/** An exclusive pair of which one waits for the other anyway. */
export function orderedPair(where: string, first: string, then: string): Problem {
  const message = `The arms ${quoted(first)} and ${quoted(then)} are said to exclude each other, but ${quoted(then)} waits for ${quoted(first)} anyway.`;
  const help = "Take the pair out of the exclusive ones, or the edges between them.";
  return problem("ordered-anyway", message, where, help, [`node:${first}`, `node:${then}`]);
}
