import { describe, expect, it } from 'vitest';

import type { EventKind } from '#server/contract/point.ts';

import { misplacedField, valuesBefore, whyNotRedate } from './correction-rules.ts';
import type { OrderedEvent } from './history-queries.ts';

const TODAY = '2026-06-15';
const TOO_EARLY = 'lifecycle.before_earlier_event';
const TOO_LATE = 'lifecycle.after_later_event';

type Told = [kind: EventKind, effectiveOn: string, detail?: Record<string, unknown>];

/** Events in the order of their entry, with ids from 1. */
function told(...events: Told[]): OrderedEvent[] {
  return events.map(([kind, effectiveOn, detail = {}], at) => ({
    id: at + 1,
    seq: at + 1,
    cycle: 1,
    kind,
    effectiveOn,
    recordedOn: '2026-06-15',
    documentNumber: null,
    note: null,
    detail,
  }));
}
const LIFE = told(
  ['recognised', '2026-01-05'],
  ['eliminated', '2026-03-10'],
  ['checked', '2026-04-01'],
  ['handover_proposed', '2026-05-01'],
  ['handover_confirmed', '2026-05-10'],
  ['handover_confirmed', '2026-05-20'],
);
const redate = (id: number, to: string, events = LIFE) => whyNotRedate(events, id, to, TODAY);

describe('the corrected day of an event', () => {
  it('may be that of a neighbour, and may not overtake one', () => {
    expect(redate(2, '2026-01-05')).toBeNull();
    expect(redate(2, '2026-01-04')).toBe(TOO_EARLY);
    expect(redate(2, '2026-05-01')).toBeNull();
    expect(redate(2, '2026-05-02')).toBe(TOO_LATE);
    expect(redate(1, '2026-03-11')).toBe(TOO_LATE);
    expect(redate(4, '2026-05-11')).toBe(TOO_LATE);
  });

  it('is today at the latest', () => {
    expect(redate(6, TODAY)).toBeNull();
    expect(redate(6, '2026-06-16')).toBe('lifecycle.future_date');
  });

  it('of an answer of one commune does not wait for that of another', () => {
    expect(redate(5, '2026-06-01')).toBeNull();
    expect(redate(6, '2026-05-02')).toBeNull();
    expect(redate(6, '2026-04-30')).toBe(TOO_EARLY);
  });

  it('of a look follows the closure, whenever its hand-over was, and holds nothing else up', () => {
    expect(redate(3, '2026-06-01')).toBeNull();
    expect(redate(3, '2026-03-09')).toBe(TOO_EARLY);
    expect(redate(2, '2026-04-20')).toBeNull();
  });

  it('of a suspicion and of its decision keep their order', () => {
    const events = told(
      ['eliminated', '2026-03-10'],
      ['recurrence_suspected', '2026-04-01', { signalId: 7 }],
      ['recurrence_suspected', '2026-04-05', { signalId: 8 }],
      ['suspicion_rejected', '2026-04-20', { signalId: 7 }],
    );
    expect(redate(2, '2026-04-20', events)).toBeNull();
    expect(redate(2, '2026-04-21', events)).toBe(TOO_LATE);
    expect(redate(4, '2026-04-01', events)).toBeNull();
    expect(redate(4, '2026-03-31', events)).toBe(TOO_EARLY);
    expect(redate(3, '2026-05-30', events)).toBeNull();
  });

  it.each(['corrected', 'merged', 'annulled', 'successor_asked', 'appeal_answered'] as const)(
    'cannot be that of an event of the kind %s, which the register wrote itself',
    (kind) => {
      const events = told(['recognised', '2026-01-05'], [kind, '2026-02-01']);
      expect(redate(2, '2026-02-02', events)).toBe('point.event_not_correctable');
    },
  );

  it('cannot be that of an event that is not there', () => {
    expect(redate(9, '2026-02-02')).toBe('point.event_not_correctable');
  });
});

describe('the fields of a correction', () => {
  it('are those of the kind of the event', () => {
    expect(misplacedField('eliminated', { way: 'moved' })).toBeNull();
    expect(misplacedField('recognised', { way: 'moved' })).toBe('way');
    for (const kind of ['recurrence_confirmed', 'handover_proposed'] as const) {
      expect(misplacedField(kind, { grounds: 'x' })).toBeNull();
    }
    expect(misplacedField('eliminated', { grounds: 'x' })).toBe('grounds');
    expect(misplacedField('recognised', {})).toBeNull();
  });

  it('are kept as they were, with null where nothing was said', () => {
    const [event] = told(['eliminated', '2026-03-10', { way: 'moved' }]);
    if (event === undefined) throw new Error('no event');
    expect(valuesBefore(event, ['effectiveOn', 'way', 'grounds', 'note'])).toEqual({
      effectiveOn: '2026-03-10',
      way: 'moved',
      grounds: null,
      note: null,
    });
  });
});
