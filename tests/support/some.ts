/** Gives a list back, and fails where it is empty: a loop over nothing asserts nothing. */
export function some<T>(list: Iterable<T>): T[] {
  const given = [...list];
  if (given.length === 0) throw new Error('the list to be tested is empty');
  return given;
}
