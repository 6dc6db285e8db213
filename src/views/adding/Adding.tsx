/** The palettes of the editor, loaded when the first is asked for or when nobody waits. */

import { useEffect } from "react";
import { useStore } from "zustand";
import type { MemplanDocument } from "../../core/document.ts";
import { tensorOf } from "../../core/edit/index-of.ts";
import { type Asked, ask, askedStore } from "../../store/asking.ts";
import { documentStore } from "../../store/document.ts";
import { outcomeStore } from "../../store/outcome.ts";
import { AddPalette } from "./AddPalette.tsx";
import { ConnectPalette } from "./ConnectPalette.tsx";
import { StreamAddPalette } from "./StreamAddPalette.tsx";
import { StreamConnectPalette } from "./StreamConnectPalette.tsx";

/** The palette that is asked for; undefined: what it was asked about is gone, as when another document is opened. */
function paletteOf(asked: Asked, document: MemplanDocument | null) {
  switch (asked.kind) {
    case "add":
    case "connect": {
      if (document?.kind !== "graph") return undefined;
      if (asked.from !== undefined && tensorOf(document, asked.from) === undefined) return undefined;
      return asked.kind === "add" ? (
        <AddPalette asked={asked} document={document} />
      ) : (
        <ConnectPalette asked={asked} document={document} />
      );
    }
    case "stream-add":
      return document?.kind === "dataflow" ? (
        <StreamAddPalette asked={asked} document={document} />
      ) : undefined;
    case "stream-connect":
      return document?.kind === "dataflow" ? (
        <StreamConnectPalette asked={asked} document={document} />
      ) : undefined;
  }
}

export function Adding() {
  const asked = useStore(askedStore, (s) => s.asked);
  const document = useStore(documentStore, (s) => s.document);
  const troubled = useStore(outcomeStore, (s) => s.trouble !== null);
  // the first document may be on its way
  const waits = document === null && !troubled;
  const palette = asked === null ? null : paletteOf(asked, document);
  const gone = palette === undefined && !waits;
  useEffect(() => {
    if (gone) ask(null);
  }, [gone]);
  return palette ?? null;
}
