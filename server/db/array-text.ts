type Value = string | number | boolean | null;

const MUST_BE_ESCAPED = /["\\]/;

/**
 * Writes a column as the text of an array, to be cast in SQL: `${arrayText(names)}::text::text[]`. The driver would make
 * the same value by value, and the database reads arrays in a fraction of the time that it takes for JSON.
 */
export function arrayText(values: readonly Value[]): string {
  const texts = values.map((value) => {
    if (typeof value === 'number') return value;
    if (typeof value !== 'string') return String(value);
    // Looked for first: hardly any text has one, and replacing takes longer.
    return MUST_BE_ESCAPED.test(value)
      ? `"${value.replaceAll(/["\\]/g, String.raw`\$&`)}"`
      : `"${value}"`;
  });
  return `{${texts.join(',')}}`;
}
