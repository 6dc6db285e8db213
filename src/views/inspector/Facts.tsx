/** The rows of facts at the top of the inspector: a word, a value, and a way to copy it. */

import type { ReactNode } from "react";
import { services } from "../../store/services.ts";
import { CopyButton } from "../../ui/CopyButton.tsx";
import css from "./Inspector.module.css";

/** `shown` is false where a form above has the name. */
export function Head(props: { name: string; shown?: boolean; children?: ReactNode }) {
  return (
    <div className={css.head}>
      {props.shown !== false && (
        <h3 className={css.name}>
          {props.name}
          <CopyButton what="name" copy={() => services().copyText(props.name)} />
        </h3>
      )}
      {props.children !== undefined && <p className={css.sub}>{props.children}</p>}
    </div>
  );
}

export function Facts(props: { children: ReactNode }) {
  return <dl className={css.facts}>{props.children}</dl>;
}

/** `copy`: the text that the copy button takes; absent: the value is not worth one. */
export function Fact(props: { name: string; title?: string; copy?: string; children: ReactNode }) {
  const { copy } = props;
  return (
    <div className={css.fact} title={props.title}>
      <dt>{props.name}</dt>
      <dd>
        <span className={css.factValue}>{props.children}</span>
        {copy !== undefined && <CopyButton what={props.name} copy={() => services().copyText(copy)} />}
      </dd>
    </div>
  );
}

export function Section(props: { title: string; says?: string; children: ReactNode }) {
  return (
    <section className={css.section} aria-label={props.title}>
      <h3 className={css.heading}>
        {props.title}
        {props.says !== undefined && <span className={css.says}>{props.says}</span>}
      </h3>
      {props.children}
    </section>
  );
}
