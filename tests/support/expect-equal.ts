import { isDeepStrictEqual } from 'node:util';

import { expect } from 'vitest';

/**
 * Expects like `toEqual`, for loops and for columns of bytes: Node compares a thousand times faster, and Vitest names
 * the differences where there are some.
 */
export function expectEqual(actual: unknown, expected: unknown): void {
  if (!isDeepStrictEqual(actual, expected)) expect(actual).toEqual(expected);
}
