/** The words in a text field of a form, in which a refusal may mark some; empty for any other field. */
export function writtenIn(values: object, path: string): string {
  const value: unknown = Object.entries(values).find(([name]) => name === path)?.[1];
  return typeof value === 'string' ? value : '';
}
