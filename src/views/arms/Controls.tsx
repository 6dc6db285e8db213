/** What is done to the program as a whole. */

import { addArmHere, addBufferHere, listAllArms, toggleDonating } from "../../store/arms-doings.ts";
import css from "./Arms.module.css";
import type { ArmsModel } from "./model.ts";

export function Controls(props: { model: ArmsModel }) {
  const { document } = props.model;
  const donates = document.donateInputs === true;
  const isDag = document.order?.kind === "dag";
  return (
    <>
      <button type="button" className={css.button} onClick={() => addArmHere("after")}>
        + arm
      </button>
      <button
        type="button"
        className={css.button}
        title="Add an arm that may run at the same time as the one that is shown"
        onClick={() => addArmHere("beside")}
      >
        + beside
      </button>
      <button type="button" className={css.button} onClick={addBufferHere}>
        + buffer
      </button>
      <button
        type="button"
        className={css.button}
        disabled={!isDag}
        title={
          isDag
            ? "Run all arms one after the other, as they are written"
            : "The arms run one after the other already"
        }
        onClick={listAllArms}
      >
        in a row
      </button>
      <button
        type="button"
        className={css.button}
        aria-pressed={donates}
        title="Others may take the bytes of an input once nobody reads it any more"
        onClick={toggleDonating}
      >
        donate inputs
      </button>
    </>
  );
}
