/** A menu whose machinery comes after the start; until then its button stands there, and one that is pressed opens when it comes. */

import { lazy, Suspense, useState } from "react";
import { Button } from "./Button.tsx";
import type { MenuProps } from "./Menu.tsx";

const LoadedMenu = lazy(async () => ({ default: (await import("./Menu.tsx")).Menu }));

export function LaterMenu(props: MenuProps) {
  const [asked, setAsked] = useState(false);
  const button = (
    <Button look={props.look ?? "plain"} aria-label={props.label} onClick={() => setAsked(true)}>
      {props.trigger}
    </Button>
  );
  return (
    <Suspense fallback={button}>
      <LoadedMenu {...props} opens={asked} />
    </Suspense>
  );
}
