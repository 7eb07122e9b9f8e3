import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

import { readTable } from '#server/tables/read-table.ts';
import { ROW_CONTEXT } from '#tests/support/files/import-rows.ts';
import { realData, realDataMissing } from '#tests/support/files/real-data.ts';
import { processorTime, slowness } from '#tests/support/timing.ts';

import { guessMapping } from './column-mapping.ts';
import { rowIdentity, splitRepeated } from './read-drafts.ts';
import { rowValidator } from './validate-row.ts';

const BUS_STOPS = realData('hanoi_bus_stops_osm.csv');

describe('a real list of places', () => {
  it.skipIf(realDataMissing)(
    'is mapped by its headings and judged; the unnamed rows are named by line',
    async () => {
      const bytes = readFileSync(BUS_STOPS);
      const table = await readTable({ fileName: 'stops.csv', bytes });
      const guess = guessMapping(table.header, table.rows.slice(0, 50));
      const mapping = { ...guess, defaults: { ...guess.defaults, category: 'CC-BX' } };
      const outcomes = table.rows.map(rowValidator(table.header, mapping, ROW_CONTEXT));
      const problems = outcomes.flatMap((outcome) =>
        'problems' in outcome ? outcome.problems : [],
      );

      const lines = bytes.toString('utf8').trimEnd().split('\n');
      const unnamed = lines.flatMap((text, index) => (/^\d+,,/.test(text) ? [index + 1] : []));
      expect(unnamed).toHaveLength(72);
      expect(
        problems.filter(({ code }) => code === 'import.name_missing').map(({ line }) => line),
      ).toEqual(unnamed);
      const others = problems.filter(({ code }) => code !== 'import.name_missing');
      expect(others).toEqual([]);

      const drafts = outcomes.flatMap((outcome) => ('draft' in outcome ? [outcome.draft] : []));
      expect(splitRepeated(drafts, () => null).kept).toHaveLength(3_326 - 72);
      expect(drafts[0]).toMatchObject({
        externalId: '436176914',
        communeCode: '00664',
        status: 'proposed',
      });
    },
  );
});

it('20,000 rows are read and judged within two seconds of the processor', async () => {
  const lines = Array.from(
    { length: 20_000 },
    (_, index) =>
      `${index};"Đối diện số ${index} phố Hoà Bình, cạnh ""chợ""";khách sạn;105,${800_000 + index};21,03;Đang hoạt động;05/02/2024;46/KH-UBND;Đoạn đường tối, cần kiểm tra thêm`,
  );
  const bytes = Buffer.from(
    `Mã;Tên điểm;Loại hình;Kinh độ;Vĩ độ;Trạng thái;Ngày đưa vào danh mục;Số văn bản;Ghi chú\n${lines.join('\n')}\n`,
  );
  const keys = new Set<string>();
  const spent = await processorTime(async () => {
    const table = await readTable({ fileName: 'x.csv', bytes });
    const mapping = guessMapping(table.header, table.rows.slice(0, 50));
    for (const outcome of table.rows.map(rowValidator(table.header, mapping, ROW_CONTEXT))) {
      keys.add('draft' in outcome ? rowIdentity(outcome.draft) : 'refused');
    }
  });
  process.stdout.write(`import: 20,000 rows read and judged in ${Math.round(spent)} ms\n`);
  expect(keys.size).toBe(20_000);
  expect(spent).toBeLessThan(2_000 * slowness());
});
