/** What stands over the centre panes when it is asked for, in one piece that is loaded after the start. */

export { FindBar } from "../views/find/FindBar.tsx";
export { Legend } from "../views/legend/Legend.tsx";
export { MethodTabs } from "../views/methods/MethodTabs.tsx";
