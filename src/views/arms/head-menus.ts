/** What the menus of an arm and of a buffer offer. */

import { gatherStray, nestArm, wrapArm } from "../../core/dialects/arms/edit/arms.ts";
import { relateArms } from "../../core/dialects/arms/edit/relations.ts";
import { type ArmsFacts, showArm, showBuffer } from "../../store/arms.ts";
import {
  addArmAt,
  addBufferBelow,
  dropArm,
  dropBuffer,
  exchange,
  toggleParallel,
} from "../../store/arms-doings.ts";
import { editArms } from "../../store/arms-editing.ts";
import type { MenuEntry, MenuGroup } from "../../ui/Menu.tsx";

/** The arms drawn before and after one, by position; −1 where there is none. */
export interface Neighbours {
  readonly before: number;
  readonly after: number;
}

function besides(arm: string, other: string | undefined, parallel: boolean): MenuEntry[] {
  if (other === undefined) return [];
  return [
    {
      id: `parallel ${other}`,
      title: parallel ? `Run ${arm} and ${other} in a row` : `Set parallel with ${other}`,
      run: () => toggleParallel(arm, other),
    },
    {
      id: `exclusive ${other}`,
      title: `Set exclusive with ${other}: one at a time`,
      run: () => void editArms((document) => relateArms(document, arm, other, "exclusive")),
    },
    {
      id: `nest ${other}`,
      title: `Nest it into ${other}`,
      run: () => void editArms((document) => nestArm(document, arm, other)),
    },
  ];
}

export function armGroups(
  report: ArmsFacts,
  arm: number,
  { before, after }: Neighbours,
  rename: () => void,
): readonly MenuGroup[] {
  const id = report.arms[arm]?.id ?? "";
  if (report.arms[arm]?.stray === true)
    return [
      {
        title: "Statements outside the arms",
        entries: [{ id: "gather", title: "Put them into an arm", run: () => void editArms(gatherStray) }],
      },
    ];
  const earlier = report.arms[before]?.id;
  const later = report.arms[after]?.id;
  const beside = (other: number) => report.arms[arm]?.parallel.includes(other) === true;
  return [
    {
      title: `Arm ${id}`,
      entries: [
        { id: "show", title: "Show what it does", hint: "Enter", run: () => showArm(id) },
        { id: "rename", title: "Rename", hint: "F2", run: rename },
        { id: "after", title: "Add an arm after it", hint: "N", run: () => void addArmAt(id, "after") },
        {
          id: "beside",
          title: "Add an arm beside it",
          hint: "Shift N",
          run: () => void addArmAt(id, "beside"),
        },
        {
          id: "wrap",
          title: "Put it into a new outer arm",
          run: () => void editArms((document) => wrapArm(document, id)),
        },
        { id: "remove", title: "Remove", hint: "Del", run: () => dropArm(id) },
      ],
    },
    {
      title: "Order",
      entries: [
        ...(earlier === undefined
          ? []
          : [
              {
                id: "earlier",
                title: `Exchange with ${earlier}`,
                hint: "Alt ←",
                run: () => void exchange(id, earlier),
              },
            ]),
        ...(later === undefined
          ? []
          : [
              {
                id: "later",
                title: `Exchange with ${later}`,
                hint: "Alt →",
                run: () => void exchange(id, later),
              },
            ]),
      ],
    },
    {
      title: earlier === undefined ? "Before it" : `With ${earlier}`,
      entries: besides(id, earlier, beside(before)),
    },
    { title: later === undefined ? "After it" : `With ${later}`, entries: besides(id, later, beside(after)) },
  ];
}

export function bufferGroups(buffer: string, rename: () => void): readonly MenuGroup[] {
  return [
    {
      title: `Buffer ${buffer}`,
      entries: [
        { id: "show", title: "Show what is known of it", hint: "Enter", run: () => showBuffer(buffer) },
        { id: "rename", title: "Rename", hint: "F2", run: rename },
        { id: "add", title: "Add a buffer below", hint: "N", run: () => void addBufferBelow(buffer) },
        { id: "remove", title: "Remove", hint: "Del", run: () => dropBuffer(buffer) },
      ],
    },
  ];
}
