/** Settings of the scratchpad and of its schedule: what is changed often in a line, the rest in a second one. */

import { type ReactNode, useId, useState } from "react";
import { useStore } from "zustand";
import { ELEMENTS, LOOP_ORDERS } from "../../core/dialects/tiles/program.types.ts";
import { type EntryKind, parseEntry, textOfEntry } from "../../core/entry.ts";
import { DEFAULT_TILING, setTiling, tilingStore } from "../../store/tiling.ts";
import { Button } from "../../ui/Button.tsx";
import { TextInput } from "../../ui/TextInput.tsx";
import css from "./Settings.module.css";
import {
  BUFFERING_WORDS,
  bufferingsFor,
  ELEMENT_WORDS,
  LOOP_WORDS,
  policyChange,
  SCHEDULER_WORDS,
  SCHEDULERS,
} from "./settings-words.ts";

function Labelled(props: { label: string; says: string; id: string; children: ReactNode }) {
  return (
    <span className={css.field} title={props.says}>
      <label htmlFor={props.id}>{props.label}</label>
      {props.children}
    </span>
  );
}

/** A number that is taken on Enter and when its field is left; nonsense is said beside it. */
function NumberSetting(props: {
  label: string;
  says: string;
  kind: Exclude<EntryKind, "seconds">;
  least: number;
  value: number;
  wide?: boolean;
  give: (value: number) => void;
}) {
  const id = useId();
  const [draft, setDraft] = useState<string | null>(null);
  const entry = draft === null ? undefined : parseEntry(draft, props.kind, props.least);
  const take = (text: string, left: boolean) => {
    const good = parseEntry(text, props.kind, props.least);
    if (good.ok && good.value !== null && good.value !== props.value) props.give(good.value);
    if (left || good.ok) setDraft(null);
  };
  return (
    <Labelled label={props.label} says={props.says} id={id}>
      <TextInput
        id={id}
        value={textOfEntry(props.value, props.kind)}
        draft={draft}
        problem={entry?.ok === false ? entry.says : undefined}
        onDraft={setDraft}
        onGive={(text, left) => draft !== null && take(text, left)}
        rest={{
          className: props.wide === true ? css.size : css.number,
          inputMode: props.kind === "integer" ? "numeric" : "text",
          title: props.says,
        }}
      />
    </Labelled>
  );
}

function Choice<T extends string>(props: {
  label: string;
  says: string;
  value: T;
  choices: readonly T[];
  words: Readonly<Record<T, string>>;
  disabled?: boolean;
  give: (value: T) => void;
}) {
  const id = useId();
  return (
    <Labelled label={props.label} says={props.says} id={id}>
      <select
        id={id}
        className={css.select}
        value={props.value}
        disabled={props.disabled}
        onChange={(e) => {
          const found = props.choices.find((one) => one === e.target.value);
          if (found !== undefined) props.give(found);
        }}
      >
        {props.choices.map((one) => (
          <option key={one} value={one}>
            {props.words[one]}
          </option>
        ))}
      </select>
    </Labelled>
  );
}

function Check(props: {
  label: string;
  says: string;
  value: boolean;
  disabled: boolean;
  give: (value: boolean) => void;
}) {
  return (
    <label className={css.check} title={props.says}>
      <input
        type="checkbox"
        checked={props.value}
        disabled={props.disabled}
        onChange={(e) => props.give(e.target.checked)}
      />
      {props.label}
    </label>
  );
}

function Costs() {
  const costs = useStore(tilingStore, (s) => s.settings.costs);
  const change = (part: Partial<typeof costs>) => setTiling({ costs: { ...costs, ...part } });
  return (
    <>
      <NumberSetting
        label="Transfer"
        says="Units of time that each transfer takes"
        kind="integer"
        least={0}
        value={costs.transfer}
        give={(transfer) => change({ transfer })}
      />
      <NumberSetting
        label="per KiB"
        says="Units of time that each KiB of a transfer takes besides"
        kind="integer"
        least={0}
        value={Math.round(costs.byte * 1024)}
        give={(kib) => change({ byte: kib / 1024 })}
      />
      <NumberSetting
        label="Step"
        says="Units of time that a step of work takes"
        kind="integer"
        least={0}
        value={costs.exec}
        give={(exec) => change({ exec })}
      />
    </>
  );
}

function More() {
  const settings = useStore(tilingStore, (s) => s.settings);
  const original = settings.policy === "original";
  return (
    <div className={css.line}>
      <NumberSetting
        label="Alignment"
        says="What addresses are multiples of"
        kind="bytes"
        least={1}
        value={settings.alignment}
        give={(alignment) => setTiling({ alignment })}
      />
      <Choice
        label="Loops"
        says="The loops of a product, outermost first"
        value={settings.loopOrder}
        choices={LOOP_ORDERS}
        words={LOOP_WORDS}
        disabled={original}
        give={(loopOrder) => setTiling({ loopOrder })}
      />
      <Choice
        label="Elements"
        says="The type of every element, whatever the tensors say"
        value={settings.elements ?? "own"}
        choices={ELEMENTS}
        words={ELEMENT_WORDS}
        give={(elements) => setTiling({ elements })}
      />
      <Check
        label="Keep finished tiles"
        says="A finished tile stays for who reads it next"
        value={settings.forward}
        disabled={original}
        give={(forward) => setTiling({ forward })}
      />
      <Check
        label="Padded"
        says="Ragged tiles at the edges are charged in full"
        value={settings.padded || original}
        disabled={original}
        give={(padded) => setTiling({ padded })}
      />
      <Costs />
      <Button look="quiet" onClick={() => setTiling(DEFAULT_TILING)}>
        Defaults
      </Button>
    </div>
  );
}

export function Settings() {
  const settings = useStore(tilingStore, (s) => s.settings);
  const [more, setMore] = useState(false);
  const id = useId();
  const [rows, columns] = settings.tile;
  return (
    <section className={css.settings} aria-label="Settings of the scratchpad">
      <div className={css.line}>
        <NumberSetting
          label="Size"
          says="Bytes of the scratchpad"
          kind="bytes"
          least={1}
          value={settings.capacity}
          wide
          give={(capacity) => setTiling({ capacity })}
        />
        <NumberSetting
          label="Tile"
          says="Rows of a tile"
          kind="integer"
          least={1}
          value={rows}
          give={(next) => setTiling({ tile: [next, columns] })}
        />
        <NumberSetting
          label="×"
          says="Columns of a tile"
          kind="integer"
          least={1}
          value={columns}
          give={(next) => setTiling({ tile: [rows, next] })}
        />
        <Choice
          label="Evicts"
          says="Who goes when room is needed"
          value={settings.policy}
          choices={SCHEDULERS}
          words={SCHEDULER_WORDS}
          give={(policy) => setTiling(policyChange(policy, settings))}
        />
        <Choice
          label="Buffers"
          says="Whether the next operands come while a step is worked on"
          value={settings.doubleBuffer}
          choices={bufferingsFor(settings.policy)}
          words={BUFFERING_WORDS}
          give={(doubleBuffer) => setTiling({ doubleBuffer })}
        />
        <Button look="quiet" aria-expanded={more} aria-controls={id} onClick={() => setMore(!more)}>
          {more ? "Less" : "More…"}
        </Button>
      </div>
      <div id={id}>{more && <More />}</div>
    </section>
  );
}
