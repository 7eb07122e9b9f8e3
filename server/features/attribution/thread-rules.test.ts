import { describe, expect, it } from 'vitest';

import type { DatedCommune } from '#server/contract/attribution.ts';

import type { ActRow, PartRow, RecurrenceRow } from './queries.ts';
import { eliminatorOf, threadOf, type ThreadFacts } from './thread-rules.ts';

const WARD = { id: 1, name: 'Hoàn Kiếm' } as DatedCommune;
const NEIGHBOUR = { id: 2, name: 'Cửa Nam' } as DatedCommune;
/** The place came back on 1 June in its second cycle. */
const RECURRENCE: RecurrenceRow = {
  cycle: 2,
  recurredOn: '2026-06-01',
  eliminatedOn: '2026-02-01',
  handedOverOn: '2026-03-10',
  replyAskedOn: '2026-06-01',
  replyDueOn: '2026-06-11',
};

const act = (kind: ActRow['kind'], on: string, more: Partial<ActRow> = {}): ActRow => ({
  cycle: 1,
  kind,
  on,
  role: 'analyst',
  documentNumber: null,
  detail: null,
  commune: null,
  ...more,
});
const part = (more: Partial<PartRow> = {}): PartRow => ({
  cycle: 1,
  attempt: 1,
  commune: WARD,
  state: 'confirmed',
  successor: null,
  proposedOn: '2026-03-01',
  answeredOn: '2026-03-10',
  lapsedOn: null,
  answerDueOn: '2026-03-15',
  documentNumber: '1/TTr',
  answerDocumentNumber: '2/BC',
  refusalReason: null,
  withdrawnOn: null,
  proposedByRole: 'coordinator',
  ...more,
});
function thread(facts: Partial<ThreadFacts>, recurrence = RECURRENCE) {
  return threadOf(recurrence, { acts: [], parts: [], filed: [], ...facts });
}
const kindsOf = (facts: Partial<ThreadFacts>) => thread(facts).map(({ kind }) => kind);

describe('the thread of a recurrence', () => {
  it('goes from the elimination over the hand-over to the recurrence, the question and the answer', () => {
    const told = thread({
      acts: [
        act('eliminated', '2026-02-01', { detail: 'moved' }),
        act('checked', '2026-04-01', { detail: 'no_sign', role: 'officer' }),
        act('recurrence_confirmed', '2026-06-01', { cycle: 2, documentNumber: '9/KL' }),
      ],
      parts: [part()],
      filed: [{ cycle: 2, on: '2026-06-09', commune: WARD, documentNumbers: ['5/BC'] }],
    });
    expect(told.map(({ on, kind }) => `${on} ${kind}`)).toEqual([
      '2026-02-01 eliminated',
      '2026-03-01 handover_proposed',
      '2026-03-10 handover_confirmed',
      '2026-04-01 checked',
      '2026-06-01 recurred',
      '2026-06-01 reply_asked',
      '2026-06-09 reply_filed',
    ]);
    expect(told[1]).toMatchObject({
      office: { role: 'coordinator', commune: WARD },
      documentNumbers: ['1/TTr'],
      dueOn: '2026-03-15',
    });
    expect(told[2]).toMatchObject({
      office: { role: 'leader', commune: WARD },
      documentNumbers: ['2/BC'],
    });
    expect(told[5]).toMatchObject({ office: null, dueOn: '2026-06-11' });
    expect(told[6]).toMatchObject({ office: { role: 'leader' }, documentNumbers: ['5/BC'] });
  });

  it('keeps the order of a hand-over where everything was on one day', () => {
    const day = '2026-06-01';
    expect(
      kindsOf({
        acts: [
          act('recurrence_confirmed', day, { cycle: 2 }),
          act('checked', day),
          act('eliminated', day),
        ],
        parts: [part({ proposedOn: day, answeredOn: day })],
      }),
    ).toEqual([
      'eliminated',
      'handover_proposed',
      'handover_confirmed',
      'recurred',
      'checked',
      'reply_asked',
    ]);
  });

  it('holds nothing of other cycles, except the objections to the recurrence itself', () => {
    expect(
      kindsOf({
        acts: [
          act('eliminated', '2025-01-01', { cycle: 0 }),
          act('checked', '2026-06-20', { cycle: 2 }),
          act('recurrence_confirmed', '2026-09-01', { cycle: 3 }),
          act('signal_appealed', '2026-06-05', { cycle: 2, commune: WARD }),
          act('appeal_answered', '2026-06-08', { cycle: 2, detail: 'upheld' }),
        ],
        parts: [part({ cycle: 2 })],
        filed: [{ cycle: 1, on: '2026-01-09', commune: WARD, documentNumbers: [] }],
      }),
    ).toEqual(['reply_asked', 'signal_appealed', 'appeal_answered']);
  });

  it('names a mistaken recurrence in the cycle that it had opened, other mistakes in theirs', () => {
    const mistaken = (cycle: number, detail: string) =>
      act('annulled', '2026-06-02', { cycle, detail });
    const acts = [mistaken(2, 'recurrence_confirmed'), mistaken(1, 'eliminated')];
    expect(thread({ acts }).filter(({ kind }) => kind === 'annulled')).toHaveLength(2);
    const elsewhere = [mistaken(1, 'recurrence_confirmed'), mistaken(2, 'eliminated')];
    expect(thread({ acts: elsewhere }).filter(({ kind }) => kind === 'annulled')).toEqual([]);
  });

  it.each([
    [{ state: 'recorded' }, ['handover_recorded']],
    [{ state: 'pending', answeredOn: null }, ['handover_proposed']],
    [{ state: 'cancelled', answeredOn: null }, ['handover_proposed']],
    [{ state: 'cancelled' }, ['handover_proposed', 'handover_confirmed']],
    [{ state: 'refused' }, ['handover_proposed', 'handover_refused']],
    [
      { state: 'withdrawn', answeredOn: null, withdrawnOn: '2026-03-05' },
      ['handover_proposed', 'handover_withdrawn'],
    ],
    [{ successor: 'after_handover' }, ['successor_asked', 'handover_confirmed']],
  ] as const)('tells of a part %j', (more, kinds) => {
    expect(kindsOf({ parts: [part(more)] })).toEqual([...kinds, 'reply_asked']);
  });

  it('says why a commune refused, and that the system asked the commune that follows', () => {
    const refused = part({ state: 'refused', refusalReason: 'ngoài địa bàn' });
    const [, no] = thread({ parts: [refused] });
    expect(no).toMatchObject({ detail: 'ngoài địa bàn', documentNumbers: ['2/BC'] });
    const [asked] = thread({ parts: [part({ successor: 'while_pending', commune: NEIGHBOUR })] });
    expect(asked).toMatchObject({
      office: { role: 'system', commune: NEIGHBOUR },
      documentNumbers: [],
    });
  });

  it('asks nobody where no answer was asked for', () => {
    expect(thread({}, { ...RECURRENCE, replyAskedOn: null, replyDueOn: null })).toEqual([]);
  });
});

describe('the office that eliminated the place', () => {
  it('is that of the last elimination in the cycle before, and nobody where none is known', () => {
    const acts = [
      act('eliminated', '2026-01-01', { role: 'analyst' }),
      act('eliminated', '2026-02-01', { role: 'coordinator' }),
      act('eliminated', '2026-07-01', { role: 'officer', cycle: 2 }),
    ];
    expect(eliminatorOf(RECURRENCE, acts)).toEqual({ role: 'coordinator', commune: null });
    expect(eliminatorOf(RECURRENCE, [])).toBeNull();
  });
});
