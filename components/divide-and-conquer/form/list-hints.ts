const figure = (count: number): string => count.toLocaleString('en');

/** What a run of `count` problems takes from a list of `there`. */
export function countHint(count: number, there: number): string {
  if (there === 0) return 'The list is empty.';
  if (there === 1) return 'The list has one problem.';
  return count >= there
    ? `The list has ${figure(there)} problems. All of them are run, in a random order.`
    : `A random sample of the ${figure(there)} problems in the list, without repetition.`;
}

/** Which numbers a list of `there` problems has, and what a larger one means. */
export function itemHint(item: number, there: number): string {
  if (there === 0) return 'The list is empty.';
  if (item <= there && there === 1) return 'The list has one problem.';
  return item > there ? `The list ends at ${figure(there)}: its last problem is used.` : `From 1 to ${figure(there)}.`;
}
