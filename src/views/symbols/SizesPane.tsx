/** What symbols and small inputs of the open graph are worth: a row each, those that only a person can tell first. */

import { useMemo } from "react";
import { useStore } from "zustand";
import { setSymbol } from "../../core/edit/change-symbols.ts";
import { isOpen } from "../../core/open-symbol.ts";
import { type BaseSymbol, baseSymbols } from "../../core/symbols.ts";
import { formatBytes, formatCount } from "../../core/units.ts";
import { documentStore } from "../../store/document.ts";
import { edit } from "../../store/editing.ts";
import { PaneHead } from "../../ui/PaneHead.tsx";
import { Contents } from "./Contents.tsx";
import css from "./SizesPane.module.css";
import { TensorLink } from "./TensorLink.tsx";
import { ValueField } from "./ValueField.tsx";

/** What a click of a stepper does. */
const STEPS = [
  { text: "÷2", says: "Half of", to: (n: number) => Math.floor(n / 2) },
  { text: "×2", says: "Twice", to: (n: number) => (n === 0 ? 1 : n * 2) },
] as const;

export function SizesPane() {
  const document = useStore(documentStore, (s) => s.document);
  const graph = document?.kind === "graph" ? document : null;
  const symbols = useMemo(() => (graph === null ? [] : baseSymbols(graph)), [graph]);
  const contents = graph?.contents ?? [];
  const none = symbols.length + contents.length === 0;
  return (
    <section className={css.pane} aria-label="Sizes" data-testid="sizes">
      <PaneHead title="Sizes" says={none ? "" : "what memory is planned at; each change plans anew"} />
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard */}
      <section className={css.body} tabIndex={0} aria-label="Values">
        {none && (
          <p className={css.quiet}>
            Every size of this document is a number. A name in a shape, such as T&lt;=512 x 64, is listed
            here.
          </p>
        )}
        {symbols.length > 0 && (
          <table className={css.table}>
            <thead>
              <tr>
                <th scope="col">symbol</th>
                <th scope="col">value</th>
                <th scope="col">of</th>
                <th scope="col" className={css.number}>
                  tensors
                </th>
                <th scope="col" className={css.number}>
                  bytes
                </th>
                <th scope="col">note</th>
              </tr>
            </thead>
            <tbody>
              {symbols.map((symbol) => (
                <SymbolRow key={symbol.id} symbol={symbol} />
              ))}
            </tbody>
          </table>
        )}
        {contents.length > 0 && <Contents contents={contents} />}
      </section>
    </section>
  );
}

function noteOf(symbol: BaseSymbol): string {
  const most = symbol.most === undefined ? "" : `, at most ${symbol.most}`;
  if (isOpen(symbol)) return `only the data tells it${most}: give a value`;
  if (symbol.asked === true) return `given${most}`;
  return symbol.value === null ? "nothing tells it yet" : "";
}

function SymbolRow({ symbol }: { symbol: BaseSymbol }) {
  const { id, value } = symbol;
  const give = (n: number) => edit((d) => setSymbol(d, id, n));
  return (
    <tr data-open={isOpen(symbol)}>
      <th scope="row" className={css.name}>
        {id}
      </th>
      <td>
        <span className={css.field}>
          <ValueField label={`Value of ${id}`} value={value} give={(n) => give(n)} />
          {STEPS.map(({ text, says, to }) => (
            <button
              key={text}
              type="button"
              className={css.step}
              aria-label={`${says} ${id}`}
              disabled={value === null || to(value) === value || !Number.isSafeInteger(to(value))}
              onClick={() => value !== null && give(to(value))}
            >
              {text}
            </button>
          ))}
        </span>
      </td>
      <td>{symbol.of !== undefined && <TensorLink id={symbol.of} />}</td>
      <td className={css.number}>{formatCount(symbol.tensors.length)}</td>
      <td className={css.number}>{formatBytes(symbol.bytes)}</td>
      <td className={css.note}>{noteOf(symbol)}</td>
    </tr>
  );
}
