/** A graph while it is being written: nodes over tensors by number, and who makes what. */

import type { ShareRight } from "../../core/document.ts";
import type { Names } from "../names.ts";
import type { Fact, Facts } from "./facts.ts";
import type { Notes } from "./notes.ts";

export interface Draft {
  readonly id: string;
  readonly op: string;
  readonly inputs: number[];
  readonly outputs: number[];
  readonly shares: ShareRight[];
  /** Position in the order of the file. */
  readonly position: number;
  readonly block: Block;
  /** Its outputs follow from its inputs alone, every time. */
  readonly pure: boolean;
}

/** The nodes of one subgraph, between the node that enters it and the one that leaves it. */
export interface Block {
  enter: Draft | null;
  exit: Draft | null;
  readonly members: Draft[];
  /** Where control returns from the subgraphs that members run. */
  readonly returns: Draft[];
}

export function newBlock(): Block {
  return { enter: null, exit: null, members: [], returns: [] };
}

export class Sketch {
  readonly drafts: Draft[] = [];
  readonly #facts: Fact[];
  readonly #producer: (Draft | null)[];
  readonly #tokens = new Map<Draft, number>();
  readonly #names: Names;
  readonly #nodeNames: Names;
  readonly #notes: Notes;

  constructor(facts: Facts, tensorNames: Names, nodeNames: Names, notes: Notes) {
    this.#facts = [...facts.all];
    this.#producer = this.#facts.map(() => null);
    this.#names = tensorNames;
    this.#nodeNames = nodeNames;
    this.#notes = notes;
  }

  /** All tensors: those of the file in its order, then the tokens. */
  get facts(): readonly Fact[] {
    return this.#facts;
  }

  fact(tensor: number): Fact {
    const fact = this.#facts[tensor];
    if (fact === undefined) throw new Error(`there is no tensor ${tensor}`);
    return fact;
  }

  producer(tensor: number): Draft | null {
    return this.#producer[tensor] ?? null;
  }

  add(id: string, op: string, block: Block, pure = false): Draft {
    const draft: Draft = {
      id: this.#nodeNames.take(id),
      op,
      inputs: [],
      outputs: [],
      shares: [],
      position: this.drafts.length,
      block,
      pure,
    };
    this.drafts.push(draft);
    return draft;
  }

  /** Lets a node make a tensor, when nothing else has: else the write is one more use of it. */
  make(draft: Draft, tensor: number): void {
    if (this.fact(tensor).kind === "plain" && this.producer(tensor) === null) {
      this.#producer[tensor] = draft;
      draft.outputs.push(tensor);
      return;
    }
    this.#notes.count("written-twice", `tensor:${this.fact(tensor).id}`);
    if (this.producer(tensor) !== draft) draft.inputs.push(tensor);
  }

  /** Keeps `later` after `earlier` in every order, by a value of no bytes from one to the other. */
  after(later: Draft, earlier: Draft): void {
    let token = this.#tokens.get(earlier);
    if (token === undefined) {
      token = this.#facts.length;
      this.#facts.push({ id: this.#names.take(`${earlier.id}/token`), kind: "plain", bytes: 0, row: null });
      this.#producer.push(earlier);
      this.#tokens.set(earlier, token);
      earlier.outputs.push(token);
    }
    later.inputs.push(token);
  }
}
