/** The field that a command to rename gives the focus to. */

import { useEffect, useRef } from "react";
import { useStore } from "zustand";
import { rename, renamingStore } from "../../../store/renaming.ts";

/** Gives the field of a name the focus when somebody asked for another name of it. */
export function useNaming(key: string) {
  const input = useRef<HTMLInputElement>(null);
  const asked = useStore(renamingStore, (s) => s.key === key);
  useEffect(() => {
    if (!asked) return;
    input.current?.focus();
    input.current?.select();
    rename(null);
  }, [asked]);
  return input;
}
