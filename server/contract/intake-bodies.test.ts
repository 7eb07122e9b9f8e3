import { describe, expect, it } from 'vitest';
import type * as z from 'zod';

import { RecordInspectionBody } from './inspection.ts';
import { NewImportWord } from './import-word.ts';
import { ImportMapping } from './point-import.ts';
import {
  ExtendTipBody,
  ForwardTipBody,
  HandleTipBody,
  ReceiveTipBody,
  SuspendTipBody,
  TipQuery,
  VerifyTipBody,
} from './tip.ts';
import { HandInTipBody, NewTipSourceBody } from './tip-source.ts';

const takes = (schema: z.ZodType, body: unknown): boolean => schema.safeParse(body).success;
/** The longest and the shortest text that a field takes: at either end, and one beyond. */
function lengthsOf(schema: z.ZodType, body: object, field: string, edges: readonly number[]) {
  return edges.map((length) => takes(schema, { ...body, [field]: 'x'.repeat(length) }));
}

describe('a tip that is taken in', () => {
  const AT = { position: [105.85, 21.03] };
  const TIP = { kind: 'feedback', channel: 'hotline', receivedOn: '2026-03-02', ...AT };

  it('lies at a position or in a commune', () => {
    expect(takes(ReceiveTipBody, TIP)).toBe(true);
    expect(takes(ReceiveTipBody, { ...TIP, position: null })).toBe(false);
    expect(takes(ReceiveTipBody, { ...TIP, position: null, communeId: 7 })).toBe(true);
    expect(takes(HandInTipBody, AT)).toBe(true);
    expect(takes(HandInTipBody, {})).toBe(false);
    expect(takes(HandInTipBody, { communeCode: '00070' })).toBe(true);
    expect(takes(HandInTipBody, { communeCode: '070' })).toBe(false);
  });

  it('has no place for who told it, nor for its words', () => {
    expect(takes(ReceiveTipBody, { ...TIP, informant: 'x' })).toBe(false);
    expect(takes(HandInTipBody, { ...AT, text: 'x' })).toBe(false);
  });

  it('has an error of 0 to 20,000 metres', () => {
    for (const [schema, body] of [
      [ReceiveTipBody, TIP],
      [HandInTipBody, AT],
    ] as const) {
      const of = (locationErrorMetres: number) => takes(schema, { ...body, locationErrorMetres });
      expect([of(0), of(20_000), of(-1), of(20_001)]).toEqual([true, true, false, false]);
    }
  });

  it('has texts of limited length', () => {
    const edges = [true, true, false, false];
    expect(lengthsOf(ReceiveTipBody, TIP, 'placeName', [2, 200, 1, 201])).toEqual(edges);
    expect(lengthsOf(ReceiveTipBody, TIP, 'policeNumber', [1, 100, 0, 101])).toEqual(edges);
    expect(lengthsOf(ReceiveTipBody, TIP, 'channelNumber', [1, 100, 0, 101])).toEqual(edges);
    expect(lengthsOf(HandInTipBody, AT, 'placeName', [2, 200, 1, 201])).toEqual(edges);
    expect(lengthsOf(HandInTipBody, AT, 'channelNumber', [1, 100, 0, 101])).toEqual(edges);
  });

  it('is feedback of today where a portal says nothing else', () => {
    expect(HandInTipBody.parse(AT)).toMatchObject({ kind: 'feedback', receivedOn: null });
  });
});

