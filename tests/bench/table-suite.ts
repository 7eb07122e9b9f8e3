import { randomUUID } from 'node:crypto';

import { processorTime } from '#tests/support/timing.ts';

import type { BenchCity, Spot } from './bench-city.ts';
import { startServer } from './bench-server.ts';
import type { Row } from './row.ts';

const LINES = 100_000;
const LIMIT_SECONDS = 30;

/** The largest table that may be imported: uploaded, looked at and written over HTTP, as a person does it. */
export async function benchTable(city: BenchCity): Promise<Row[]> {
  const { databaseUrl, cookie, database, spots } = city;
  const server = await startServer({ databaseUrl, cookie, cache: true });
  const at = { suite: 'table', subject: 'over HTTP, with database', case: `${LINES} rows of CSV` };
  try {
    const file = new Blob([tableAround(spots)], { type: 'text/csv' });
    const send = async (path: string): Promise<string> => {
      const form = new FormData();
      form.set('file', file, 'bench.csv');
      const headers = { cookie, origin: server.address, 'idempotency-key': crypto.randomUUID() };
      const answer = await fetch(server.address + path, { method: 'POST', headers, body: form });
      const text = await answer.text();
      if (answer.status !== 200) throw new Error(`${path} answered ${answer.status}: ${text}`);
      return text;
    };
    const rows: Row[] = [];
    let total = 0;
    for (const [name, path] of [
      ['preview', '/api/point-imports/preview'],
      ['import', '/api/point-imports'],
    ] as const) {
      const start = performance.now();
      const before = (await server.figures()).cpuMilliseconds;
      let said = '';
      const others = await processorTime(async () => void (said = await send(path)), database);
      const seconds = (performance.now() - start) / 1_000;
      const { worstDelay, cpuMilliseconds } = await server.figures();
      total += seconds;
      if (name === 'import') refuseUnlessDone(said);
      rows.push(
        { ...at, metric: name, value: seconds, unit: 's' },
        {
          ...at,
          metric: `${name}, processor of the server`,
          value: (cpuMilliseconds - before) / 1_000,
          unit: 's',
        },
        {
          ...at,
          metric: `${name}, processor of the database and this program`,
          value: others / 1_000,
          unit: 's',
        },
        { ...at, metric: `${name}, longest hold of the event loop`, value: worstDelay, unit: 'ms' },
      );
    }
    return [
      ...rows,
      { ...at, metric: `together (limit ${LIMIT_SECONDS})`, value: total, unit: 's' },
    ];
  } finally {
    server.stop();
  }
}

/** Rows beside points of the register, other ones in each run. */
function tableAround(spots: readonly Spot[]): string {
  const run = randomUUID().slice(0, 4);
  const header = 'Mã;Tên điểm;Loại;Kinh độ;Vĩ độ;Trạng thái;Ngày đưa vào;Ngày triệt xóa;Số văn bản';
  const lines = Array.from({ length: LINES }, (_, index) => {
    const spot = spots[index % spots.length] ?? { longitude: 105.85, latitude: 21.03 };
    const longitude = (spot.longitude + (index % 977) * 1e-5).toFixed(6);
    return `T${run}-${index};Karaoke ${run} bảng ${index};KAR;${longitude};${spot.latitude.toFixed(6)};đã triệt xóa;05/01/2026;01/03/2026;12/KH`;
  });
  return [header, ...lines].join('\n');
}

/** Throws where the last line of the answer is not the end of a whole import. */
function refuseUnlessDone(said: string): void {
  const last = said.trim().split('\n').at(-1) ?? '';
  if (!last.includes('"done"')) throw new Error(`the import ended with ${last}`);
}
