import { expect, it } from 'vitest';

import { vi as words } from '#client/i18n/vi.ts';

import { describeError } from './describe-error.ts';
import { ApiUnreachable } from './problem.ts';

it('speaks of typed words only where something was to be written', () => {
  const lost = new ApiUnreachable('network');
  expect(describeError(lost, 'vi').sentence).toBe(words.common.unreachable);
  expect(describeError(lost, 'vi', { reads: true }).sentence).toBe(words.common.unreachableToRead);
});
