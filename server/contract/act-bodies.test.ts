import { describe, expect, it } from 'vitest';

import { CheckScheduleValue, NewCheckSchedule, RecordCheckBody } from './check.ts';
import {
  ConfirmHandoverBody,
  DeclineBody,
  DelistBody,
  EliminateBody,
  MarkRecurringBody,
  ProposeHandoverBody,
  RecogniseBody,
  RefuseHandoverBody,
  RespondToRefusalBody,
  WithdrawHandoverBody,
} from './life-cycle.ts';
import { WriteReplyBody } from './reply.ts';

type Schema = { safeParse: (value: unknown) => { success: boolean } };

const DAY = { effectiveOn: '2026-03-01' };
const VERSIONED = { ...DAY, version: 0 };
const DOCUMENTED = { ...VERSIONED, documentNumber: '12/BB-UBND' };
const text = (length: number) => 'x'.repeat(length);
/** Values of a field with which a body is taken, out of these. */
const taken = (schema: Schema, body: object, field: string, values: readonly unknown[]) =>
  values.filter((value) => schema.safeParse({ ...body, [field]: value }).success);

describe('the body of an act', () => {
  it.each([
    ['recognise', RecogniseBody, DOCUMENTED],
    ['eliminate', EliminateBody, DOCUMENTED],
    ['mark recurring', MarkRecurringBody, { ...DOCUMENTED, grounds: 'Bắt quả tang' }],
    ['delist', DelistBody, { ...DOCUMENTED, reason: 'Giữ vững' }],
    ['propose a hand-over', ProposeHandoverBody, DOCUMENTED],
  ] as const)('names a document and the version of the place: %s', (_, schema, body) => {
    expect(schema.safeParse(body).success).toBe(true);
    expect(taken(schema, body, 'documentNumber', [undefined, null, ' ', text(101)])).toEqual([]);
    expect(taken(schema, body, 'documentNumber', ['1', text(100)])).toHaveLength(2);
    expect(taken(schema, body, 'version', [undefined, null, -1, 0.5])).toEqual([]);
    expect(taken(schema, body, 'effectiveOn', [undefined, '2026-02-30', '1.3.2026'])).toEqual([]);
  });

  it.each([
    ['decline', DeclineBody, VERSIONED, 'reason'],
    ['delist', DelistBody, DOCUMENTED, 'reason'],
    ['mark recurring', MarkRecurringBody, DOCUMENTED, 'grounds'],
    ['withdraw a hand-over', WithdrawHandoverBody, DAY, 'reason'],
    ['answer a refusal', RespondToRefusalBody, { ...DAY, response: 'accepted' }, 'text'],
  ] as const)('says why, in three to a thousand characters: %s', (_, schema, body, field) => {
    const given = [undefined, null, 'ab', '  ab  ', text(1_001), 'abc', text(1_000)];
    expect(taken(schema, body, field, given)).toEqual(['abc', text(1_000)]);
  });

  it('needs no document where a commune answers, but none that is empty', () => {
    const refusal = { ...DAY, reason: 'other' };
    for (const [schema, body] of [
      [ConfirmHandoverBody, DAY],
      [RefuseHandoverBody, refusal],
    ] as const) {
      expect(schema.parse(body)).toMatchObject({ documentNumber: null, note: null });
      expect(taken(schema, body, 'documentNumber', ['', text(101)])).toEqual([]);
      expect(taken(schema, body, 'note', [text(2_000), text(2_001)])).toEqual([text(2_000)]);
    }
    expect(RefuseHandoverBody.parse(refusal)).toMatchObject({
      reasonText: null,
      ownerCommuneId: null,
      otherPointId: null,
    });
  });

  it('takes an elimination without its way for another one, and grounds of a thousand characters', () => {
    expect(EliminateBody.parse(DOCUMENTED).way).toBe('other');
    const grounds = [null, text(1_000), text(1_001)];
    expect(taken(ProposeHandoverBody, DOCUMENTED, 'grounds', grounds)).toEqual([null, text(1_000)]);
    expect(ProposeHandoverBody.parse(DOCUMENTED).grounds).toBeNull();
  });
});