describe('a step of a tip', () => {
  const STEP = { version: 1, effectiveOn: '2026-03-03' };
  const PAPER = { ...STEP, documentNumber: '1/QĐ' };

  it('needs a paper where it moves or ends the clock elsewhere', () => {
    expect(takes(VerifyTipBody, STEP)).toBe(true);
    expect([takes(ExtendTipBody, STEP), takes(ExtendTipBody, PAPER)]).toEqual([false, true]);
    expect([takes(SuspendTipBody, STEP), takes(SuspendTipBody, PAPER)]).toEqual([false, true]);
    const authority = 'Thanh tra';
    expect(takes(ForwardTipBody, { ...STEP, authority })).toBe(false);
    expect(takes(ForwardTipBody, PAPER)).toBe(false);
    expect(takes(ForwardTipBody, { ...PAPER, authority })).toBe(true);
  });

  it('has an outcome of its own, which passing on is not', () => {
    const of = (outcome: string) => takes(HandleTipBody, { ...STEP, outcome });
    expect(['substantiated', 'duplicate', 'not_verifiable'].map(of)).toEqual([true, true, true]);
    expect([of('transferred'), takes(HandleTipBody, STEP)]).toEqual([false, false]);
  });

  it('has texts of limited length, and the version that was seen', () => {
    const edges = [true, true, false, false];
    expect(lengthsOf(VerifyTipBody, STEP, 'documentNumber', [1, 100, 0, 101])).toEqual(edges);
    expect(lengthsOf(VerifyTipBody, STEP, 'note', [1, 1_000, 0, 1_001])).toEqual(edges);
    expect(lengthsOf(ForwardTipBody, PAPER, 'authority', [2, 200, 1, 201])).toEqual(edges);
    expect(takes(VerifyTipBody, { ...STEP, version: 0 })).toBe(false);
  });
});

describe('the list of tips', () => {
  it('is asked for by words of limited length and the code of a commune', () => {
    expect([100, 101].map((length) => takes(TipQuery, { q: 'x'.repeat(length) }))).toEqual([
      true,
      false,
    ]);
    expect(['00070', '70', 'x'].map((commune) => takes(TipQuery, { commune }))).toEqual([
      true,
      false,
      false,
    ]);
  });
});

describe('a source of tips', () => {
  const SOURCE = { name: 'Tổng đài', channel: 'hotline' };

  it('has a name and a rate within limits, sixty a minute where nobody says', () => {
    expect(NewTipSourceBody.parse(SOURCE).requestsPerMinute).toBe(60);
    expect(lengthsOf(NewTipSourceBody, SOURCE, 'name', [3, 60, 2, 61])).toEqual([
      true,
      true,
      false,
      false,
    ]);
    const rate = (requestsPerMinute: number) =>
      takes(NewTipSourceBody, { ...SOURCE, requestsPerMinute });
    expect([rate(1), rate(100_000), rate(0), rate(100_001)]).toEqual([true, true, false, false]);
  });
});

describe('a visit to a business', () => {
  const VISIT = { kind: 'regular', result: 'reminder', inspectedOn: '2026-03-02' };

  it('says why nobody could inspect, and only then', () => {
    const missed = { ...VISIT, result: 'could_not_inspect' };
    const obstacle = 'Cửa đóng';
    expect(takes(RecordInspectionBody, VISIT)).toBe(true);
    expect(takes(RecordInspectionBody, { ...VISIT, obstacle })).toBe(false);
    expect(takes(RecordInspectionBody, missed)).toBe(false);
    expect(takes(RecordInspectionBody, { ...missed, obstacle })).toBe(true);
  });

  it('has texts of limited length', () => {
    const edges = [true, true, false, false];
    expect(lengthsOf(RecordInspectionBody, VISIT, 'note', [3, 1_000, 2, 1_001])).toEqual(edges);
    expect(lengthsOf(RecordInspectionBody, VISIT, 'documentNumber', [1, 100, 0, 101])).toEqual(
      edges,
    );
  });
});

describe('the mapping of a table', () => {
  it('names columns within the limit, and defaults that are none', () => {
    const column = (at: number) => takes(ImportMapping, { columns: { note: at } });
    expect([column(0), column(199), column(-1), column(200)]).toEqual([true, true, false, false]);
    expect(ImportMapping.parse({ columns: {} })).toEqual({
      columns: {},
      defaults: { category: null, status: 'proposed', listedOn: null, documentNumber: null },
      consents: [],
      grid: null,
    });
    const grid = (name: string) => takes(ImportMapping, { columns: {}, grid: name });
    expect(['tm3-105', 'tm3-104.75', 'utm-48', 'utm-50', 'tm3-5'].map(grid)).toEqual([
      true,
      true,
      true,
      false,
      false,
    ]);
  });

  it('is taught words that are one line, and categories by their code', () => {
    const word = (text: string, category = 'KHAC') =>
      takes(NewImportWord, { word: text, category });
    expect([word('net'), word('x'.repeat(100)), word('x'.repeat(101)), word(' ')]).toEqual([
      true,
      true,
      false,
      false,
    ]);
    expect([word('a\nb'), word('net', 'khac'), word('net', 'CC-NG')]).toEqual([false, false, true]);
  });
});
