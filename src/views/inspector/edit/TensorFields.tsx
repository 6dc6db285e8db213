/** What tensors are: type, size, alignment and place. For one, or for many that are changed together. */

import { bytesOf } from "../../../core/bytes.ts";
import { type Dim, DTYPES, type DType, type GraphDocument, type TensorSpec } from "../../../core/document.ts";
import {
  inferAgain,
  setAlignment,
  setBytes,
  setRole,
  setSymbol,
  setType,
} from "../../../core/edit/change.ts";
import { indexOf } from "../../../core/edit/index-of.ts";
import { markOutputs } from "../../../core/edit/make.ts";
import { ruling } from "../../../core/edit/operators.ts";
import type { EditResult } from "../../../core/edit/types.ts";
import { ok } from "../../../core/result.ts";
import { symbolsOf } from "../../../core/shape-text.ts";
import { sizeFormula } from "../../../core/size-formula.ts";
import { bindingOf, Sizes } from "../../../core/symbols.ts";
import { formatBytesExactly } from "../../../core/units.ts";
import { edit } from "../../../store/editing.ts";
import { ArenaField } from "./ArenaField.tsx";
import css from "./Edit.module.css";
import { SelectField, TextField, TickField } from "./fields.tsx";
import { againstOperator, inferredText } from "./inferred.ts";
import { bytesCodec, common, MIXED, shapeCodec, wholeCodec } from "./texts.ts";

const ROLE_CHOICES = ["input", "constant", "state"] as const;
const DTYPE_OPTIONS = DTYPES.map((dtype) => ({ value: dtype, title: dtype }));
const SIZE = bytesCodec(0);
const ALIGNMENT = bytesCodec(1);
const MAXIMUM = wholeCodec(0);

export interface TensorFieldsProps {
  readonly document: GraphDocument;
  /** At least one. */
  readonly tensors: readonly TensorSpec[];
}

export function TensorFields(props: TensorFieldsProps) {
  const { document, tensors } = props;
  const ids = tensors.map((t) => t.id);
  const given = tensors.every((t) => !indexOf(document).maker.has(t.id));
  const role = common(
    tensors.map((t) => t.role ?? "intermediate"),
    String,
  );
  const alignment = common(
    tensors.map((t) => t.alignment ?? null),
    ALIGNMENT.write,
  );
  const outputs = new Set(document.outputs);
  const final = common(
    ids.map((id) => outputs.has(id)),
    String,
  );
  return (
    <>
      {given && role !== undefined && (
        <SelectField
          label="role"
          value={role}
          options={ROLE_CHOICES.map((value) => ({ value, title: value }))}
          onChange={(value) => {
            const to = ROLE_CHOICES.find((choice) => choice === value);
            if (to !== undefined) edit((d) => setRole(d, ids, to), { merge: `role ${ids}` });
          }}
        />
      )}
      <TypeFields {...props} />
      <SizeField document={document} tensors={tensors} />
      <TextField
        label="alignment"
        field="alignment"
        title="Bytes that its address is a multiple of. Empty: that of its arena."
        codec={ALIGNMENT}
        value={alignment}
        rest={{ placeholder: "by arena" }}
        give={(bytes) => edit((d) => setAlignment(d, ids, bytes))}
      />
      <ArenaField document={document} tensors={tensors} />
      {final !== undefined && (
        <TickField
          label="final"
          text={final === MIXED ? "some are outputs" : "output of the graph"}
          title="Kept to the end of the run."
          checked={final}
          onChange={(on) => edit((d) => keepingChosen(markOutputs(d, ids, on)))}
        />
      )}
    </>
  );
}

/** Who is at a form goes on with what it is of. */
function keepingChosen(edited: EditResult): EditResult {
  if (!edited.ok) return edited;
  const { chosen: _, ...rest } = edited.value;
  return ok(rest);
}

