import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import type { ImportWord } from '#server/contract/import-word.ts';
import { importForm, previewOf, resultOf } from '#tests/support/files/import-acts.ts';
import { expectProblem } from '#tests/support/requests/expect-problem.ts';
import { createTestApp, type TestApp, type TestClient } from '#tests/support/test-app.ts';

const LIST = [
  'Tên điểm;Loại;Kinh độ;Vĩ độ',
  'Điện tử Sao;Quán net;105,850;21,030',
  'Điện tử Trăng;QUÁN NET;105,851;21,031',
  'Kho cũ;Kho bãi;105,852;21,032',
  'Nhà nghỉ Gió;nhà nghỉ;105,853;21,033',
].join('\n');

let test: TestApp;
let analyst: TestClient;
let coordinator: TestClient;

beforeAll(async () => {
  test = await createTestApp();
  analyst = await test.as('analyst');
  coordinator = await test.as('coordinator');
});
afterAll(() => test.close());

const teach = (word: string, category: string, client = analyst) =>
  client.post('/api/point-imports/words', { word, category });
const wordsOf = async (response: Response) =>
  ((await response.json()) as { items: ImportWord[] }).items;
const all = async (client = analyst) => wordsOf(await client.get('/api/point-imports/words'));

describe('a word that no list of categories has', () => {
  it('is named in the preview with its rows, the most frequent first', async () => {
    const { unknownWords, counts } = await previewOf(analyst, importForm(LIST));
    expect(unknownWords).toEqual([
      { word: 'Quán net', count: 2 },
      { word: 'Kho bãi', count: 1 },
    ]);
    expect(counts).toMatchObject({ ready: 1, refused: 3 });
  });

  it('is understood in everybody’s lists once the office has said what it means', async () => {
    const response = await teach('Quán net', 'KHAC');
    expect(response.status).toBe(200);
    const [taught] = await wordsOf(response);
    expect(taught).toMatchObject({ word: 'Quán net', category: 'KHAC', setBy: expect.any(String) });
    const { unknownWords, rows } = await previewOf(coordinator, importForm(LIST));
    expect(unknownWords).toEqual([{ word: 'Kho bãi', count: 1 }]);
    expect(rows.map(({ category }) => category)).toEqual(['KHAC', 'KHAC', 'NN']);
    expect(await all(coordinator)).toEqual([taught]);
    expect((await resultOf(coordinator, importForm(LIST))).added).toBe(3);
  });

  it('is taken back by anybody who may import, and what came in with it stays', async () => {
    const [taught] = await all();
    const withdraw = (id = 0) => coordinator.post(`/api/point-imports/words/${id}/withdraw`);
    expect(await wordsOf(await withdraw(taught?.id))).toEqual([]);
    await expectProblem(await withdraw(taught?.id), 'import.word_not_found');
    expect((await previewOf(analyst, importForm(LIST))).unknownWords[0]?.word).toBe('Quán net');
    const [kept] = await test.database.sql<{ count: number }[]>`
      select count(*)::integer as count from point where category = 'KHAC'`;
    expect(kept?.count).toBe(2);
    expect((await teach('quán NET', 'CF')).status).toBe(200);
    const log = await test.database.sql<{ action: string; subjectId: string; detail: object }[]>`
      select action, subject_id, detail from audit_entry
      where subject_kind = 'import_word' order by seq limit 2`;
    expect(log).toEqual([
      { action: 'points.import_word', subjectId: String(taught?.id), detail: { category: 'KHAC' } },
      { action: 'points.import_word_withdraw', subjectId: String(taught?.id), detail: {} },
    ]);
  });

  it('stands among the others by its spelling', async () => {
    expect((await teach('Ao cá', 'KHAC')).status).toBe(200);
    const words = await all();
    expect(words.map(({ word }) => word)).toEqual(['Ao cá', 'quán NET']);
    const withdrawn = words[0]?.id ?? 0;
    await coordinator.post(`/api/point-imports/words/${withdrawn}/withdraw`);
  });

  it('is refused when it is understood already, taken, about a person, or of no category', async () => {
    await expectProblem(await teach('karaoke', 'CF'), 'import.word_understood');
    await expectProblem(await teach('Quan net', 'KHAC'), 'import.word_taken');
    await expectProblem(await teach('“().”', 'KHAC'), 'import.word_understood');
    await expectProblem(await teach('Kho bãi', 'LA'), 'point.category_unknown');
    await expectProblem(await teach('anh Tuấn 0912345678', 'KHAC'), 'text.personal_data');
    await expectProblem(await teach('Tối mật', 'KHAC'), 'text.secret_marking');
    await expectProblem(await teach('', 'KHAC'), 'request.invalid');
  });
});

describe('a template', () => {
  const template = async (format: string) => {
    const response = await analyst.get(`/api/point-imports/template?format=${format}`);
    expect(response.status).toBe(200);
    return new Uint8Array(await response.arrayBuffer());
  };
  const filled = 'Nhà nghỉ Mẫu;NN;105,86;21,03;;đã triệt xóa;05/01/2026;01/03/2026;1/KH;;M-1;';

  it('of CSV is read back with all its columns once a row stands in it', async () => {
    const text = new TextDecoder().decode(await template('csv'));
    expect(text).toContain('KAR là karaoke');
    const preview = await previewOf(analyst, importForm(`${text}${filled}\r\n`));
    expect(preview.counts).toMatchObject({ rows: 1, ready: 1 });
    expect(Object.keys(preview.mapping.columns)).toHaveLength(12);
    expect(preview.warnings.map(({ code }) => code)).toEqual(['import.rows_before_header']);
  });

  it('of XLSX has its words on a second sheet, those of the office among them', async () => {
    const bytes = await template('xlsx');
    const { readSheet } = await import('read-excel-file/universal');
    const [headings, ...rows] = await readSheet(bytes.buffer, 1);
    expect([headings?.[0], headings?.length, rows]).toEqual(['Tên điểm', 12, []]);
    const words = (await readSheet(bytes.buffer, 2)).map((row) => row.join(' | '));
    expect(words).toContainEqual(expect.stringContaining('KAR hoặc karaoke'));
    expect(words).toContainEqual(expect.stringMatching(/^Trạng thái .*đã triệt xóa/));
    expect(words).toContainEqual(expect.stringContaining('quán NET'));
  });
});
