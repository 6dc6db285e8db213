/** The parts of setup.mjs that tests call. */

interface Lock {
  readonly packages?: Readonly<Record<string, { readonly version?: string; readonly optional?: boolean }>>;
}

export function isNodeNewEnough(version: string): boolean;
export function isLockMet(lock: Lock, installed: Lock): boolean;
export function isStale(built: string, sources: readonly string[]): boolean;
export function portFrom(text: string | undefined, usual: number): number;
