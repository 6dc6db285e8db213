/** What one arm surely does and may do, made from its statements for the checker alone. */

import type { Item, Statement } from "../document.ts";

/** A copy that some arm starts. */
export interface CopyFacts {
  readonly by: string;
  readonly tag: string;
  readonly from: string;
  readonly to: string;
  /** Arms that surely wait for it. */
  readonly done: Set<string>;
}

export interface ArmFacts {
  readonly name: string;
  /** Named in statements, or waited for. */
  readonly touched: Set<string>;
  readonly named: Set<string>;
  readonly written: Set<string>;
  /** Read before anything has surely written it. */
  readonly exposed: Set<string>;
  /** Hardware, devices, others at the same time, or who knows. */
  readonly special: Set<string>;
  /** Written on every path. */
  readonly sure: Set<string>;
  /** Copies that it starts and may not have waited for. */
  readonly started: readonly CopyFacts[];
  /** Copies of earlier arms that may be under way when it begins. */
  readonly inherited: readonly CopyFacts[];
  /** `tag buffer`, written once the tag is waited for, on every path; without what earlier arms owe already. */
  readonly owed: ReadonlySet<string>;
}

/** One path, or several that have come together. */
interface Path {
  readonly sure: ReadonlySet<string>;
  readonly away: ReadonlySet<CopyFacts>;
  readonly owed: ReadonlySet<string>;
}

type Access = readonly [buffer: string, does: "reads" | "writes" | "fills" | "updates" | "special"];

const owing = (tag: string, buffer: string) => JSON.stringify([tag, buffer]);

/** `earlier`: all arms that end before this one begins; `before(a, b)`: a ends before b begins. */
export function factsOfArm(
  name: string,
  items: readonly Item[],
  earlier: readonly ArmFacts[],
  before: (one: string, other: string) => boolean,
): ArmFacts {
  const touched = new Set<string>();
  const [named, written, exposed, special] = [
    new Set<string>(),
    new Set<string>(),
    new Set<string>(),
    new Set<string>(),
  ];
  const given = new Set(earlier.flatMap((arm) => [...arm.sure]));
  const inherited = earlier
    .flatMap((arm) => arm.started)
    .filter((copy) => ![...copy.done].some((waiter) => before(waiter, name)));

  const isSure = (path: Path, id: string) => path.sure.has(id) || given.has(id);

  const access = (path: Path, [id, does]: Access): Path => {
    touched.add(id);
    named.add(id);
    if (does === "special") special.add(id);
    if (does !== "reads") written.add(id);
    if ((does === "reads" || does === "updates") && !isSure(path, id)) exposed.add(id);
    return does === "fills" ? { ...path, sure: new Set([...path.sure, id]) } : path;
  };

  const join = (one: Path, other: Path): Path => {
    const settled = (path: Path, key: string) => {
      const [, id = ""] = JSON.parse(key) as string[];
      return path.owed.has(key) || isSure(path, id);
    };
    return {
      sure: new Set([...one.sure].filter((id) => other.sure.has(id))),
      away: new Set([...one.away, ...other.away]),
      owed: new Set([...one.owed, ...other.owed].filter((key) => settled(one, key) && settled(other, key))),
    };
  };

  const run = (list: readonly Item[], path: Path): Path => list.reduce(step, path);

  function step(path: Path, item: Item): Path {
    if ("arm" in item) return run(item.body, path);
    if (item.op === "if") return join(run(item.then, path), run(item.else ?? [], path));
    if (item.op === "loop") {
      const round = run(item.body, path);
      return item.runs === "known" ? round : join(round, path);
    }
    if (item.op === "async_wait") return wait(path, item.tag);
    for (const id of seenByOthers(item)) special.add(id);
    const after = accessesOf(item).reduce(access, path);
    if (item.op !== "async_load" && item.op !== "async_store") return after;
    const copy = { by: name, tag: item.tag, from: item.src, to: item.dst, done: new Set<string>() };
    const owed = new Set([...after.owed, owing(item.tag, item.dst)]);
    return { ...after, away: new Set([...after.away, copy]), owed };
  }

  function wait(path: Path, tag: string): Path {
    const home = [...path.away].filter((copy) => copy.tag === tag);
    for (const copy of home) {
      touched.add(copy.from);
      touched.add(copy.to);
    }
    const paid = [...path.owed].map((key) => JSON.parse(key) as string[]).filter(([of]) => of === tag);
    return {
      sure: new Set([...path.sure, ...paid.map(([, id = ""]) => id)]),
      away: new Set([...path.away].filter((copy) => copy.tag !== tag)),
      owed: new Set([...path.owed].filter((key) => (JSON.parse(key) as string[])[0] !== tag)),
    };
  }

  const unpaid = (key: string) => !given.has((JSON.parse(key) as string[])[1] ?? "");
  const owedBefore = new Set(earlier.flatMap((arm) => [...arm.owed]).filter(unpaid));
  const end = run(items, { sure: new Set(), away: new Set(inherited), owed: owedBefore });
  for (const copy of inherited) if (!end.away.has(copy)) copy.done.add(name);
  return {
    name,
    touched,
    named,
    written,
    exposed,
    special,
    sure: new Set([...end.sure]),
    started: [...end.away].filter((copy) => copy.by === name),
    inherited,
    owed: new Set([...end.owed].filter((key) => !owedBefore.has(key))),
  };
}

/** Buffers that a statement shows to others while they happen, or to nobody knows whom. */
function seenByOthers(statement: Statement): readonly string[] {
  switch (statement.op) {
    case "atomic":
    case "indirect":
    case "all_reduce":
    case "broadcast":
      return [statement.buffer];
    case "all_gather":
    case "reduce_scatter":
      return [statement.input, statement.output];
    default:
      return [];
  }
}

function accessesOf(statement: Statement): readonly Access[] {
  switch (statement.op) {
    case "load":
    case "len":
    case "ref":
    case "indirect":
      return [[statement.buffer, "reads"]];
    case "store":
    case "atomic": {
      const sources = (statement.from ?? []).map((id): Access => [id, "reads"]);
      if (statement.op === "atomic") return [...sources, [statement.buffer, "updates"]];
      return [...sources, [statement.buffer, statement.partial === true ? "writes" : "fills"]];
    }
    case "all_reduce":
    case "broadcast":
      return [
        [statement.buffer, "updates"],
        [statement.buffer, "fills"],
      ];
    case "all_gather":
    case "reduce_scatter":
      return [
        [statement.input, "reads"],
        [statement.output, "fills"],
      ];
    case "async_load":
    case "async_store":
      return [
        [statement.src, "reads"],
        [statement.dst, "writes"],
      ];
    case "opaque":
      return statement.buffers.map((id): Access => [id, "special"]);
    default:
      return [];
  }
}
