/** The graph as a whole: its name, the types of its samples, and how CMSIS-Stream is asked to plan it. */

import { useStore } from "zustand";
import { type DataflowDocument, STREAM_MODES } from "../../../core/dialects/dataflow/document.ts";
import { nameStream } from "../../../core/dialects/dataflow/edit/names.ts";
import { changeStreamOptions, type OptionsChange } from "../../../core/dialects/dataflow/edit/options.ts";
import { formatCount } from "../../../core/units.ts";
import { runCommand } from "../../../store/commands.ts";
import { editStream } from "../../../store/dataflow-editing.ts";
import { outcomeStore } from "../../../store/outcome.ts";
import { Part, Row, SelectField, Small, TextField } from "./fields.tsx";
import css from "./Inspect.module.css";
import { Types } from "./Types.tsx";

const SWITCHES = [
  ["sinkPriority", "sinks first"],
  ["memoryOptimization", "share bytes"],
  ["duplicateOptimization", "save copies"],
] as const;

const USUAL = [
  { value: "", title: "as usual" },
  { value: "on", title: "on" },
  { value: "off", title: "off" },
];

const MODE_TITLES = {
  synchronous: "as planned",
  asynchronous: "as planned, or late",
  "fully-asynchronous": "when there is something to do",
} as const;

function Options({ document }: { document: DataflowDocument }) {
  const options = document.options ?? {};
  const give = (change: OptionsChange) => editStream((d) => changeStreamOptions(d, change));
  return (
    <Part title="Asked of CMSIS-Stream">
      {SWITCHES.map(([key, label]) => (
        <SelectField
          key={key}
          label={label}
          value={options[key] === undefined ? "" : options[key] ? "on" : "off"}
          options={USUAL}
          onChange={(value) => give({ [key]: value === "" ? null : value === "on" })}
        />
      ))}
      <SelectField
        label="nodes fire"
        value={options.mode ?? ""}
        options={[
          { value: "", title: "as usual: as planned" },
          ...STREAM_MODES.map((value) => ({ value, title: MODE_TITLES[value] })),
        ]}
        onChange={(value) => give({ mode: STREAM_MODES.find((mode) => mode === value) ?? null })}
      />
      {options.mode === "asynchronous" && (
        <TextField
          label="FIFOs × "
          value={options.fifoIncrease === undefined ? "" : String(options.fifoIncrease)}
          hint="1"
          give={(text) => {
            const typed = text.trim();
            if (typed === "") return give({ fifoIncrease: null });
            return Number.isFinite(Number(typed))
              ? give({ fifoIncrease: Number(typed) })
              : "Write a number above 0.";
          }}
        />
      )}
    </Part>
  );
}

function count(n: number, one: string): string {
  return `${formatCount(n)} ${n === 1 ? one : `${one}s`}`;
}

export function DocumentForm(props: { document: DataflowDocument }) {
  const { document } = props;
  const firings = useStore(outcomeStore, ({ picture }) =>
    picture?.document === document ? picture.plan.nodes.count : undefined,
  );
  const placed = Object.keys(document.drawing?.at ?? {}).length > 0;
  return (
    <>
      <div className={css.head}>
        <h3 className={css.title}>Dataflow graph</h3>
        <Small title="Add a node…" onClick={() => runCommand("add-apart")} />
        {placed && <Small title="Place all" onClick={() => runCommand("place-stream")} />}
      </div>
      <TextField label="name" value={document.name} give={(text) => editStream((d) => nameStream(d, text))} />
      <Row label="holds">
        {count(document.nodes.length, "node")}, {count(document.edges.length, "connection")}
        {firings !== undefined && `, ${count(firings, "firing")} an iteration`}
      </Row>
      <Types document={document} />
      <Options document={document} />
    </>
  );
}
