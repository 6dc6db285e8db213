/** The buffers, tags and names of a statement, each a field of its own. */

import type { ArmsDocument, Item } from "../../core/dialects/arms/document.ts";
import { tagsOf } from "../../core/dialects/arms/edit/mentions.ts";
import { isRegion } from "../../core/dialects/arms/edit/path.ts";
import { tell } from "../../store/spoken.ts";
import { LaterMenu } from "../../ui/LaterMenu.tsx";
import { Field } from "./Field.tsx";
import css from "./Side.module.css";

interface Props {
  readonly document: ArmsDocument;
  readonly item: Item;
  readonly onChange: (item: Item) => boolean;
}

function Buffer(props: {
  document: ArmsDocument;
  label: string;
  value: string;
  onChange: (id: string) => void;
}) {
  return (
    <select aria-label={props.label} value={props.value} onChange={(e) => props.onChange(e.target.value)}>
      {props.document.buffers.map(({ id }) => (
        <option key={id} value={id}>
          {id}
        </option>
      ))}
    </select>
  );
}

/** A list of buffers, ticked one by one. */
function Several(props: {
  document: ArmsDocument;
  label: string;
  values: readonly string[];
  none: string;
  onChange: (ids: readonly string[]) => void;
}) {
  const { document, values } = props;
  return (
    <LaterMenu
      label={props.label}
      look="quiet"
      trigger={<span className={css.cut}>{values.length === 0 ? props.none : values.join(", ")} ▾</span>}
      groups={[
        {
          title: props.label,
          entries: document.buffers.map(({ id }) => ({
            id,
            title: id,
            on: values.includes(id),
            run: () =>
              props.onChange(values.includes(id) ? values.filter((one) => one !== id) : [...values, id]),
          })),
        },
      ]}
    />
  );
}

export function Operands({ document, item, onChange }: Props) {
  if (isRegion(item))
    return (
      <Field
        key={item.arm}
        label="named"
        value={item.arm}
        onGive={(text) => {
          if (text.trim() !== "") return onChange({ ...item, arm: text.trim() });
          tell("A region needs a name.");
          return false;
        }}
      />
    );
  switch (item.op) {
    case "if":
      return null;
    case "loop":
      return (
        <label className={css.check}>
          <input
            type="checkbox"
            checked={item.runs === "known"}
            onChange={(e) => onChange({ ...item, runs: e.target.checked ? "known" : "unknown" })}
          />
          runs at least once
        </label>
      );
    case "async_wait": {
      const tags = [...new Set([...tagsOf(document.body).begun, item.tag])];
      return (
        <select
          aria-label="Tag"
          value={item.tag}
          onChange={(e) => onChange({ ...item, tag: e.target.value })}
        >
          {tags.map((tag) => (
            <option key={tag} value={tag}>
              {tag}
            </option>
          ))}
        </select>
      );
    }
    case "async_load":
    case "async_store":
      return (
        <>
          <Buffer
            document={document}
            label="From"
            value={item.src}
            onChange={(src) => onChange({ ...item, src })}
          />
          into
          <Buffer
            document={document}
            label="Into"
            value={item.dst}
            onChange={(dst) => onChange({ ...item, dst })}
          />
          <Field key={item.tag} label="tag" value={item.tag} onGive={(tag) => onChange({ ...item, tag })} />
        </>
      );
    case "all_gather":
    case "reduce_scatter":
      return (
        <>
          <Buffer
            document={document}
            label="From"
            value={item.input}
            onChange={(input) => onChange({ ...item, input })}
          />
          into
          <Buffer
            document={document}
            label="Into"
            value={item.output}
            onChange={(output) => onChange({ ...item, output })}
          />
        </>
      );
    case "opaque":
      return (
        <Several
          document={document}
          label="Buffers"
          values={item.buffers}
          none="none"
          onChange={(buffers) => onChange({ ...item, buffers })}
        />
      );
    case "store":
    case "atomic": {
      const { from = [], partial, ...rest } = item;
      return (
        <>
          <Buffer
            document={document}
            label="Buffer"
            value={item.buffer}
            onChange={(buffer) => onChange({ ...item, buffer })}
          />
          <Several
            document={document}
            label="Read for it"
            values={from}
            none="from…"
            onChange={(ids) =>
              onChange({
                ...rest,
                ...(ids.length === 0 ? {} : { from: ids }),
                ...(partial === true ? { partial } : {}),
              })
            }
          />
          <label className={css.check} title="It does not write all of the buffer">
            <input
              type="checkbox"
              checked={partial === true}
              onChange={(e) =>
                onChange({
                  ...rest,
                  ...(from.length === 0 ? {} : { from }),
                  ...(e.target.checked ? { partial: true as const } : {}),
                })
              }
            />
            part
          </label>
        </>
      );
    }
    default:
      return (
        <Buffer
          document={document}
          label="Buffer"
          value={item.buffer}
          onChange={(buffer) => onChange({ ...item, buffer })}
        />
      );
  }
}
