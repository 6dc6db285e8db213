/** Which buffers statements name, and statements with a name changed or taken out. */

import type { Item, Statement } from "../document.ts";
import { isRegion } from "./path.ts";

/** The names that a statement itself gives, not what is nested in it. */
export function named(statement: Statement): readonly string[] {
  switch (statement.op) {
    case "store":
    case "atomic":
      return [...(statement.from ?? []), statement.buffer];
    case "async_load":
    case "async_store":
      return [statement.src, statement.dst];
    case "all_gather":
    case "reduce_scatter":
      return [statement.input, statement.output];
    case "opaque":
      return statement.buffers;
    case "async_wait":
    case "if":
    case "loop":
      return [];
    default:
      return [statement.buffer];
  }
}

/** Whether anything in the body names the buffer. */
export function mentions(body: readonly Item[], buffer: string): boolean {
  return body.some((item) => {
    if (isRegion(item) || item.op === "loop") return mentions(item.body, buffer);
    if (item.op === "if") return mentions(item.then, buffer) || mentions(item.else ?? [], buffer);
    return named(item).includes(buffer);
  });
}

/** A body with each statement made anew; what gives undefined goes. Items that stay as they were are shared. */
export function mapStatements(
  body: readonly Item[],
  change: (statement: Statement) => Statement | undefined,
): readonly Item[] {
  const made = body.flatMap((item): readonly Item[] => {
    if (isRegion(item)) {
      const inner = mapStatements(item.body, change);
      return [inner === item.body ? item : { ...item, body: inner }];
    }
    const changed = change(item);
    if (changed === undefined) return [];
    if (changed.op === "loop") {
      const inner = mapStatements(changed.body, change);
      return [inner === changed.body ? changed : { ...changed, body: inner }];
    }
    if (changed.op !== "if") return [changed];
    const then = mapStatements(changed.then, change);
    const other = changed.else === undefined ? undefined : mapStatements(changed.else, change);
    return [then === changed.then && other === changed.else ? changed : { ...changed, then, else: other }];
  });
  return made.length === body.length && made.every((item, i) => item === body[i]) ? body : made;
}

/** The statement with another name in place of one. */
export function renamedIn(statement: Statement, from: string, to: string): Statement {
  if (!named(statement).includes(from)) return statement;
  const other = (name: string) => (name === from ? to : name);
  switch (statement.op) {
    case "store":
    case "atomic":
      return {
        ...statement,
        buffer: other(statement.buffer),
        ...(statement.from === undefined ? {} : { from: statement.from.map(other) }),
      };
    case "async_load":
    case "async_store":
      return { ...statement, src: other(statement.src), dst: other(statement.dst) };
    case "all_gather":
    case "reduce_scatter":
      return { ...statement, input: other(statement.input), output: other(statement.output) };
    case "opaque":
      return { ...statement, buffers: statement.buffers.map(other) };
    case "async_wait":
    case "if":
    case "loop":
      return statement;
    default:
      return { ...statement, buffer: other(statement.buffer) };
  }
}

/** The statement without a buffer: lists lose the name, what cannot do without it goes. */
export function withoutBuffer(statement: Statement, buffer: string): Statement | undefined {
  if (!named(statement).includes(buffer)) return statement;
  const rest = (names: readonly string[]) => names.filter((name) => name !== buffer);
  if ((statement.op === "store" || statement.op === "atomic") && statement.buffer !== buffer) {
    const from = rest(statement.from ?? []);
    const { from: _, ...bare } = statement;
    return from.length === 0 ? bare : { ...bare, from };
  }
  if (statement.op === "opaque") {
    const buffers = rest(statement.buffers);
    return buffers.length === 0 ? undefined : { ...statement, buffers };
  }
  return undefined;
}

/** Tags of copies that are begun, and of those that are waited for. */
export function tagsOf(body: readonly Item[]): {
  readonly begun: Set<string>;
  readonly awaited: Set<string>;
} {
  const tags = { begun: new Set<string>(), awaited: new Set<string>() };
  const see = (items: readonly Item[]): void => {
    for (const item of items) {
      if (isRegion(item) || item.op === "loop") see(item.body);
      else if (item.op === "if") {
        see(item.then);
        see(item.else ?? []);
      } else if (item.op === "async_wait") tags.awaited.add(item.tag);
      else if (item.op === "async_load" || item.op === "async_store") tags.begun.add(item.tag);
    }
  };
  see(body);
  return tags;
}

/** The body of a document without waits for copies that it had before and has no more. What is outside the arms stays: it is an arm of the order while anything of it is left. */
export function withoutIdleWaits(body: readonly Item[], before: readonly Item[]): readonly Item[] {
  const { begun } = tagsOf(body);
  const gone = [...tagsOf(before).begun].filter((tag) => !begun.has(tag));
  if (gone.length === 0) return body;
  const idle = (s: Statement) => s.op === "async_wait" && gone.includes(s.tag);
  return body.flatMap((item) =>
    isRegion(item) ? mapStatements([item], (s) => (idle(s) ? undefined : s)) : [item],
  );
}