function TypeFields({ document, tensors }: TensorFieldsProps) {
  const ids = tensors.map((t) => t.id);
  const shape = shapeCodec(symbolsOf(document));
  const dtypes = common(
    tensors.map((t) => t.dtype ?? ""),
    String,
  );
  const shapes = common<readonly Dim[] | undefined>(
    tensors.map((t) => t.shape),
    (dims) => (dims === undefined ? "" : shape.write(dims)),
  );
  return (
    <>
      <SelectField
        label="dtype"
        value={dtypes ?? ""}
        options={DTYPE_OPTIONS}
        onChange={(value) =>
          edit((d) => setType(d, ids, { dtype: value as DType }), { merge: `dtype ${ids}` })
        }
      />
      <TextField<readonly Dim[]>
        label="shape"
        field="shape"
        title="Outermost first: 1x128x128, symbols with their maximum: T<=512x64, or scalar."
        codec={shape}
        value={shapes}
        rest={{ placeholder: "not known" }}
        give={(dims) => edit((d) => setType(d, ids, { shape: dims }))}
      />
      <Symbols document={document} tensors={tensors} />
      <Inferred document={document} tensors={tensors} />
    </>
  );
}

/** The symbols that the shapes hang on: what they are planned at, wherever they stand. */
function Symbols({ document, tensors }: TensorFieldsProps) {
  const sizes = new Sizes();
  const names = new Set(tensors.flatMap(({ shape = [] }) => shape.flatMap((dim) => [...sizes.names(dim)])));
  if (names.size === 0) return null;
  const binding = bindingOf(document, sizes);
  return [...names].map((symbol) => (
    <TextField
      key={symbol}
      label={`${symbol} at most`}
      field={`symbol ${symbol}`}
      title={`Memory is planned with ${symbol} at this size, in every shape of the graph.`}
      codec={MAXIMUM}
      value={binding.get(symbol)}
      rest={{ inputMode: "numeric" }}
      give={(n) => edit((d) => setSymbol(d, symbol, n))}
    />
  ));
}

/** Where the type comes from, and the way back to it. */
function Inferred({ document, tensors }: TensorFieldsProps) {
  const { maker } = indexOf(document);
  const ruled = tensors.flatMap((t) => {
    const node = maker.get(t.id);
    return node === undefined || ruling(node) === undefined ? [] : node.op;
  });
  if (ruled.length < tensors.length) return null;
  const typed = tensors.filter((t) => t.typed === "hand").map((t) => t.id);
  const op = common(ruled, String);
  const against = againstOperator(document, tensors);
  return (
    <div className={css.row}>
      <span />
      <span className={css.hint}>
        {typed.length === 0 ? (
          inferredText(document, tensors, typeof op === "string" ? op : "their operators")
        ) : (
          <>
            {against !== undefined ? (
              <span className={css.against}>{against}</span>
            ) : typed.length === tensors.length ? (
              "typed by hand"
            ) : (
              `${typed.length} typed by hand`
            )}{" "}
            ·{" "}
            <button
              type="button"
              className={css.link}
              onClick={() => edit((d) => inferAgain(d, typed))}
              title="Give dtype and shape back to the operator"
            >
              infer again
            </button>
          </>
        )}
      </span>
    </div>
  );
}

function SizeField({ document, tensors }: TensorFieldsProps) {
  const ids = tensors.map((t) => t.id);
  const bytes = common(
    tensors.map((t) => t.bytes ?? null),
    SIZE.write,
  );
  const computed = tensors.map(({ bytes: _, ...type }) => bytesOf(type)).filter((size) => size.ok);
  const sizes = common(
    computed.map((size) => size.value),
    String,
  );
  const says =
    sizes === undefined || computed.length < tensors.length
      ? "no shape to tell"
      : sizes === MIXED
        ? "by their shapes"
        : formatBytesExactly(sizes);
  const [only, ...others] = tensors;
  const formula = others.length === 0 ? sizeFormula(only, document.symbols) : "";
  return (
    <TextField
      label="bytes"
      field="bytes"
      title="By hand, such as 8 KiB or 8192. Empty: by dtype and shape."
      codec={SIZE}
      value={bytes}
      rest={{ placeholder: says }}
      {...(formula === "" ? {} : { hint: `= ${formula}` })}
      give={(size) => edit((d) => setBytes(d, ids, size))}
    />
  );
}
