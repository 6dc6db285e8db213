/** A field over a box or a group in which it is given another name. */

import { type KeyboardEvent, useEffect, useRef } from "react";
import { useStore } from "zustand";
import { type BoxKey, readBoxKey } from "../../../core/box-key.ts";
import { renameNode, renameTensor } from "../../../core/edit/change.ts";
import { renameGroup } from "../../../core/edit/draw.ts";
import { edit, openGraph } from "../../../store/editing.ts";
import { rename, renamingStore } from "../../../store/renaming.ts";
import { broughtIn, centred, NEAR } from "../camera.ts";
import { type Box, boxOf } from "../geometry.ts";
import { framesOf } from "../group-facts.ts";
import { boxByKey, type Scene, sceneStore } from "../scene.ts";
import { glideTo, viewStore } from "../view.ts";
import css from "./Rename.module.css";

/** Screen pixels of the field, at least. */
const WIDE = 110;
const HIGH = 24;

function nameOf(key: BoxKey): string {
  const { kind, id } = readBoxKey(key);
  const groups = openGraph()?.drawing?.groups ?? [];
  return kind === "group" ? (groups.find((g) => g.id === id)?.title ?? id) : id;
}

/** False when it was refused. */
function give(key: BoxKey, name: string): boolean {
  const { kind, id } = readBoxKey(key);
  if (name === nameOf(key)) return true;
  return edit((document) => {
    if (kind === "group") return renameGroup(document, id, name);
    return kind === "node" ? renameNode(document, id, name) : renameTensor(document, id, name);
  }).ok;
}

function placeOf(scene: Scene | null, key: BoxKey): Box | undefined {
  if (scene === null) return undefined;
  const box = boxByKey(scene, key);
  return box < 0 ? framesOf(scene).frames.find((f) => f.key === key) : boxOf(scene.geometry, box);
}

function Field({ of, at, done }: { of: BoxKey; at: Box; done: () => void }) {
  const input = useRef<HTMLInputElement>(null);
  const over = useRef(false);
  const { x, y, zoom } = useStore(viewStore);
  useEffect(() => {
    input.current?.focus();
    input.current?.select();
  }, []);
  const close = () => {
    over.current = true;
    rename(null);
    done();
  };
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    // the canvas has other uses for arrows and Enter
    event.stopPropagation();
    if (event.key === "Escape") close();
    else if (event.key === "Enter" && give(of, event.currentTarget.value.trim())) close();
    else return;
    event.preventDefault();
  };
  const width = Math.max(WIDE, at.width * zoom);
  const height = Math.max(HIGH, Math.min(32, at.height * zoom));
  return (
    <input
      ref={input}
      className={css.field}
      style={{
        left: at.x * zoom + x + (at.width * zoom - width) / 2,
        top: at.y * zoom + y,
        width,
        height,
      }}
      defaultValue={nameOf(of)}
      data-name-field
      aria-label={`New name of ${nameOf(of)}`}
      spellCheck={false}
      autoComplete="off"
      onKeyDown={onKeyDown}
      onBlur={(event) => {
        if (over.current) return;
        give(of, event.currentTarget.value.trim());
        over.current = true;
        rename(null);
      }}
    />
  );
}

/** `done`: gives the focus back to the canvas. */
export function Rename({ done }: { done: () => void }) {
  const key = useStore(renamingStore, (r) => r.key);
  const scene = useStore(sceneStore, (s) => s.scene);
  const overview = useStore(viewStore, (v) => v.overview);
  const at = key === null ? undefined : placeOf(scene, key);
  const found = at !== undefined;
  useEffect(() => {
    const { scene: now } = sceneStore.getState();
    const box = key === null ? undefined : placeOf(now, key);
    const view = viewStore.getState();
    if (box === undefined || !found) return;
    // from afar there is no room for a field
    glideTo(view.overview ? centred(box, view, NEAR) : broughtIn(box, view, view));
  }, [key, found]);
  if (key === null || at === undefined || overview) return null;
  return <Field key={key} of={key} at={at} done={done} />;
}
