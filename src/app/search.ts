/** What the palette offers for a text: commands, then tensors, nodes and buffers of the plan, best matches first. */

import { isTie } from "../core/tie.ts";
import { formatBytes } from "../core/units.ts";
import { COMMANDS } from "../store/commands.ts";
import { openFinding } from "../store/finding.ts";
import { outcomeStore } from "../store/outcome.ts";
import { request } from "../store/requests.ts";
import { select, setCursor, type Target } from "../store/session.ts";
import { keyLabel } from "./keys.ts";

export interface Found {
  readonly id: string;
  readonly kind: "command" | "tensor" | "node" | "buffer" | "step" | "find";
  readonly title: string;
  readonly hint: string;
  readonly run: () => void;
}

const MOST = 60;

/** 4: is it, 3: begins with it, 2: a word begins with it, 1: contains it, 0: does not. */
function rank(name: string, text: string): number {
  const at = name.toLowerCase().indexOf(text);
  if (at < 0) return 0;
  if (at === 0) return name.length === text.length ? 4 : 3;
  return /[a-z0-9]/i.test(name.charAt(at - 1)) ? 1 : 2;
}

function go(target: Target): void {
  select(target);
  request({ kind: "reveal", target });
}

function commands(text: string): Found[] {
  return COMMANDS.filter((c) => text === "" || rank(c.title, text) > 0)
    .filter((c) => c.id !== "palette" && c.id !== "escape")
    .map((c) => ({
      id: `command:${c.id}`,
      kind: "command",
      title: c.title,
      hint: c.keys[0] === undefined ? "" : keyLabel(c.keys[0]),
      run: c.run,
    }));
}

/** The best MOST of `names`: those in `first`, then the others, each in order of rank, then of position. */
function best(names: readonly string[], text: string, first: (i: number) => boolean = () => true): number[] {
  const ranks = Array.from({ length: 8 }, (): number[] => []);
  names.forEach((name, i) => {
    const r = rank(name, text);
    if (r > 0) ranks[(first(i) ? 4 : 8) - r]?.push(i);
  });
  return ranks.flat().slice(0, MOST);
}

function things(text: string): Found[] {
  const { picture } = outcomeStore.getState();
  if (picture === null || text === "") return [];
  const { plan } = picture;
  const specs = picture.graph?.document.tensors;
  const isFound = (t: number) => {
    const spec = specs?.[t];
    return spec === undefined || !isTie(spec);
  };
  const found = best(plan.tensors.id, text, (t) => (plan.tensors.storage[t] ?? -1) >= 0).filter(isFound);
  const tensors = found.map(
    (index): Found => ({
      id: `tensor:${index}`,
      kind: "tensor",
      title: plan.tensors.id[index] ?? "",
      hint: formatBytes(plan.tensors.bytes[index] ?? 0),
      run: () => go({ kind: "tensor", index }),
    }),
  );
  const ops = picture.graph?.document.nodes;
  const nodes = best(ops?.map((n) => `${n.id} ${n.op}`) ?? plan.nodes.id, text).map(
    (index): Found => ({
      id: `node:${index}`,
      kind: "node",
      title: plan.nodes.id[index] ?? "",
      hint: `${ops?.[index]?.op ?? "node"}, step ${plan.nodes.step[index] ?? 0}`,
      run: () => go({ kind: "node", index }),
    }),
  );
  const buffers = best(plan.buffers.id, text)
    .slice(0, 10)
    .map(
      (index): Found => ({
        id: `buffer:${index}`,
        kind: "buffer",
        title: plan.buffers.id[index] ?? "",
        hint: formatBytes(plan.buffers.bytes[index] ?? 0),
        run: () => go({ kind: "buffer", index }),
      }),
    );
  return [...tensors, ...nodes, ...buffers];
}

function step(text: string): Found[] {
  const number = /^(?:step\s*)?(\d+)$/.exec(text)?.[1];
  const { picture } = outcomeStore.getState();
  if (number === undefined || picture === null || Number(number) >= picture.plan.steps) return [];
  return [
    {
      id: "step",
      kind: "step",
      title: `Go to step ${number}`,
      hint: "",
      run: () => {
        setCursor(Number(number));
        request({ kind: "reveal-step", step: Number(number) });
      },
    },
  ];
}

/** What looks like the language of the search bar: a field with its sign, or a regular expression. */
const SEARCH =
  /(?:^|\s)-?(?:(?:size|bytes|padding|steps|start|end)[<>=]|live@|(?:addr|arena|role|op|name|dtype|buffer|layer):)|^\/.+\/i?$/i;

function search(text: string): Found[] {
  if (!SEARCH.test(text)) return [];
  return [
    {
      id: "search",
      kind: "find",
      title: `Find ${text}`,
      hint: keyLabel("Slash"),
      run: () => openFinding(text),
    },
  ];
}

/** At most a few dozen; commands alone for an empty text. */
export function find(text: string): readonly Found[] {
  const wanted = text.trim().toLowerCase();
  return [...search(text.trim()), ...step(wanted), ...things(wanted), ...commands(wanted)].slice(0, MOST);
}
