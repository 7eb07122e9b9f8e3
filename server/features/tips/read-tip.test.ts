import { expect, it } from 'vitest';

import type { TipEventKind } from '#server/contract/tip.ts';

import { clockFactsOf } from './read-tip.ts';

const TIP = {
  kind: 'feedback',
  receivedOn: '2026-03-02',
  acceptedOn: null,
  handledOn: null,
} as const;
const factsAfter = (...kinds: TipEventKind[]) =>
  clockFactsOf(
    TIP,
    kinds.map((kind) => ({ kind, effectiveOn: '2026-03-03' })),
  );

it('the clock ends where a tip was passed on to another authority, and runs on in another commune', () => {
  expect(factsAfter('received', 'transferred').forwarded).toBe(false);
  expect(factsAfter('received', 'forwarded').forwarded).toBe(true);
});

it('only what moves the clock is among its events', () => {
  const { events } = factsAfter('received', 'accepted', 'extended', 'suspended', 'resumed');
  expect(events.map(({ kind }) => kind)).toEqual(['extended', 'suspended', 'resumed']);
});
