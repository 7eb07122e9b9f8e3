import { expect, it } from 'vitest';

import { vi } from '#client/i18n/vi.ts';

import { kindWords, outcomeWords } from './outcome-words.ts';

it('names an outcome, with the status of an answer that refused', () => {
  const own = vi.webhooks;
  expect(outcomeWords({ outcome: 'taken', status: 200 }, vi)).toBe(own.outcome.taken);
  expect(outcomeWords({ outcome: 'refused', status: null }, vi)).toBe(own.outcome.refused);
  expect(outcomeWords({ outcome: 'refused', status: 503 }, vi)).toBe(
    own.withStatus({ words: own.outcome.refused, status: '503' }),
  );
});

it('names a kind of event as the register does, and a trial by its own name', () => {
  expect(kindWords('test', vi)).toBe(vi.webhooks.testKind);
  expect(kindWords('recognised', vi)).toBe(vi.register.event.recognised);
});
