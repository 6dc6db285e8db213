/** The menu of a thing, in one piece that is loaded after the start. */

import { outcomeStore } from "../store/outcome.ts";
import { PointMenu } from "../ui/Menu.tsx";
import { type About, groupsOf, menuName } from "./context-groups.ts";

export function GroupsMenu(props: { about: About; onClose: () => void }) {
  const { picture } = outcomeStore.getState();
  const groups = groupsOf(picture, props.about);
  if (groups.length === 0) return null;
  return (
    <PointMenu
      at={props.about}
      label={`What to do with ${menuName(picture, props.about)}`}
      groups={groups}
      onClose={props.onClose}
    />
  );
}
