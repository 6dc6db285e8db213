/** What checks found, the worst first: each with its code, and a way to what it is about. */

import { point } from "../../store/session.ts";
import css from "./Findings.module.css";
import { placeNamed, pointTo, showNamed } from "./links.ts";

export interface Found {
  readonly key: string;
  readonly severity: "error" | "warning" | "info";
  readonly code: string;
  readonly message: string;
  /** `tensor:ID`, `node:ID`, `step:N`, as the picture calls them. */
  readonly at: readonly string[];
}

const WORDS = { error: ["✕", "Error"], warning: ["▲", "Warning"], info: ["i", "Note"] } as const;
const WORST = ["error", "warning", "info"] as const;

export function worstFirst(found: readonly Found[]): readonly Found[] {
  return found.toSorted((a, b) => WORST.indexOf(a.severity) - WORST.indexOf(b.severity));
}

export function Findings(props: { label: string; found: readonly Found[]; none: string }) {
  if (props.found.length === 0) return <p className={css.none}>{props.none}</p>;
  return (
    <ul className={css.list} aria-label={props.label}>
      {worstFirst(props.found).map((one) => (
        <Row key={one.key} found={one} />
      ))}
    </ul>
  );
}

function Row({ found }: { found: Found }) {
  const { severity, code, message, at } = found;
  const [icon, word] = WORDS[severity];
  const leads = at.some((name) => placeNamed(name) !== undefined);
  return (
    <li className={css.row} data-severity={severity}>
      <span className={css.severity}>
        <span aria-hidden="true" className={css.icon}>
          {icon}
        </span>
        {word}
      </span>
      <span className={css.what}>
        {leads ? (
          <button
            type="button"
            className={css.message}
            onClick={() => showNamed(at)}
            onPointerEnter={() => pointTo(at)}
            onPointerLeave={() => point(null)}
            onFocus={() => pointTo(at)}
            onBlur={() => point(null)}
          >
            {message}
          </button>
        ) : (
          <span className={css.message}>{message}</span>
        )}
        <span className={css.code}>{code}</span>
      </span>
    </li>
  );
}
