import { describe, expect, it } from 'vitest';

import { vi } from '#client/i18n/vi.ts';
import { RecordCheckBody } from '#server/contract/check.ts';

import { bodyOf, instantAt, missingOf, timeOf, type CheckValues } from './check-values.ts';

const NOW = '2026-11-24T03:00:00.000Z';
const values = (more: Partial<CheckValues> = {}): CheckValues => ({
  result: 'no_sign',
  obstacle: null,
  reason: '',
  checkedAt: NOW,
  note: '',
  ...more,
});
const NOTHING_MORE = { position: null, photoIds: [] };
const missing = (more: Partial<CheckValues>) => Object.keys(missingOf(values(more), NOW, vi));

describe('a check that is filled in', () => {
  it('asks for a result and nothing else', () => {
    expect(missing({})).toEqual([]);
    expect(missing({ result: null })).toEqual(['result']);
  });

  it('asks why it could not be done, in words only for another reason', () => {
    const result = 'could_not_check';
    expect(missing({ result })).toEqual(['obstacle']);
    expect(missing({ result, obstacle: 'closed' })).toEqual([]);
    expect(missing({ result, obstacle: 'other', reason: ' ' })).toEqual(['reason']);
    const short = bodyOf(values({ result, obstacle: 'other', reason: ' a ' }), NOTHING_MORE);
    const faults = RecordCheckBody.safeParse(short).error?.issues.map(({ path }) => path);
    expect(faults).toEqual([['reason']]);
  });

  it('takes no moment of tomorrow', () => {
    expect(missing({ checkedAt: '2026-11-24T03:01:00.000Z' })).toEqual(['checkedAt']);
    expect(missing({ checkedAt: null })).toEqual(['checkedAt']);
  });

  it('sends one body that the server takes as it is, on the day of the city', () => {
    const late = values({ checkedAt: '2026-11-23T17:30:00.000Z', obstacle: 'closed' });
    const body = bodyOf(late, {
      position: { at: [105.85, 21.03], accuracyMetres: 12 },
      photoIds: ['0f8fad5b-d9cb-469f-a165-70867728950e'],
    });
    expect(body).toMatchObject({ effectiveOn: '2026-11-24', obstacle: null, reason: null });
    expect(RecordCheckBody.parse(body)).toEqual(body);
  });

  it('reads and writes the clock of the city', () => {
    expect(instantAt('2026-11-24', '00:30')).toBe('2026-11-23T17:30:00.000Z');
    expect(timeOf('2026-11-23T17:30:00.000Z')).toBe('00:30');
    expect(instantAt('', '00:30')).toBeNull();
    expect(instantAt('2026-11-24', '')).toBeNull();
  });
});
