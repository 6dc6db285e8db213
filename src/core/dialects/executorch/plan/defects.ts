/** Which of the original's defects a plan is made with: all of them, none, or all but one, which shows what that one does. */

export interface Defects {
  /** Greedy of a list starts from the arenas that naive before it has filled. */
  readonly suiteCharges: boolean;
  /** Sizes are rounded for the order by what a spec had before, not by what they are placed with. */
  readonly staleOrder: boolean;
  /** An arena that the parent does not use itself forgets what its bodies need. */
  readonly forgetsBodies: boolean;
  /** What takes over bytes goes to its base after all others, and nobody looks who lives there. */
  readonly uncheckedBases: boolean;
  /** Bodies' bytes are built upon without rounding. */
  readonly unroundedBodies: boolean;
  /** Placements over memories do not know of bodies. */
  readonly blindMemories: boolean;
}

export const NO_DEFECTS: Defects = {
  suiteCharges: false,
  staleOrder: false,
  forgetsBodies: false,
  uncheckedBases: false,
  unroundedBodies: false,
  blindMemories: false,
};

export const ALL_DEFECTS: Defects = {
  suiteCharges: true,
  staleOrder: true,
  forgetsBodies: true,
  uncheckedBases: true,
  unroundedBodies: true,
  blindMemories: true,
};
