import { createGazetteerMemory } from '#server/addresses/gazetteer-memory.ts';
import type { Actor } from '#server/contract/permission.ts';
import { systemClock } from '#server/clock.ts';
import type { Database } from '#server/db/client.ts';
import { importPoints } from '#server/features/point-imports/commands.ts';

import type { BenchCity, Spot } from './bench-city.ts';
import type { Row } from './row.ts';
import { timeRows } from './time-rows.ts';

const LINES = 20_000;

/** A table of 20,000 places: read, judged, written and placed in communes, in one transaction. */
export function benchImport({ database, spots }: BenchCity): Promise<Row[]> {
  return importTable(database, spots, 'import');
}

export async function importTable(
  database: Database,
  spots: readonly Spot[],
  suite: string,
): Promise<Row[]> {
  const [account] = await database.sql.begin(
    (sql) => sql<{ accountId: string }[]>`
      select account_id from role_assignment where role = 'analyst' limit 1`,
  );
  const actor: Actor = {
    accountId: account?.accountId ?? '',
    role: 'analyst',
    reach: 'city',
    communeIds: [],
  };
  const header = 'Mã;Tên điểm;Loại;Kinh độ;Vĩ độ;Trạng thái;Ngày đưa vào;Ngày triệt xóa;Số văn bản';
  const lines = Array.from({ length: LINES }, (_, index) => {
    const spot = spots[index % spots.length] ?? { longitude: 105.85, latitude: 21.03 };
    const longitude = (spot.longitude + (index % 97) * 1e-6).toFixed(6);
    return `B${index};Karaoke mẫu ${index};KAR;${longitude};${spot.latitude.toFixed(6)};đã triệt xóa;05/01/2026;01/03/2026;12/KH`;
  });
  const file = {
    fileName: 'bench.csv',
    bytes: Buffer.from([header, ...lines].join('\n')),
    mapping: null,
    choices: [],
  };
  const at = { suite, subject: 'table of points', case: `${LINES} rows of CSV` };
  let rows = 0;
  const times = await timeRows(at, database, async () => {
    const { added } = await importPoints(
      {
        database,
        clock: systemClock,
        gazetteers: createGazetteerMemory(),
        points: { refreshLogged: async () => {} },
      },
      actor,
      file,
      { report: async () => {}, signal: new AbortController().signal },
    );
    rows = added;
  });
  return [...times, { ...at, metric: 'rows written', value: rows, unit: 'rows' }];
}
