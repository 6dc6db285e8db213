/** The plan that a file carries: its arenas beside what they need at least, its methods, what is wrong, what it cannot say. */

import { useMemo } from "react";
import { useStore } from "zustand";
import type { Diagnostic } from "../../core/document.ts";
import { formatBytes, formatBytesExactly, formatCount, formatPercent } from "../../core/units.ts";
import { type FileArena, type FileMethod, fileArenas, fileMethods } from "../../look/methods/file-rows.ts";
import { comparingStore, hold } from "../../store/comparing.ts";
import { later } from "../../store/later.ts";
import { methodsAnswers } from "../../store/methods-answers.ts";
import { methodsServices } from "../../store/methods-services.ts";
import { outcomeStore, type Picture } from "../../store/outcome.ts";
import { services } from "../../store/services.ts";
import { shellStore } from "../../store/shell.ts";
import { type Column, SortTable } from "../../ui/SortTable.tsx";
import { Line, Press } from "./Fields.tsx";
import { type Figure, Figures } from "./Figures.tsx";
import css from "./FilePlan.module.css";
import { Findings, type Found } from "./Findings.tsx";
import { showNamed } from "./links.ts";
import { TwoFiles } from "./TwoFiles.tsx";
import { Waiting } from "./Waiting.tsx";

function bytesCell(bytes: number | null) {
  return bytes === null ? "–" : <span title={formatBytesExactly(bytes)}>{formatBytes(bytes)}</span>;
}

function aboveBound({ size, bound }: FileArena): string {
  if (size === null) return "–";
  if (size === bound) return "at the bound";
  const share = bound === 0 ? "" : ` (${formatPercent((size - bound) / bound)})`;
  return `${size < bound ? "−" : "+"}${formatBytes(Math.abs(size - bound))}${share}`;
}

const ARENAS: readonly Column<FileArena>[] = [
  { id: "arena", title: "arena", says: "Method and number of the arena", by: (r) => r.id, cell: (r) => r.id },
  {
    id: "size",
    title: "in the file",
    says: "As large as the file has it",
    width: 86,
    numeric: true,
    by: (r) => r.size ?? -1,
    cell: (r) => bytesCell(r.size),
  },
  {
    id: "bound",
    title: "needed",
    says: "The most that is needed at one time: no plan can do with less. A click goes to the instruction.",
    width: 86,
    numeric: true,
    by: (r) => r.bound,
    cell: (r) => bytesCell(r.bound),
  },
  {
    id: "above",
    title: "above that",
    says: "What the file takes beyond what is needed at one time",
    width: 132,
    numeric: true,
    by: (r) => (r.size ?? 0) - r.bound,
    cell: aboveBound,
  },
  {
    id: "ours",
    title: "ours",
    says: "What the plan on the page takes for it",
    width: 86,
    numeric: true,
    by: (r) => r.ours ?? -1,
    cell: (r) => bytesCell(r.ours),
  },
  {
    id: "reuse",
    title: "reuse",
    says: "How often its bytes are used: what its tensors take side by side, by its size",
    width: 64,
    numeric: true,
    by: (r) => (r.size ? r.together / r.size : 0),
    cell: (r) => (r.size ? `${(r.together / r.size).toFixed(2)}×` : "–"),
  },
  {
    id: "tail",
    title: "unused tail",
    says: "Bytes after the end of the last tensor: padding, room for branches and loops, or waste",
    width: 86,
    numeric: true,
    by: (r) => Math.max(0, (r.size ?? 0) - r.end),
    cell: (r) => bytesCell(r.size === null ? null : Math.max(0, r.size - r.end)),
  },
  {
    id: "placed",
    title: "tensors",
    says: "Tensors that the file gives a place in it",
    width: 66,
    numeric: true,
    by: (r) => r.placed,
    cell: (r) => formatCount(r.placed),
  },
  {
    id: "alignment",
    title: "multiples of",
    says: "The largest power of two that divides all places",
    width: 90,
    numeric: true,
    by: (r) => r.alignment,
    cell: (r) => formatCount(r.alignment),
  },
];

function sums(methods: readonly FileMethod[]): readonly Figure[] {
  const sum = (of: (m: FileMethod) => number) => formatCount(methods.reduce((n, m) => n + of(m), 0));
  const each = (of: (m: FileMethod) => number) =>
    methods.map((m) => `${m.id} ${formatCount(of(m))}`).join(", ");
  const figure = (name: string, says: string, of: (m: FileMethod) => number): Figure => ({
    name,
    says: `${says} ${each(of)}.`,
    value: sum(of),
  });
  return [
    figure("instructions", "Of all methods.", (m) => m.instructions),
    figure(
      "views made of bytes",
      "Views without an instruction: other names of bytes that are there.",
      (m) => m.views,
    ),
    figure("state", "Tensors that keep their contents from run to run.", (m) => m.states),
    figure("scratch", "Tensors that are room for one operator only.", (m) => m.scratch),
    figure("caller's memory", "Inputs and outputs that have no place in the plan.", (m) => m.external),
    figure("constants", "Of data that the file holds or names.", (m) => m.constants),
    figure(
      "delegate calls",
      "What memory these take by themselves, the file does not say.",
      (m) => m.delegates,
    ),
  ];
}

