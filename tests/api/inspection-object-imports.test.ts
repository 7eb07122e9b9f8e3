import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import type { ImportPreview, ImportProgress } from '#server/contract/point-import.ts';
import { expectProblem } from '#tests/support/requests/expect-problem.ts';
import { createTestApp, freshKey, type TestApp, type TestClient } from '#tests/support/test-app.ts';

describe('a table of businesses', () => {
  let test: TestApp;
  let planner: TestClient;

  beforeAll(async () => {
    test = await createTestApp();
    planner = await test.as('planner');
  });
  afterAll(() => test.close());

  const TABLE = [
    'Mã cơ sở;Tên cơ sở;Loại hình;Địa chỉ;Kinh độ;Vĩ độ;Trạng thái',
    'C1;Karaoke Minh Họa;KAR;Phố Một;105,8500;21,0320;đang hoạt động',
    'C2;Nhà nghỉ Minh Họa;Nhà nghỉ;Phố Hai;105,8510;21,0330;',
    'C3;Vườn hoa;Công viên;;105,8510;21,0330;',
    'C4;Ở biển;KAR;;108,5;16,0;',
  ].join('\n');
  const send = (path: string, text = TABLE, name = 'co-so.csv') => {
    const body = new FormData();
    body.set('file', new File([text], name, { type: 'text/csv' }));
    return planner.request(`/api/inspection-object-imports${path}`, {
      method: 'POST',
      body,
      headers: freshKey(),
    });
  };

  it('is judged row by row, kinds of public areas refused', async () => {
    const preview: ImportPreview = await (await send('/preview')).json();
    expect(preview.counts).toMatchObject({ rows: 4, added: 2, refused: 1, needsConsent: 1 });
    expect(preview.problems).toContainEqual(
      expect.objectContaining({ line: 4, code: 'import.category_unknown' }),
    );
  });

  it('is written once, each business in its commune and with its address', async () => {
    const lines = (await (await send('')).text()).trim().split('\n');
    const last: ImportProgress = JSON.parse(lines.at(-1) ?? '{}');
    expect(last).toMatchObject({ phase: 'done', result: { added: 2, refused: 2 } });
    const again = (await (await send('')).text()).trim().split('\n');
    expect(JSON.parse(again.at(-1) ?? '{}')).toMatchObject({
      phase: 'done',
      result: { added: 0, unchanged: 2 },
    });
    const { items } = await (await planner.get('/api/inspection-objects')).json();
    expect(items).toHaveLength(2);
    expect(items[0]).toMatchObject({
      name: 'Karaoke Minh Họa',
      address: 'Phố Một',
      communeName: expect.stringContaining('Hoàn Kiếm'),
    });
  });

  it('is refused where nothing of it can be read', async () => {
    await expectProblem(await send('/preview', '', 'a.csv'), 'import.empty');
    for (const path of ['', '/preview']) {
      const empty = planner.request(`/api/inspection-object-imports${path}`, {
        method: 'POST',
        body: new FormData(),
        headers: freshKey(),
      });
      await expectProblem(await empty, 'request.invalid');
    }
    const failed = (await (await send('', 'a;b\n1;2')).text()).trim().split('\n');
    expect(JSON.parse(failed.at(-1) ?? '{}')).toMatchObject({
      phase: 'failed',
      code: 'import.mapping_incomplete',
    });
  });
});
