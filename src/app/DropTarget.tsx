/** The whole window takes files and pasted text. */

import { useEffect, useState } from "react";
import { later } from "../store/later.ts";
import { services } from "../store/services.ts";
import { shellStore } from "../store/shell.ts";
import { startClipboard } from "./clipboard.ts";
import css from "./DropTarget.module.css";
import { isInField } from "./where.ts";

function hasFiles(event: DragEvent): boolean {
  return event.dataTransfer?.types.includes("Files") ?? false;
}

function drop(event: DragEvent): void {
  const files = [...(event.dataTransfer?.files ?? [])];
  const [file] = files;
  if (files.length > 1) later(import("./pairs.ts").then(({ openTogether }) => openTogether(files)));
  else if (file !== undefined) later(services().openFile(file));
}

/** A link of ours, dragged from another window; fields take texts themselves. */
function dropLink(event: DragEvent): void {
  const text = event.dataTransfer?.getData("text/plain") ?? "";
  if (isInField(event.target) || !text.includes("#share/")) return;
  event.preventDefault();
  later(services().openLink(text));
}

/** What may be a link: its text is told only when it is dropped. */
function allowLink(event: DragEvent): void {
  const text = event.dataTransfer?.types.includes("text/plain") ?? false;
  if (text && !hasFiles(event) && !isInField(event.target)) event.preventDefault();
}

/** Shows what can be dropped while a file is over the window. */
export function DropTarget() {
  const [over, setOver] = useState(false);
  useEffect(() => {
    const enter = (event: DragEvent) => {
      if (!hasFiles(event)) return;
      event.preventDefault();
      setOver(true);
    };
    const leave = (event: DragEvent) => {
      if (event.relatedTarget === null) setOver(false);
    };
    const dropped = (event: DragEvent) => {
      if (!hasFiles(event)) {
        dropLink(event);
        return;
      }
      event.preventDefault();
      setOver(false);
      drop(event);
    };
    window.addEventListener("dragenter", enter);
    window.addEventListener("dragover", enter);
    window.addEventListener("dragover", allowLink);
    window.addEventListener("dragleave", leave);
    window.addEventListener("drop", dropped);
    const stopClipboard = startClipboard();
    return () => {
      window.removeEventListener("dragenter", enter);
      window.removeEventListener("dragover", enter);
      window.removeEventListener("dragover", allowLink);
      window.removeEventListener("dragleave", leave);
      window.removeEventListener("drop", dropped);
      stopClipboard();
    };
  }, []);
  if (!over) return null;
  const readable = shellStore.getState().formats.filter((f) => f.reads);
  return (
    <div className={css.over} data-testid="drop">
      <p>Drop to open</p>
      <ul>
        {readable.map((f) => (
          <li key={f.id}>
            {f.title} <small>{f.extensions.join(" ")}</small>
          </li>
        ))}
      </ul>
      <small>The file is read here, in this tab, and goes nowhere.</small>
    </div>
  );
}
