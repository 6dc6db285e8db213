/** The lower panes in one piece that is loaded after the start. */

export { FreedomPane } from "../views/freedom/FreedomPane.tsx";
export { Planners } from "../views/planners/Planners.tsx";
export { Problems } from "../views/problems/Problems.tsx";
export { SettingsPanel } from "../views/settings/SettingsPanel.tsx";
export { SizesPane } from "../views/symbols/SizesPane.tsx";
export { PlanTable } from "../views/table/PlanTable.tsx";