/** What the tables say already. */
const IN_TABLES = new Set(["arena", "unused-tail"]);

function foundIn(list: readonly Diagnostic[], of: string): readonly Found[] {
  return list
    .filter(({ code }) => !IN_TABLES.has(code))
    .map((d, i) => ({ key: `${of} ${i}`, severity: d.severity, code: d.code, message: d.message, at: d.at }));
}

/** Formats of a fixed plan that a planning pass of one's own can apply. */
const EXPORTS = ["executorch-table", "executorch-csv", "executorch-pass"];

function Exports() {
  const formats = useStore(shellStore, (s) => s.formats);
  const offered = EXPORTS.flatMap((id) => formats.find((f) => f.id === id && f.writes) ?? []);
  return offered.map((f) => (
    <Press key={f.id} title={`Save: ${f.title}`} says={f.says} run={() => later(services().saveAs(f.id))} />
  ));
}

function Actions() {
  const other = useStore(methodsAnswers, (s) => s.other.value);
  const offer = useStore(comparingStore, (s) => s.offer);
  const held = useStore(comparingStore, (s) => s.held);
  return (
    <Line label="What to do with the file">
      <Press
        title="Compare it with ours"
        says="The plan in the file and the plan on the page, side by side, with what differs"
        disabled={offer === null || (held?.from === "shipped" && held.against === undefined)}
        run={() => offer !== null && hold(offer.held)}
      />
      <Press
        title="Compare with another file…"
        says="Another export of the program: the numbers of both files side by side"
        run={() => methodsServices().chooseOther()}
      />
      {other !== null && (
        <>
          <Press
            title="Compare both plans in the files"
            says={`The plan in the open file and the plan in ${other.name}, side by side, with what came, went and moved`}
            disabled={offer === null}
            run={() => methodsServices().compareOther()}
          />
          <Press
            title={`Plan ${other.name}, too`}
            says="Both programs planned by us, their plans side by side, with what came, went and moved"
            run={() => methodsServices().planOther()}
          />
        </>
      )}
      <Exports />
    </Line>
  );
}

function Arenas({ picture }: { picture: Picture }) {
  const offer = useStore(comparingStore, (s) => s.offer);
  const rows = useMemo(
    () => (offer === null ? null : fileArenas(offer.held.plan, offer.held.free, picture.plan)),
    [offer, picture],
  );
  const other = useStore(methodsAnswers, (s) => s.other);
  if (rows === null) return <Waiting working problem={null} what="The arenas of the file" />;
  if (other.value !== null) return <TwoFiles here={rows} there={other.value} />;
  return (
    <SortTable
      label="Arenas of the file"
      rows={rows}
      columns={ARENAS}
      keyOf={(r) => r.id}
      onChoose={(r) => showNamed([`step:${r.boundAt}`])}
    />
  );
}

export function FilePlan() {
  const picture = useStore(outcomeStore, (s) => s.picture);
  const document = picture?.document;
  const methods = useMemo(() => (document?.kind === "methods" ? fileMethods(document) : []), [document]);
  if (picture === null || document?.kind !== "methods")
    return <Waiting working problem={null} what="The plan in the file" />;
  const graph = picture.graph?.document;
  const conflicts = graph?.shipped?.conflicts ?? [];
  return (
    <div className={css.section}>
      <Actions />
      <Figures label="What the file holds" figures={sums(methods)} />
      <div className={css.columns}>
        <section className={css.arenas} aria-label="Arenas">
          <Arenas picture={picture} />
        </section>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard */}
        <section tabIndex={0} className={css.findings} aria-label="What is wrong, and what to know">
          <h3 className={css.heading}>
            {conflicts.length === 0
              ? "No conflict: no two tensors of the plan in the file share bytes while both are needed."
              : `${formatCount(conflicts.length)} ${conflicts.length === 1 ? "conflict" : "conflicts"} in the plan of the file`}
          </h3>
          {conflicts.length > 0 && (
            <Findings label="Conflicts" found={foundIn(conflicts, "conflict")} none="" />
          )}
          <h3 className={css.heading}>What else the file says, and what it cannot say</h3>
          <Findings label="Findings" found={foundIn(graph?.findings ?? [], "finding")} none="Nothing." />
        </section>
      </div>
    </div>
  );
}
