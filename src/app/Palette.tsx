/** The palette: one field that finds commands, tensors, nodes, buffers and steps. */

import { Autocomplete } from "@base-ui/react/autocomplete";
import { useEffect } from "react";
import { useStore } from "zustand";
import { request } from "../store/requests.ts";
import { shellStore, showDialog } from "../store/shell.ts";
import { Dialog } from "../ui/Dialog.tsx";
import css from "./Palette.module.css";
import { type Found, find } from "./search.ts";

function close(): void {
  showDialog(null);
}

function take(found: Found): void {
  close();
  found.run();
}

export function Palette() {
  const text = useStore(shellStore, (s) => s.sought);
  const early = useStore(shellStore, (s) => s.soughtFirst);
  const found = find(text);
  const [first] = found;
  useEffect(() => {
    // asked for once more meanwhile, it seeks something else
    if (early && first !== undefined && shellStore.getState().soughtFirst) take(first);
  }, [early, first]);
  useEffect(
    () => () => {
      // what had the focus may be gone with what was shown before
      if (document.activeElement === document.body) request({ kind: "focus-graph" });
    },
    [],
  );
  return (
    <Dialog title="Find" onClose={close}>
      <Autocomplete.Root
        inline
        open
        mode="none"
        items={found}
        value={text}
        onValueChange={(value, details) => {
          if (details.reason !== "item-press") shellStore.setState({ sought: value });
        }}
        itemToStringValue={(item) => item.title}
        autoHighlight="always"
      >
        <Autocomplete.Input
          className={css.input ?? ""}
          placeholder="A tensor, a node, a buffer, a step, a command"
          aria-label="Find a tensor, a node, a buffer, a step or a command"
          data-first
          onKeyDown={(event) => {
            // Enter may come before the list has marked its first answer
            const marked = event.currentTarget.getAttribute("aria-activedescendant") !== null;
            if (event.key !== "Enter" || marked || first === undefined) return;
            event.preventDefault();
            take(first);
          }}
        />
        <Autocomplete.Empty className={css.empty ?? ""}>Nothing is called that.</Autocomplete.Empty>
        <Autocomplete.List className={css.list ?? ""}>
          {(item: Found) => (
            <Autocomplete.Item
              key={item.id}
              value={item}
              className={css.item ?? ""}
              onClick={() => take(item)}
            >
              <span className={css.kind}>{item.kind}</span>
              <span className={css.title}>{item.title}</span>
              <span className={css.hint}>{item.hint}</span>
            </Autocomplete.Item>
          )}
        </Autocomplete.List>
      </Autocomplete.Root>
    </Dialog>
  );
}
