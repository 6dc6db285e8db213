/** A canvas that keyboards reach: an image to pass by, an application while it has the focus. */

/** Its name with the modifiers that are held: `ArrowLeft`, `Shift+ArrowLeft`, `Control+Home`. */
function nameOfKey({ key, ctrlKey, metaKey, altKey, shiftKey }: KeyboardEvent): string {
  const held = [...(ctrlKey || metaKey ? ["Control"] : []), ...(altKey ? ["Alt"] : [])];
  return [...held, ...(shiftKey ? ["Shift"] : []), key].join("+");
}

/**
 * `keys` by their name in KeyboardEvent.key after `Control+`, `Alt+`, `Shift+`, in this order; one that returns false
 * leaves the key to the page. `onFocus` says whether a focus ring is due. Returns how to stop.
 */
export function makeFocusable(
  canvas: HTMLCanvasElement,
  keys: Readonly<Record<string, () => boolean>>,
  onFocus: (visible: boolean) => void,
): () => void {
  const stop = new AbortController();
  const on = { signal: stop.signal };
  const become = (role: "img" | "application", visible: boolean) => {
    canvas.setAttribute("role", role);
    onFocus(visible);
  };
  canvas.tabIndex = 0;
  canvas.setAttribute("role", "img");
  canvas.addEventListener("focus", () => become("application", canvas.matches(":focus-visible")), on);
  canvas.addEventListener("blur", () => become("img", false), on);
  canvas.addEventListener(
    "keydown",
    (event) => {
      if (keys[nameOfKey(event)]?.() !== true) return;
      event.preventDefault();
      event.stopPropagation();
    },
    on,
  );
  return () => stop.abort();
}
