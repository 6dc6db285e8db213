/** Remembers the answer for the last arguments: for what is asked every frame and changes rarely. */

export function last<A extends readonly unknown[], R>(make: (...args: A) => R): (...args: A) => R {
  let known: { readonly args: A; readonly result: R } | undefined;
  return (...args) => {
    if (known === undefined || known.args.some((arg, i) => arg !== args[i]))
      known = { args, result: make(...args) };
    return known.result;
  };
}