describe('the body of a look', () => {
  const look = { ...DAY, result: 'no_sign' };

  it('needs neither version nor moment; its moment is on its day in Hanoi', () => {
    expect(RecordCheckBody.parse(look)).toMatchObject({ checkedAt: null, photoIds: [] });
    const moments = [
      '2026-02-28T16:59:59.000Z',
      '2026-02-28T17:00:00.000Z',
      '2026-03-01T16:59:59.000Z',
      '2026-03-01T17:00:00.000Z',
    ];
    expect(taken(RecordCheckBody, look, 'checkedAt', moments)).toEqual(moments.slice(1, 3));
  });

  it('keeps a reason and an accuracy within their bounds', () => {
    expect(taken(RecordCheckBody, look, 'reason', ['ab', 'abc', text(1_001)])).toEqual(['abc']);
    const accuracies = [-1, 0, 100_000, 100_001];
    expect(taken(RecordCheckBody, look, 'accuracyMetres', accuracies)).toEqual([0, 100_000]);
  });
});

describe('a schedule of looks', () => {
  const value = { days: [7], leadDays: 3, watchDays: 365, retryDays: 3 };
  const many = (length: number) => Array.from({ length }, (_, at) => at + 1);

  it('has one to 24 looks within ten years', () => {
    const days = [[], [0], [1], [3_660], [3_661], many(24), many(25), [1.5]];
    expect(taken(CheckScheduleValue, value, 'days', days)).toEqual([[1], [3_660], many(24)]);
  });

  it.each([
    ['leadDays', [-1, 0, 30, 31], [0, 30]],
    ['watchDays', [0, 1, 3_660, 3_661], [1, 3_660]],
    ['retryDays', [0, 1, 90, 91], [1, 90]],
  ] as const)('keeps its %s within bounds', (field, given, within) => {
    expect(taken(CheckScheduleValue, value, field, given)).toEqual(within);
  });

  it('tries again after three days where nothing is said', () => {
    const { retryDays: _retryDays, ...rest } = value;
    expect(CheckScheduleValue.parse(rest).retryDays).toBe(3);
  });

  it('says on what it rests, and names no day twice', () => {
    const schedule = { ...value, validFrom: '2026-12-01', origin: 'Kế hoạch' };
    expect(taken(NewCheckSchedule, schedule, 'origin', ['ab', 'abc', text(501)])).toEqual(['abc']);
    expect(
      taken(NewCheckSchedule, schedule, 'days', [
        [7, 30],
        [7, 7],
      ]),
    ).toEqual([[7, 30]]);
  });
});

describe('the body of a reply', () => {
  const reply = { cycle: 1, state: 'filed', words: text(10), after: 0 };

  it('has ten to four thousand characters, and at most ten documents', () => {
    const words = [text(9), ` ${text(9)} `, text(10), text(4_000), text(4_001)];
    expect(taken(WriteReplyBody, reply, 'words', words)).toEqual([text(10), text(4_000)]);
    const numbers = (length: number) => Array.from({ length }, (_, at) => `${at}/BC`);
    const documents = [numbers(0), numbers(10), numbers(11), [''], [text(101)]];
    expect(taken(WriteReplyBody, reply, 'documentNumbers', documents)).toEqual([
      numbers(0),
      numbers(10),
    ]);
    expect(WriteReplyBody.parse(reply).documentNumbers).toEqual([]);
  });

  it('is about a cycle, and follows a version that there is or none', () => {
    expect(taken(WriteReplyBody, reply, 'cycle', [0, 1])).toEqual([1]);
    expect(taken(WriteReplyBody, reply, 'after', [-1, 0, 1])).toEqual([0, 1]);
  });
});
