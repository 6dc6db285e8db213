/** The keyboard map, made from the table of commands. */

import { useStore } from "zustand";
import { COMMAND_GROUPS } from "../store/commands/command.ts";
import { COMMANDS, runCommand } from "../store/commands.ts";
import { documentStore } from "../store/document.ts";
import { sessionStore } from "../store/session.ts";
import { showDialog } from "../store/shell.ts";
import { Button } from "../ui/Button.tsx";
import { Dialog } from "../ui/Dialog.tsx";
import css from "./KeysSheet.module.css";
import { keyLabel } from "./keys.ts";

export function KeysSheet() {
  const isStream = useStore(documentStore, (s) => s.document?.kind === "dataflow");
  const singleKeys = useStore(sessionStore, (s) => s.singleKeys);
  return (
    <Dialog title="Keyboard" wide onClose={() => showDialog(null)}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard */}
      <section className={css.columns} tabIndex={0} aria-label="Keys and what they do">
        {COMMAND_GROUPS.map((group) => (
          <section key={group}>
            <h3>{group}</h3>
            <dl>
              {COMMANDS.filter(
                (c) => c.group === group && c.keys.length > 0 && !(isStream && c.restsInStream === true),
              ).map((c) => (
                <div key={c.id}>
                  <dt>
                    {c.keys.map((k) => (
                      <kbd key={k}>{keyLabel(k)}</kbd>
                    ))}
                  </dt>
                  <dd>{c.title}</dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
        <section>
          <h3>In a picture that has the focus</h3>
          <dl>
            <div>
              <dt>
                <kbd>←</kbd>
                <kbd>→</kbd>
              </dt>
              <dd>
                Who is before and after in time; with nothing selected: a step; in the graph: the node beside
              </dd>
            </div>
            <div>
              <dt>
                <kbd>↑</kbd>
                <kbd>↓</kbd>
              </dt>
              <dd>The neighbour in address, or the row; in the graph: along an edge</dd>
            </div>
            <div>
              <dt>
                <kbd>{keyLabel("Shift+←")}</kbd>
                <kbd>→</kbd>
              </dt>
              <dd>
                The cursor by ten steps; with Ctrl to where something is born or dies; with Alt to a mark
              </dd>
            </div>
            <div>
              <dt>
                <kbd>Home</kbd>
                <kbd>End</kbd>
              </dt>
              <dd>The first and last at these addresses, or of this row</dd>
            </div>
            <div>
              <dt>
                <kbd>Enter</kbd>
              </dt>
              <dd>Zoom to the area, else to what is selected</dd>
            </div>
            <div>
              <dt>
                <kbd>{keyLabel("Alt+←")}</kbd>
                <kbd>→</kbd>
                <kbd>↑</kbd>
                <kbd>↓</kbd>
              </dt>
              <dd>Move the chosen boxes by 8 pixels, with Shift by 1</dd>
            </div>
          </dl>
        </section>
        <section>
          <h3>In a dataflow graph</h3>
          <dl>
            <div>
              <dt>
                <kbd>{keyLabel("Shift+←")}</kbd>
                <kbd>→</kbd>
              </dt>
              <dd>In the graph: the next of the FIFOs that enter or leave the node</dd>
            </div>
            <div>
              <dt>
                <kbd>↑</kbd>
                <kbd>↓</kbd>
              </dt>
              <dd>In the schedule: the FIFO above or below</dd>
            </div>
            <div>
              <dt>
                <kbd>Space</kbd>
              </dt>
              <dd>In the schedule: unfolds the loop at the cursor, or folds it</dd>
            </div>
            <div>
              <dt>
                <kbd>Enter</kbd>
              </dt>
              <dd>Selects the node, or who fires at the cursor</dd>
            </div>
          </dl>
        </section>
        <section>
          <h3>Mouse</h3>
          <dl>
            <div>
              <dt>Ctrl wheel</dt>
              <dd>Zoom time at the pointer</dd>
            </div>
            <div>
              <dt>Shift wheel</dt>
              <dd>Move along time</dd>
            </div>
            <div>
              <dt>Drag</dt>
              <dd>Measure an area, with Alt free of edges; on the curve: move the cursor</dd>
            </div>
            <div>
              <dt>Shift drag</dt>
              <dd>Move the picture, as with Space, the middle button or a finger</dd>
            </div>
            <div>
              <dt>Double click</dt>
              <dd>Zoom to a bar</dd>
            </div>
            <div>
              <dt>Right click</dt>
              <dd>What to do with a thing (Shift F10: with the selected one)</dd>
            </div>
          </dl>
        </section>
      </section>
      <footer className={css.foot}>
        <Button onClick={() => runCommand("single-keys")} aria-pressed={singleKeys}>
          Single-key shortcuts: {singleKeys ? "on" : "off"}
        </Button>
      </footer>
    </Dialog>
  );
}
