const STEPS = [5, 2, 1] as const;

/** The longest of 1, 2 or 5 times a power of ten that is not above `most` (any unit). */
export function niceLength(most: number): number {
  const power = 10 ** Math.floor(Math.log10(most));
  const step = STEPS.find((candidate) => candidate * power <= most) ?? 1;
  return step * power;
}
