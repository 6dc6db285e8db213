/** Values of small inputs that shapes or branches hang on: a field each; what is given has the file read again. */

import { useId, useState } from "react";
import { useStore } from "zustand";
import type { ContentsSpec } from "../../core/document.ts";
import { documentStore } from "../../store/document.ts";
import { heldStore } from "../../store/held-file.ts";
import { services } from "../../store/services.ts";
import { TextInput } from "../../ui/TextInput.tsx";
import css from "./SizesPane.module.css";
import { TensorLink } from "./TensorLink.tsx";

export function Contents({ contents }: { contents: readonly ContentsSpec[] }) {
  const opening = useStore(documentStore, (s) => s.opening);
  const held = useStore(heldStore, (s) => s.opening === opening);
  return (
    <section className={css.part} aria-label="Values of inputs">
      <h3 className={css.heading}>
        Values of inputs
        <span className={css.says}>
          {held
            ? "shapes or branches hang on them; the file is read again with what you give"
            : "the file is not at hand any more: open it again to give other values"}
        </span>
      </h3>
      <table className={css.table}>
        <tbody>
          {contents.map((spec) => (
            <tr key={spec.id} data-open={spec.values === undefined}>
              <th scope="row" className={css.name}>
                <TensorLink id={spec.id} />
              </th>
              <td>
                <ContentsField spec={spec} held={held} />
              </td>
              <td className={css.note}>
                {spec.elements === 1 ? "one whole number" : `${spec.elements} whole numbers`}
                {spec.values === undefined && ", not known"}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

/** Null: nothing is typed; undefined: not so many whole numbers. */
function readNumbers(text: string, count: number): readonly number[] | null | undefined {
  const words = text.split(/[\s,;]+/).filter((word) => word !== "");
  if (words.length === 0) return null;
  const numbers = words.map((word) =>
    /^[-−]?\d+$/.test(word) ? Number(word.replace("−", "-")) : Number.NaN,
  );
  return numbers.length === count && numbers.every(Number.isSafeInteger) ? numbers : undefined;
}

function ContentsField({ spec, held }: { spec: ContentsSpec; held: boolean }) {
  const id = useId();
  const [draft, setDraft] = useState<string | null>(null);
  const [problem, setProblem] = useState<string | undefined>(undefined);
  const shown = spec.values?.join(", ") ?? "";
  const take = (text: string) => {
    const values = readNumbers(text, spec.elements);
    if (values === undefined) {
      setProblem(spec.elements === 1 ? "Type a whole number." : `Type ${spec.elements} whole numbers.`);
      return;
    }
    setDraft(null);
    if ((values?.join(", ") ?? "") === shown) return;
    services()
      .giveContents(spec.id, values)
      .catch((thrown: unknown) => reportError(thrown));
  };
  return (
    <TextInput
      id={id}
      value={shown}
      draft={draft}
      problem={problem}
      onDraft={(text) => {
        setDraft(text);
        setProblem(undefined);
      }}
      onGive={(text, left) => draft !== null && !(left && problem !== undefined) && take(text)}
      rest={{ "aria-label": `Value of ${spec.id}`, placeholder: "not known", disabled: !held }}
    />
  );
}
