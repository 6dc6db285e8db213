/** A connection: its ends, its delay, its place among the others, and what is said of its FIFO. */

import type { DataflowDocument, StreamEdge } from "../../../core/dialects/dataflow/document.ts";
import { feedConstant, reconnect } from "../../../core/dialects/dataflow/edit/connect.ts";
import { changeEdge, type EdgeChange, moveEdge } from "../../../core/dialects/dataflow/edit/edges.ts";
import { edgeWords } from "../../../core/dialects/dataflow/edit/find.ts";
import { runCommand } from "../../../store/commands.ts";
import { chooseStream } from "../../../store/dataflow-chosen.ts";
import { editStream } from "../../../store/dataflow-editing.ts";
import { inputOptions, outputOptions, readEnd } from "./ends.ts";
import { FifoFacts } from "./FifoFacts.tsx";
import { Check, countGiven, Part, Row, SelectField, Small, TextField } from "./fields.tsx";
import css from "./Inspect.module.css";

function Later(props: { edge: StreamEdge; give: (change: EdgeChange) => ReturnType<typeof editStream> }) {
  const { edge, give } = props;
  return (
    <Part title="Where firings are not planned">
      <TextField
        label="length"
        value={edge.asyncLength === undefined ? "" : String(edge.asyncLength)}
        hint="samples"
        give={(text) => countGiven(text, (asyncLength) => give({ asyncLength }))}
      />
      <TextField
        label="scale"
        value={edge.asyncScale === undefined ? "" : String(edge.asyncScale)}
        hint="as the options say"
        give={(text) => {
          const typed = text.trim();
          if (typed === "") return give({ asyncScale: null });
          return Number.isFinite(Number(typed))
            ? give({ asyncScale: Number(typed) })
            : "Write a number above 0.";
        }}
      />
      <Row label="">
        <Check label="weak: it orders nobody" on={edge.weak === true} onChange={(weak) => give({ weak })} />
      </Row>
    </Part>
  );
}

function Ends(props: { document: DataflowDocument; edge: StreamEdge; index: number }) {
  const { document, edge, index } = props;
  const input = document.nodes
    .find(({ id }) => id === edge.to[0])
    ?.inputs?.find(({ name }) => name === edge.to[1]);
  return (
    <>
      {edge.from === undefined ? (
        <TextField
          label="constant"
          value={edge.constant ?? ""}
          give={(text) => editStream((d) => feedConstant(d, edge.to, text))}
        />
      ) : (
        <SelectField
          label="from"
          value={JSON.stringify(edge.from)}
          options={outputOptions(document, input?.type)}
          onChange={(value) => {
            const from = readEnd(value);
            if (from !== undefined) editStream((d) => reconnect(d, index, { from }));
          }}
        />
      )}
      <SelectField
        label="to"
        value={JSON.stringify(edge.to)}
        options={inputOptions(document, input?.type)}
        onChange={(value) => {
          const to = readEnd(value);
          if (to !== undefined) editStream((d) => reconnect(d, index, { to }));
        }}
      />
    </>
  );
}

export function EdgeForm(props: { document: DataflowDocument; edge: StreamEdge; index: number }) {
  const { document, edge, index } = props;
  const give = (change: EdgeChange) => editStream((d) => changeEdge(d, index, change));
  const { from, to } = edge;
  return (
    <>
      <div className={css.head}>
        <h3 className={css.title}>{edgeWords(edge)}</h3>
        {from !== undefined && (
          <Small title={`Choose ${from[0]}`} onClick={() => chooseStream({ kind: "actor", id: from[0] })}>
            ←
          </Small>
        )}
        <Small title={`Choose ${to[0]}`} onClick={() => chooseStream({ kind: "actor", id: to[0] })}>
          →
        </Small>
        <Small title="Delete" onClick={() => runCommand("delete")} />
      </div>
      <Ends document={document} edge={edge} index={index} />
      <Row label="order">
        <span>
          {index + 1} of {document.edges.length}
        </span>
        <Small
          title="Connect it earlier"
          disabled={index === 0}
          onClick={() => editStream((d) => moveEdge(d, index, index - 1))}
        >
          ↑
        </Small>
        <Small
          title="Connect it later"
          disabled={index === document.edges.length - 1}
          onClick={() => editStream((d) => moveEdge(d, index, index + 1))}
        >
          ↓
        </Small>
      </Row>
      {from !== undefined && (
        <>
          <TextField
            label="delay"
            value={String(edge.delay ?? 0)}
            give={(text) => countGiven(text, (delay) => give({ delay }))}
          />
          <TextField
            label="FIFO class"
            value={edge.fifoClass ?? ""}
            hint="the usual one"
            give={(text) => give({ fifoClass: text })}
          />
          <TextField
            label="buffer"
            value={edge.buffer ?? ""}
            hint="of the plan"
            give={(text) => give({ buffer: text })}
          />
          {edge.buffer !== undefined && (
            <Row label="">
              <Check
                label="must be an array"
                on={edge.bufferMustBeArray !== false}
                onChange={(bufferMustBeArray) => give({ bufferMustBeArray })}
              />
            </Row>
          )}
          <Later edge={edge} give={give} />
          <FifoFacts document={document} edge={edge} />
        </>
      )}
    </>
  );
}
