import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

import type { Entry } from '#client/offline/outbox/entry.ts';
import { vi as text } from '#client/i18n/vi.ts';
import { sampleEvent, samplePoint } from '#tests/support/points/sample-point.ts';
import { marked } from '#tests/support/faults/marked-answers.ts';

import { meanwhileAtPoint, plainLines, pointLane } from './outbox-point.ts';

let asked: string[];
const EVENTS = [
  sampleEvent({
    seq: 3,
    kind: 'eliminated',
    recordedAt: '2026-03-03T03:00:00.000Z',
    actorName: 'C',
  }),
  sampleEvent({
    seq: 1,
    kind: 'recognised',
    recordedAt: '2026-03-01T03:00:00.000Z',
    actorName: 'A',
  }),
  sampleEvent({ seq: 2, kind: 'checked', recordedAt: '2026-03-02T03:00:00.000Z', actorName: 'B' }),
];
beforeEach(() => {
  asked = [];
  vi.stubGlobal('localStorage', { getItem: () => null, setItem: () => undefined });
  vi.stubGlobal('location', { origin: 'http://localhost' });
  vi.stubGlobal(
    'fetch',
    marked(async (address: string | URL) => {
      asked.push(new URL(address, 'http://localhost').pathname);
      return Response.json(samplePoint({ events: EVENTS }));
    }),
  );
});
afterEach(() => vi.unstubAllGlobals());

const since = async (seenAt: string) => {
  const entry = { lane: pointLane(7), seenAt } as Entry;
  return (await meanwhileAtPoint(entry, text)).map(({ what, who }) => [what, who]);
};

describe('what others have recorded at a point meanwhile', () => {
  const { event } = text.register;

  it('is each record after the writer had seen it, the oldest first', async () => {
    expect(await since('2026-03-01T03:00:00.000Z')).toEqual([
      [event.checked, 'B'],
      [event.eliminated, 'C'],
    ]);
    expect(asked).toEqual(['/api/points/7']);
  });

  it('is the last record where none is later', async () => {
    expect(await since('2026-03-03T03:00:00.000Z')).toEqual([[event.eliminated, 'C']]);
  });
});

it('the outbox keeps lines of words and numbers, and no drawings', () => {
  const lines = [
    { label: 'a', value: 'x' },
    { label: 'b', value: 0 },
    { label: 'c', value: null },
  ];
  expect(plainLines(lines as Parameters<typeof plainLines>[0])).toEqual([
    { label: 'a', value: 'x' },
    { label: 'b', value: '0' },
  ]);
});
