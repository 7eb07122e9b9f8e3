import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import type { DuplicateChoice } from '#server/contract/import-duplicate.ts';
import type { ImportRunRowList } from '#server/contract/import-history.ts';
import { importForm, previewOf, resultOf } from '#tests/support/files/import-acts.ts';
import { act, newPoint, okPoint } from '#tests/support/points/register-acts.ts';
import { expectProblem } from '#tests/support/requests/expect-problem.ts';
import { createTestApp, type TestApp, type TestClient } from '#tests/support/test-app.ts';

/** A metre north is 0.000009 degrees. */
const LIST = [
  'Tên điểm;Loại;Kinh độ;Vĩ độ',
  'Nhà nghỉ HOA SEN;NN;105,85000;21,03205',
  'Nhà nghỉ Hoa Mai;NN;105,85000;21,03205',
  'Nhà nghỉ Hoa Sen;NN;105,86000;21,03200',
  'Karaoke Sao Biển;KAR;105,87000;21,03200',
  'Quán karaoke Sao Biển;KAR;105,87000;21,03200',
].join('\n');

let test: TestApp;
let analyst: TestClient;
let known: { id: number; code: string };

beforeAll(async () => {
  test = await createTestApp();
  analyst = await test.as('analyst');
  const proposed = await okPoint(
    await analyst.post('/api/points', newPoint({ officialName: 'NN Hoa Sen' })),
  );
  known = await act(await test.as('coordinator'), proposed, 'recognise', {
    effectiveOn: '2026-01-10',
  });
});
afterAll(() => test.close());

function formOf(duplicates: DuplicateChoice[] | string, list = LIST): RequestInit {
  const init = importForm(list);
  const said = typeof duplicates === 'string' ? duplicates : JSON.stringify(duplicates);
  (init.body as FormData).set('duplicates', said);
  return init;
}

describe('a row that may be a place that is there already', () => {
  it('is shown with the place beside it, and waits', async () => {
    const { duplicates, duplicateCount, counts, problems } = await previewOf(
      analyst,
      importForm(LIST),
    );
    expect(duplicateCount).toBe(2);
    expect(duplicates).toEqual([
      {
        line: 2,
        officialName: 'Nhà nghỉ HOA SEN',
        category: 'NN',
        points: [
          {
            id: known.id,
            code: known.code,
            officialName: 'NN Hoa Sen',
            category: 'NN',
            status: 'active',
            distanceMetres: expect.closeTo(5.5, 0),
            lastEvent: { kind: 'recognised', on: '2026-01-10' },
          },
        ],
        otherLine: null,
        decision: null,
      },
      {
        line: 6,
        officialName: 'Quán karaoke Sao Biển',
        category: 'KAR',
        points: [],
        otherLine: 5,
        decision: null,
      },
    ]);
    expect(counts).toMatchObject({ rows: 5, ready: 3, needsConsent: 2, refused: 0 });
    expect(problems.map(({ line, code }) => [line, code])).toEqual([
      [2, 'import.possible_duplicate'],
      [6, 'import.possible_duplicate'],
    ]);
  });

  it('is not written while nobody has decided, and comes back with the reason', async () => {
    const { runId, added } = await resultOf(analyst, importForm(LIST));
    expect(added).toBe(3);
    const rows = (await (
      await analyst.get(`/api/point-imports/${runId}/rows?outcome=waiting`)
    ).json()) as ImportRunRowList;
    expect(rows.items.map(({ line, reasons }) => [line, reasons])).toEqual([
      [2, ['import.possible_duplicate']],
      [6, ['import.possible_duplicate']],
    ]);
    const body = new FormData();
    body.set('file', new File([LIST], 'a.csv'));
    body.set('format', 'csv');
    const refused = await analyst.request('/api/point-imports/refused', { method: 'POST', body });
    expect(await refused.text()).toContain('Có thể trùng với một điểm đã có');
  });

  it('is written as a place of its own, or left out, as somebody decides', async () => {
    const decided = formOf([
      { line: 2, decision: 'new' },
      { line: 6, decision: 'leave_out' },
    ]);
    const { counts, duplicates } = await previewOf(analyst, decided);
    expect(duplicates.map(({ decision }) => decision)).toEqual(['new', 'leave_out']);
    expect(counts).toMatchObject({ added: 1, unchanged: 3, needsConsent: 0, refused: 1 });
    const result = await resultOf(
      analyst,
      formOf([
        { line: 2, decision: 'new' },
        { line: 6, decision: 'leave_out' },
      ]),
    );
    expect(result).toMatchObject({ added: 1, unchanged: 3, refused: 1 });
  });

  it('asks nothing about what the register knows by its identity', async () => {
    const [head = '', row = ''] = LIST.split('\n');
    const { duplicateCount, counts } = await previewOf(analyst, importForm(`${head}\n${row}`));
    expect([duplicateCount, counts.unchanged]).toEqual([0, 1]);
  });

  it('is recognised by another name of the place, and not beyond the radius', async () => {
    const at = (name: string, latitude: string) =>
      importForm(`Tên điểm;Loại;Kinh độ;Vĩ độ\n${name};NN;105,86000;${latitude}`);
    expect((await previewOf(analyst, at('Nhà trọ Hoa Sen', '21,0321'))).duplicateCount).toBe(1);
    expect((await previewOf(analyst, at('Nhà trọ Hoa Sen', '21,0420'))).duplicateCount).toBe(0);
  });

  it('is shown with the three nearest places, and with a row of the file within a metre', async () => {
    const add = async (name: string, latitude: number) =>
      okPoint(
        await analyst.post(
          '/api/points',
          newPoint({
            officialName: name,
            geometry: { type: 'Point', coordinates: [105.88, latitude] },
          }),
        ),
      );
    // A metre north is 0.000009 degrees.
    for (const metres of [30, 10, 20, 40]) {
      await add(`Nhà nghỉ Sông Thương ${'ABCDE'[metres / 10]}`, 21.03 + metres * 0.000_009);
    }
    const row = (name: string, latitude: string) => `${name};NN;105,88000;${latitude}`;
    const list = [
      'Tên điểm;Loại;Kinh độ;Vĩ độ',
      row('Nhà nghỉ Sông Thương', '21,03000'),
      row('Nhà nghỉ Núi Cao', '21,05000'),
      row('Nhà nghỉ Núi Cao', '21,05002'),
      row('Nhà trọ Núi Cao', '21,050004'),
    ].join('\n');
    const { duplicates } = await previewOf(analyst, importForm(list));
    expect(duplicates.map(({ line, otherLine }) => [line, otherLine])).toEqual([
      [2, null],
      [5, 3],
    ]);
    expect(duplicates[0]?.points.map(({ officialName }) => officialName.at(-1))).toEqual([
      'B',
      'C',
      'D',
    ]);
  });

  it('refuses decisions that it cannot read', async () => {
    await expectProblem(
      await analyst.request(
        '/api/point-imports/preview',
        formOf('[{"line":2,"decision":"maybe"}]'),
      ),
      'request.invalid',
    );
  });
});
