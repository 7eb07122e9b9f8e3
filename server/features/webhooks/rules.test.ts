import { describe, expect, it } from 'vitest';

import {
  cloudEvent,
  figuresOf,
  nextAttemptAfter,
  type OutgoingEvent,
  pauseAfter,
  testEvent,
} from './rules.ts';

const NOW = '2026-11-24T03:00:00.000Z';
const EVENT: OutgoingEvent = {
  number: 7,
  id: '8c1c5a2e-52f4-4b2c-9d1f-0a3c7f1d2e4b',
  kind: 'handover_confirmed',
  onDay: '2026-11-23',
  notedAt: NOW,
  pointCode: 'HK-001',
  replaces: null,
  communes: [
    { id: 1, code: '00070' },
    { id: 2, code: '00073' },
  ],
  figures: null,
};

describe('an event that leaves', () => {
  const dataFor = (detail: 'events' | 'points', communeIds: number[]) =>
    JSON.parse(cloudEvent(EVENT, { detail, communeIds }, 'https://diaban.example'));

  it('is a CloudEvent with its day and communes, and nothing else', () => {
    expect(dataFor('events', [])).toEqual({
      specversion: '1.0',
      id: EVENT.id,
      source: 'https://diaban.example',
      type: 'diaban.point.handover_confirmed.v1',
      time: NOW,
      datacontenttype: 'application/json',
      data: { day: '2026-11-23', communes: ['00070', '00073'] },
    });
  });

  it('names the point only to a receiver of points, and communes of its reach alone', () => {
    expect(dataFor('points', [2]).data).toEqual({
      day: '2026-11-23',
      communes: ['00073'],
      point: 'HK-001',
    });
  });

  it('carries figures in bands, cut to the communes of the receiver', () => {
    const figures = figuresOf(EVENT.communes, (status, code) =>
      status === 'recurring' ? 1 : code === '00073' ? 4 : 6,
    );
    const event = { ...EVENT, kind: 'figures_of_day', figures, communes: [], pointCode: null };
    const told = JSON.parse(cloudEvent(event, { detail: 'figures', communeIds: [2] }, 'x'));
    expect(told.type).toBe('diaban.figures_of_day.v1');
    expect(told.data).toEqual({
      day: '2026-11-23',
      communes: [
        {
          code: '00073',
          counts: {
            active: { from: 3, to: 5 },
            eliminated: { from: 3, to: 5 },
            handed_over: { from: 3, to: 5 },
            recurring: { from: 0, to: 2 },
          },
        },
      ],
    });
  });
});

describe('an event about another one, or about nothing that can leave', () => {
  const told = (more: Partial<OutgoingEvent>, detail: 'events' | 'points') =>
    JSON.parse(cloudEvent({ ...EVENT, ...more }, { detail, communeIds: [9] }, 'x')).data;

  it('names the event that it corrects, to every receiver, and no commune beyond its reach', () => {
    expect(told({ replaces: 'before' }, 'events')).toEqual({
      day: '2026-11-23',
      communes: [],
      replaces: 'before',
    });
  });

  it('says that there is no point where a receiver of points is told', () => {
    expect(told({ pointCode: null }, 'points')).toMatchObject({ point: null });
  });

  it('has its time as an instant of Greenwich, however it was noted', () => {
    const noted = { ...EVENT, notedAt: '2026-11-24T10:00:00+07:00' };
    const event = JSON.parse(cloudEvent(noted, { detail: 'events', communeIds: [] }, 'x'));
    expect(event.time).toBe(NOW);
  });

  it('is a trial without data where an administrator tries a receiver', () => {
    expect(JSON.parse(testEvent('id-1', NOW, 'https://diaban.example'))).toEqual({
      specversion: '1.0',
      id: 'id-1',
      source: 'https://diaban.example',
      type: 'diaban.test.v1',
      time: NOW,
      datacontenttype: 'application/json',
      data: {},
    });
  });
});

describe('after a failure', () => {
  it('the wait doubles up to a quarter of an hour, and is shortened by up to a half', () => {
    const seconds = (failures: number, draw: number) =>
      (Date.parse(nextAttemptAfter(NOW, failures, draw)) - Date.parse(NOW)) / 1_000;
    expect([1, 2, 3, 10, 60].map((failures) => seconds(failures, 0))).toEqual([2, 4, 8, 900, 900]);
    expect(seconds(3, 0.5)).toBe(6);
  });

  it('a receiver is paused when it is gone, or has failed ten times over twelve hours', () => {
    const since = '2026-11-23T15:00:00.000Z';
    expect(pauseAfter('gone', { failures: 1, since: NOW }, NOW)).toBe('gone');
    expect(pauseAfter('refused', { failures: 10, since }, NOW)).toBe('failing');
    expect(pauseAfter('refused', { failures: 9, since }, NOW)).toBeNull();
    expect(pauseAfter('timed_out', { failures: 99, since: NOW }, NOW)).toBeNull();
    const aLittleLater = '2026-11-23T15:00:00.001Z';
    expect(pauseAfter('refused', { failures: 10, since: aLittleLater }, NOW)).toBeNull();
  });
});
