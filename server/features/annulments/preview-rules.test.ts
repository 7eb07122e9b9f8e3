import { describe, expect, it } from 'vitest';

import type { Actor } from '#server/contract/permission.ts';
import { lifeEvent } from '#tests/support/points/life-event.ts';

import { previewOf } from './preview-rules.ts';
import type { Life, LifeEvent } from './rules.ts';
import { actNames } from './standing-rules.ts';

const ANALYST: Actor = { accountId: 'me', role: 'analyst', reach: 'city', communeIds: [] };
const TIMES = { now: '2026-03-02T01:30:00.000Z', ownMinutes: 60 };

const life = (more: Partial<Life> = {}): Life & { version: number } => ({
  status: 'eliminated',
  cycle: 1,
  merged: false,
  proposedBy: 'another',
  events: [],
  parts: [],
  signals: [],
  asked: [],
  presentCommuneIds: [1],
  version: 6,
  ...more,
});
const recognised = lifeEvent('recognised', { statusAfter: 'active' });
const closed = (more: Partial<LifeEvent> = {}) =>
  lifeEvent('eliminated', { id: 2, seq: 2, ...more });
const preview = (event: LifeEvent, of: Partial<Life>) => previewOf(event, life(of), ANALYST, TIMES);

describe('what would follow from an annulment', () => {
  it('of an own act needs no document, and can be done for a time', () => {
    const event = closed({ actorId: 'me' });
    expect(preview(event, { events: [recognised, event] })).toEqual({
      eventId: 2,
      version: 6,
      why: null,
      standing: [],
      effects: [
        { kind: 'status', from: 'eliminated', to: 'active', cycle: 1 },
        { kind: 'closure_removed', cycle: 1 },
      ],
      needsDocument: false,
      takesTwo: false,
      ownUntil: '2026-03-02T02:00:00.000Z',
    });
  });

  it('of the act of another person needs a document, and has no end', () => {
    const event = closed();
    expect(preview(event, { events: [recognised, event] })).toMatchObject({
      why: null,
      needsDocument: true,
      takesTwo: false,
      ownUntil: null,
    });
  });

  it('names what stands on it, with the person and the day, and promises nothing', () => {
    const event = closed();
    const proposal = lifeEvent('handover_proposed', {
      id: 3,
      seq: 3,
      effectiveOn: '2026-03-04',
      actorName: 'Cán bộ phân tích',
      detail: { attempt: 1 },
    });
    const events = [recognised, event, proposal];
    expect(preview(event, { events })).toMatchObject({
      why: 'annulment.acts_stand_on_it',
      standing: [
        {
          eventId: 3,
          kind: 'handover_proposed',
          effectiveOn: '2026-03-04',
          actorName: 'Cán bộ phân tích',
          code: null,
        },
      ],
      effects: [],
    });
  });

  it('says first why the person may not', () => {
    const event = closed({ actorId: 'me', recordedAt: '2026-03-02T00:29:59.999Z' });
    const later = lifeEvent('delisted', { id: 3, seq: 3, statusAfter: 'delisted' });
    expect(preview(event, { events: [recognised, event, later] })).toMatchObject({
      why: 'annulment.own_too_late',
      effects: [],
    });
  });

  it('names the reply of the commune and the place that was proposed out of a suspicion', () => {
    const listed = { ...recognised, id: 1 };
    const asked = [{ cycle: 1, dueOn: '2026-03-16', replied: true }];
    const nothing = { eventId: null, effectiveOn: null, actorName: null };
    expect(preview(listed, { status: 'active', events: [listed], asked }).standing).toEqual([
      { ...nothing, kind: 'replied', code: null },
    ]);
    const rejected = lifeEvent('suspicion_rejected', { id: 5, seq: 5, detail: { signalId: 9 } });
    const signal = { id: 9, cycle: 1, raisedBy: 'another', newPoint: 'DP-00042', matched: false };
    const events = [listed, closed(), rejected];
    expect(preview(rejected, { events, signals: [signal] }).standing).toEqual([
      { ...nothing, kind: 'new_point', code: 'DP-00042' },
    ]);
  });
});

describe('the names of what stands on an act', () => {
  it('are in both languages, each act with its day', () => {
    const acts = [
      { kind: 'replied', cycle: 1 } as const,
      { kind: 'new_point', code: 'DP-00042' } as const,
      lifeEvent('handover_proposed', { effectiveOn: '2026-03-04' }),
    ];
    expect(actNames(acts)).toEqual({
      acts: 'Giải trình của phường, xã; Đề xuất DP-00042; Đề nghị bàn giao 04/03/2026',
      actsInEnglish: 'Reply of the commune; Proposed DP-00042; Hand-over proposed 04/03/2026',
    });
    expect(actNames([])).toEqual({});
  });
});
