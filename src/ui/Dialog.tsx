/** A modal dialog on the native element: the browser keeps focus inside and gives Escape. */

import { type ReactNode, useEffect, useLayoutEffect, useRef } from "react";
import css from "./Dialog.module.css";

export function Dialog(props: {
  title: string;
  wide?: boolean;
  /** Narrow, at the right edge, and nothing behind it is dimmed. */
  beside?: boolean;
  onClose: () => void;
  children: ReactNode;
}) {
  const ref = useRef<HTMLDialogElement>(null);
  const { onClose } = props;
  useLayoutEffect(() => {
    const dialog = ref.current;
    if (dialog === null) return;
    if (!dialog.open) dialog.showModal();
    // the browser would take the close button
    dialog.querySelector<HTMLElement>("[data-first]")?.focus();
    // gives the focus back to what had it
    return () => dialog.close();
  }, []);
  useEffect(() => {
    const dialog = ref.current;
    if (dialog === null) return;
    // it comes later, when the dialog may be open again
    const closed = () => {
      if (!dialog.open) onClose();
    };
    const outside = (event: MouseEvent) => {
      if (event.target === dialog) onClose();
    };
    dialog.addEventListener("close", closed);
    dialog.addEventListener("click", outside);
    return () => {
      dialog.removeEventListener("close", closed);
      dialog.removeEventListener("click", outside);
    };
  }, [onClose]);
  return (
    <dialog
      ref={ref}
      className={[css.dialog, props.wide && css.wide, props.beside && css.beside].filter(Boolean).join(" ")}
      aria-label={props.title}
    >
      <div className={css.body}>
        <header className={css.head}>
          <h2>{props.title}</h2>
          <button type="button" className={css.close} aria-label="Close" onClick={onClose}>
            ✕
          </button>
        </header>
        {props.children}
      </div>
    </dialog>
  );
}
