/** What a form is about: drafts are kept under its key, and given only while it is there. */

import { createContext } from "react";

export interface FormThing {
  readonly key: string;
  /** Whether the open document still has it. */
  readonly alive: () => boolean;
}

export const ThingContext = createContext<FormThing>({ key: "", alive: () => true });
