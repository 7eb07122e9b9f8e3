import { describe, expect, it } from 'vitest';

import { sameSpot } from '#client/features/routes/desk/use-stop-drag.ts';
import { vi } from '#client/i18n/vi.ts';
import type { Entry, NewEntry } from '#client/offline/outbox/entry.ts';

import { finishContext, finishEntry } from './end-shift.tsx';
import { newUnplanned, unplannedContext, unplannedEntry } from './unplanned-entry.ts';

const { field } = vi.routes;
const kept = (entry: NewEntry) => entry as unknown as Entry;

describe('the end of a shift that waits to be sent', () => {
  const route = { routeId: 4, title: 'Kiểm tra sau triệt xóa', teamName: 'Tổ Một' };
  const body = { shiftId: 7, reason: null, finishedAt: '2026-11-24T09:00:00.000Z' };

  it('goes out behind the results of its route, under the name of route and team', () => {
    const entry = finishEntry(route, { body, left: 'còn 2 điểm dừng', text: vi });
    expect(entry).toMatchObject({
      kind: 'finish-shift',
      path: '/api/routes/4/finish',
      body,
      lane: 'route:4',
      title: field.finish,
      label: 'Kiểm tra sau triệt xóa, Tổ Một',
      lines: [{ label: field.rest, value: 'còn 2 điểm dừng' }],
    });
    expect(finishContext(kept(entry))).toEqual({
      routeId: 4,
      shiftId: 7,
      finishedAt: '2026-11-24T09:00:00.000Z',
    });
  });

  it('says why it ended with stops still open', () => {
    const early = { ...body, reason: 'Mưa lớn, đường ngập' };
    const { lines } = finishEntry(route, { body: early, left: 'còn 2 điểm dừng', text: vi });
    expect(lines.at(-1)).toEqual({ label: field.finishReason, value: 'Mưa lớn, đường ngập' });
  });

  it('says nothing of what is left where nothing is', () => {
    expect(finishEntry(route, { body, left: null, text: vi }).lines).toEqual([]);
  });
});

describe('a stop that nobody had planned, before it is sent', () => {
  it('has keys of its own each time, and nothing said of it', () => {
    const [one, other] = [newUnplanned(4, 7), newUnplanned(4, 7)];
    expect(new Set([one.key, one.resultId, other.key, other.resultId]).size).toBe(4);
    expect(one).toMatchObject({
      routeId: 4,
      shiftId: 7,
      finishedAt: null,
      values: { name: '', place: null, result: null, note: '' },
    });
  });

  it('goes out with its photos, which belong to the route, behind what the route has', () => {
    const context = newUnplanned(4, 7);
    const body = {
      key: context.key,
      shiftId: 7,
      name: 'Quán ven hồ',
      place: [105.85, 21.03] as [number, number],
      result: null,
    };
    const photo = { id: 'a', file: new File(['a'], 'anh.jpg') };
    const entry = unplannedEntry(context, { body, photos: [photo], lines: [], text: vi });
    expect(entry).toMatchObject({
      kind: 'unplanned-stop',
      path: '/api/routes/4/unplanned',
      body,
      lane: 'route:4',
      title: field.addStop,
      label: 'Quán ven hồ',
      attachments: [{ id: 'a', fields: { routeId: '4', purpose: 'check' } }],
    });
    expect(unplannedContext(kept(entry))).toBe(context);
  });
});

it('two places to drop a stop at are one where team and next stop are the same', () => {
  const place = { shiftId: 7, before: 3 };
  expect(sameSpot(place, { ...place })).toBe(true);
  expect(sameSpot(place, { ...place, before: null })).toBe(false);
  expect(sameSpot(place, { ...place, shiftId: null })).toBe(false);
  expect(sameSpot(place, null)).toBe(false);
  expect(sameSpot(null, null)).toBe(true);
});
