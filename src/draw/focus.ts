/** A canvas that keyboards reach: an image to pass by, an application while it has the focus. */

/** `keys` by their name in KeyboardEvent.key; `onFocus` says whether a focus ring is due. Returns how to stop. */
export function makeFocusable(
  canvas: HTMLCanvasElement,
  keys: Readonly<Record<string, () => void>>,
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
      const act = keys[event.key];
      if (act === undefined || event.ctrlKey || event.altKey || event.metaKey) return;
      event.preventDefault();
      event.stopPropagation();
      act();
    },
    on,
  );
  return () => stop.abort();
}
