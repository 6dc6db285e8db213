/** The quiet frame around the members of an unfolded group, with its title and the button that folds it. */

import type { NodeProps } from "@xyflow/react";
import { memo } from "react";
import { useStore } from "zustand";
import { type BoxKey, readBoxKey } from "../../core/box-key.ts";
import { choose, chooseAlso, chosenStore } from "../../store/chosen.ts";
import { fold } from "./fold.ts";
import css from "./GroupFrame.module.css";
import { meansAlso } from "./hand.ts";
import { inPlace } from "./looking.ts";
import type { BoxNode } from "./shown.ts";

export const GroupFrame = memo(function GroupFrame({ id, data }: NodeProps<BoxNode>) {
  const key = id as BoxKey;
  const chosen = useStore(chosenStore, (c) => c.keys.includes(key));
  const group = readBoxKey(key).id;
  return (
    <div className={css.frame} data-testid={`group-${group}`} data-frame data-chosen={chosen || undefined}>
      <div className={css.head}>
        <button
          type="button"
          className={css.title}
          title="Choose this group"
          aria-pressed={chosen}
          onClick={(event) => {
            event.stopPropagation();
            inPlace(() => (meansAlso(event) ? chooseAlso(key) : choose([key])));
          }}
        >
          {data.title}
        </button>
        <button
          type="button"
          className={css.fold}
          aria-label={`Fold ${data.title}`}
          title="Fold this group into one box"
          onClick={(event) => {
            event.stopPropagation();
            fold(group, true);
          }}
        >
          −
        </button>
      </div>
    </div>
  );
});
