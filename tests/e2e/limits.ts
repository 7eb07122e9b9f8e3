/** Limits that the product promises, in seconds. */
export const LIMITS = {
  firstStart: 30,
  secondStart: 6,
  firstMap: 1.5,
  firstMapThrottled: 4,
  dayStep: 0.15,
  /** On a phone of the street, see street-phone.ts. */
  street: {
    signIn: { seconds: 4, kilobytes: 150 },
    list: { seconds: 3, kilobytes: 80 },
    map: { seconds: 10, kilobytes: 450 },
    photo: { seconds: 2.5 },
    repeatStart: { seconds: 1.5 },
    firstScreen: { seconds: 5 },
  },
} as const;

/**
 * The promises are for a quiet machine with two cores; tests run beside others on shared ones. They fail
 * at this many times the limit, and print the true figure for people to look at.
 */
export const NOISE = 4;

/** One line that says a figure and how it stands to its limit, both in seconds. */
export function against(what: string, seconds: number, limit: number): string {
  const share = Math.round((seconds / limit) * 100);
  return `${what}: ${seconds.toFixed(2)} s (limit ${limit} s, ${share} %)`;
}
