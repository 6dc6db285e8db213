/** Everything that hands do on the canvas of the graph, in one piece that is loaded after the start. */

import { useEffect, useRef } from "react";
import { Doing } from "./Doing.tsx";
import "./Hands.module.css";
import { takeHands } from "./hands.ts";
import { Rename } from "./Rename.tsx";
import { Sentences } from "./Sentences.tsx";

function hostOf(mark: Element | null): HTMLElement | null {
  return mark?.closest<HTMLElement>(".react-flow") ?? null;
}

/** `ready` is called when the canvas listens. */
export function Hands({ ready }: { readonly ready: () => void }) {
  const mark = useRef<HTMLSpanElement>(null);
  useEffect(() => {
    const host = hostOf(mark.current);
    if (host === null) return;
    const stop = takeHands(host);
    ready();
    return stop;
  }, [ready]);
  return (
    <>
      <span ref={mark} hidden data-testid="hands" />
      <Sentences />
      <Doing />
      <Rename done={() => hostOf(mark.current)?.focus()} />
    </>
  );
}
