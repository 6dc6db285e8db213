/** A pause between two pieces of work on the page's thread, so that neither makes a task in which pointers are not heard. */
export function breath(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve));
}
