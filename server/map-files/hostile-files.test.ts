import { describe, expect, it } from 'vitest';

import { AppError } from '#server/contract/problem.ts';
import { hostileMaps } from '#tests/support/files/hostile-maps.ts';
import { processorTime } from '#tests/support/timing.ts';

import { readAnyTable } from './read-any-table.ts';

const MOST_MILLISECONDS = 20_000;

describe('a hostile map file', () => {
  it.each(hostileMaps())('$says is refused with $code', async ({ content, code }) => {
    const bytes = Buffer.from(content);
    let found: unknown = null;
    const spent = await processorTime(async () => {
      found = await readAnyTable({ fileName: 'a', bytes }).catch((error: unknown) => error);
    });
    expect(found).toBeInstanceOf(AppError);
    expect((found as AppError).code).toBe(code);
    expect(spent).toBeLessThan(MOST_MILLISECONDS);
  });
});
