/** Dialogs, and the menu of a thing, in one piece that is loaded after the start. */

export { Gallery } from "./Gallery.tsx";
export { GroupsMenu } from "./GroupsMenu.tsx";
export { HistoryDialog } from "./HistoryDialog.tsx";
export { KeysSheet } from "./KeysSheet.tsx";
export { Palette } from "./Palette.tsx";
export { PictureDialog } from "./PictureDialog.tsx";
export { ShareDialog } from "./ShareDialog.tsx";
