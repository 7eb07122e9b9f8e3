/** One measured number of `npm run bench`. */
export type Row = {
  suite: string;
  subject: string;
  case: string;
  metric: string;
  value: number;
  unit: string;
};

/** The value below which `share` of the numbers lie. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}
