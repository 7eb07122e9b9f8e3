import { describe, expect, it } from 'vitest';

import { vi } from '#client/i18n/vi.ts';
import { RecordStopResult } from '#server/contract/route-result.ts';

import {
  evidenceOf,
  needsInspection,
  photosOf,
  resultBody,
  resultContext,
  resultEntry,
  withResult,
} from './result-entry.ts';
import type { ResultContext, ResultValues } from './result-entry.ts';

const AT = '2026-11-24T02:30:00.000Z';
const ID = '0f8fad5b-d9cb-469f-a165-70867728950e';
const values = (more: Partial<ResultValues> = {}): ResultValues => ({
  result: 'no_sign',
  obstacle: null,
  reason: '',
  checkedAt: AT,
  note: '',
  inspection: null,
  checklist: {},
  ...more,
});
const context = (more: Partial<ResultContext['stop']> = {}): ResultContext => ({
  routeId: 4,
  stop: {
    id: 7,
    code: 'CS-00001',
    name: 'Cơ sở Minh Họa',
    business: true,
    objectId: 3,
    pointId: null,
    place: [105.85, 21.03],
    ...more,
  },
  resultId: ID,
  arrivedAt: null,
  values: values(),
  position: null,
});
const NOTHING = { known: null, photos: [] };

describe('the result of a stop', () => {
  it('at a business without signs comes with the usual outcome, which a choice is never replaced by', () => {
    expect(withResult(values(), 'no_sign', { objectId: 3 }).inspection).toBe('no_violation');
    expect(withResult(values(), 'signs', { objectId: 3 }).inspection).toBeNull();
    expect(withResult(values(), 'no_sign', { objectId: null }).inspection).toBeNull();
    const reminded = values({ inspection: 'reminder' });
    expect(withResult(reminded, 'no_sign', { objectId: 3 }).inspection).toBe('reminder');
  });

  it('is sent with position, accuracy and photos, at the time of the check', () => {
    const evidence = {
      known: { at: [105.85, 21.03] as [number, number], accuracyMetres: 12 },
      photos: [{ id: ID }],
    };
    const body = resultBody(context(), values({ inspection: 'no_violation' }), evidence);
    expect(RecordStopResult.parse(body)).toMatchObject({
      finishedAt: AT,
      position: [105.85, 21.03],
      accuracyMetres: 12,
      photoIds: [ID],
    });
  });

  it('leaves out an arrival that lies after the time that was entered', () => {
    const before = { ...context(), arrivedAt: '2026-11-24T02:00:00.000Z' };
    const after = { ...context(), arrivedAt: '2026-11-24T03:00:00.000Z' };
    expect(resultBody(before, values(), NOTHING).arrivedAt).toBe(before.arrivedAt);
    expect(resultBody(after, values(), NOTHING).arrivedAt).toBeNull();
  });

  it('sends photos of a point to the point, and all others to the route', () => {
    const photo = { id: ID, file: new File(['a'], 'anh.jpg') };
    const owner = (pointId: number | null) =>
      photosOf([photo], { routeId: 4, pointId }).map(({ fields }) => fields);
    expect(owner(9)).toEqual([{ pointId: '9', purpose: 'check' }]);
    expect(owner(null)).toEqual([{ routeId: '4', purpose: 'check' }]);
  });
});

describe('an entry that an older release has kept', () => {
  const old = {
    routeId: 4,
    stop: { id: 7, code: null, name: 'Quán ven hồ', business: false },
    resultId: ID,
    arrivedAt: null,
    finishedAt: AT,
    values: {
      result: 'could_not_check',
      inspection: null,
      checklist: {},
      obstacle: 'closed',
      reason: '',
      note: 'Cửa khóa',
    },
  };

  it('is opened again in the form of today, with its time, and asks for no position afterwards', () => {
    const read = resultContext({ context: old });
    expect(read.values).toMatchObject({ checkedAt: AT, obstacle: 'closed', note: 'Cửa khóa' });
    expect(read.position).toEqual({ kind: 'left_out' });
    const body = RecordStopResult.parse(resultBody(read, read.values, NOTHING));
    expect(body).toMatchObject({ stopId: 7, finishedAt: AT, obstacle: 'closed' });
    const entry = resultEntry(read, { body, photos: [], lines: [], text: vi });
    expect(resultContext(entry)).toEqual(read);
  });

  it('is still a body that the server takes', () => {
    const { resultId, finishedAt, stop } = old;
    const body = { resultId, stopId: stop.id, arrivedAt: null, finishedAt, result: 'no_sign' };
    expect(RecordStopResult.parse(body)).toMatchObject({ photoIds: [], position: null });
  });
});

describe('the body of a result', () => {
  const checklist = { licence_shown: 'yes' as const };
  const said = { inspection: 'reminder' as const, checklist, obstacle: 'other' as const };
  const body = (more: Partial<ResultValues>, stop: Partial<ResultContext['stop']> = {}) =>
    resultBody(context(stop), values({ ...said, reason: ' Cổng khóa ', ...more }), NOTHING);

  it('has inspection and checklist of a business that was looked at, and no obstacle', () => {
    expect(body({})).toMatchObject({ ...said, obstacle: null, reason: null });
  });

  it('has the obstacle of a visit that could not be made, and nothing of an inspection', () => {
    const hindered = { inspection: null, checklist: {} };
    expect(body({ result: 'could_not_check' })).toMatchObject({
      ...hindered,
      obstacle: 'other',
      reason: 'Cổng khóa',
    });
    expect(body({ result: 'could_not_check', obstacle: 'closed' })).toMatchObject({
      ...hindered,
      obstacle: 'closed',
      reason: null,
    });
  });

  it('has nothing of an inspection at a place that is no business', () => {
    expect(body({}, { business: false })).toMatchObject({ inspection: null, checklist: {} });
  });

  it('keeps an arrival at the very time of the result', () => {
    expect(resultBody({ ...context(), arrivedAt: AT }, values(), NOTHING).arrivedAt).toBe(AT);
  });
});

describe('the outcome of an inspection', () => {
  const needs = (more: Partial<ResultValues>, objectId: number | null = 3) =>
    needsInspection({ ...context().stop, objectId }, values(more));

  it('is needed where a business of the register was looked at and none is chosen', () => {
    expect(needs({})).toBe(true);
    expect(needs({ result: 'signs' })).toBe(true);
    expect(needs({ inspection: 'reminder' })).toBe(false);
    expect(needs({}, null)).toBe(false);
  });

  it('is not needed before a result, nor where nobody could check', () => {
    expect(needs({ result: null })).toBe(false);
    expect(needs({ result: 'could_not_check' })).toBe(false);
  });
});

it('a result that waits is in the lane of its route, under the name of its place', () => {
  const body = RecordStopResult.parse(resultBody(context(), values(), NOTHING));
  const entry = (code: string | null) =>
    resultEntry(context({ code }), { body, photos: [], lines: [], text: vi });
  expect(entry('CS-00001')).toMatchObject({
    kind: 'route-result',
    path: '/api/routes/4/results',
    lane: 'route:4',
    label: 'CS-00001, Cơ sở Minh Họa',
  });
  expect(entry(null).label).toBe('Cơ sở Minh Họa');
});

it('the evidence of a result is there once its photos have been read', () => {
  expect(evidenceOf(context(), null)).toBeNull();
  expect(evidenceOf(context(), [])).toEqual({ position: null, photos: [] });
});
