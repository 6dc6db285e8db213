/** What an arm does, one line a statement; what is nested in it further in. */

import type { ArmsDocument } from "../../core/dialects/arms/document.ts";
import type { ArmPlace } from "../../core/dialects/arms/edit/order.ts";
import { type Path, pathKey } from "../../core/dialects/arms/edit/path.ts";
import { insertItem } from "../../core/dialects/arms/edit/statements.ts";
import { formatCount } from "../../core/units.ts";
import { linesOf } from "../../look/arms/lines.ts";
import { editArms } from "../../store/arms-editing.ts";
import { tell } from "../../store/spoken.ts";
import type { ArmsModel } from "./model.ts";
import css from "./Side.module.css";
import { StatementLine } from "./StatementLine.tsx";
import { givenIn, isKind, KINDS, ofKind } from "./statement-kinds.ts";

/** Lines that are drawn; longer arms are edited through the cells. */
const MOST = 400;

/** A list of kinds that adds one of them. */
function AddStatement(props: { document: ArmsDocument; path: Path; label: string }) {
  const { document, path, label } = props;
  return (
    <select
      className={css.add}
      aria-label={label}
      value=""
      onChange={(e) => {
        const kind = e.target.value;
        if (!isKind(kind)) return;
        const item = ofKind(kind, undefined, givenIn(document));
        if (item === undefined) tell("Add a buffer first.");
        else editArms((d) => insertItem(d, path, item));
      }}
    >
      <option value="">+ statement…</option>
      {KINDS.map(({ id, title }) => (
        <option key={id} value={id}>
          {title}
        </option>
      ))}
    </select>
  );
}

export function Statements(props: { model: ArmsModel; place: ArmPlace }) {
  const { model, place } = props;
  const { document } = model;
  const lines = linesOf(place.region.body, place.at);
  return (
    <>
      <ol className={css.lines} aria-label={`What ${place.id} does`} data-testid="statements">
        {lines.slice(0, MOST).map((line) => (
          <li
            key={`${line.kind} ${pathKey(line.path)}`}
            className={css.line}
            style={{ paddingLeft: line.depth * 14 }}
            data-path={pathKey(line.path)}
          >
            {line.kind === "otherwise" ? (
              <span className={css.quietly}>otherwise</span>
            ) : (
              <StatementLine document={document} line={line} />
            )}
          </li>
        ))}
      </ol>
      {lines.length > MOST && (
        <p className={css.quietly}>and {formatCount(lines.length - MOST)} more statements</p>
      )}
      <AddStatement
        document={document}
        path={[place.at, place.region.body.length]}
        label={`Add a statement to ${place.id}`}
      />
    </>
  );
}
