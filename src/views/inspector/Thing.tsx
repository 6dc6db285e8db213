/** A thing of the plan as a button: pointing at it lights it up everywhere, a click selects it and goes there. */

import type { ReactNode } from "react";
import { useStore } from "zustand";
import { fillPaint } from "../../draw/palette.ts";
import { storageName, targetName, targetOfStorage } from "../../store/facts.ts";
import { fillNow, looksStore } from "../../store/looks.ts";
import type { Picture } from "../../store/outcome.ts";
import { request } from "../../store/requests.ts";
import { point, select, sessionStore, type Target } from "../../store/session.ts";
import { MiddleText } from "../../ui/MiddleText.tsx";
import { Swatch } from "../../ui/Swatch.tsx";
import css from "./Inspector.module.css";

/** The handlers that make an element a link to a thing. */
function linkTo(target: Target, stays = false) {
  return {
    onPointerEnter: () => point(target),
    onPointerLeave: () => point(null),
    onFocus: () => point(target),
    onBlur: () => point(null),
    onClick: () => {
      if (!stays) select(target);
      request({ kind: "reveal", target });
    },
  };
}

/** A name inside a sentence or a list of names. `beside`: a click goes there and leaves the selection, which is a pair. */
export function Link(props: { picture: Picture; target: Target; text?: string; beside?: boolean }) {
  const name = targetName(props.picture, props.target);
  return (
    <button type="button" className={css.link} {...linkTo(props.target, props.beside)}>
      <MiddleText text={props.text ?? name} title={name} />
    </button>
  );
}

/** The swatch of a storage, in the colour that all panes give it. */
export function StorageSwatch(props: { picture: Picture; storage: number }) {
  useStore(sessionStore, (s) => s.colourBy);
  useStore(looksStore, (s) => s.tints);
  const fill = fillNow(props.picture, props.storage);
  return <Swatch light={fillPaint(fill, "light").fill} dark={fillPaint(fill, "dark").fill} />;
}

/** A storage on a line of its own: swatch, name, and values at the right. */
export function StorageRow(props: {
  picture: Picture;
  storage: number;
  current?: boolean;
  title?: string;
  /** Instead of the storage's own name: that of a tensor in it. */
  name?: string;
  children: ReactNode;
}) {
  const { picture, storage } = props;
  return (
    <button
      type="button"
      className={css.row}
      aria-current={props.current === true ? "true" : undefined}
      title={props.title}
      {...linkTo(targetOfStorage(picture, storage))}
    >
      <StorageSwatch picture={picture} storage={storage} />
      <span className={css.rowName}>
        <MiddleText text={props.name ?? storageName(picture, storage)} />
      </span>
      <span className={css.rowValue}>{props.children}</span>
    </button>
  );
}
