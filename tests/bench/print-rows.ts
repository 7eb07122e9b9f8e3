import type { Row } from './row.ts';

const PRODUCT = 'engine over HTTP';
/** The same engine without HTTP is no rival. */
const ENGINE = 'engine';

/** One line a figure; where the product answered the same, how many times as much the others took. */
export function printRows(rows: readonly Row[]): void {
  const ours = new Map(
    rows.filter(({ subject }) => subject === PRODUCT).map((row) => [keyOf(row), row.value]),
  );
  const width = (part: (row: Row) => string) => Math.max(...rows.map((row) => part(row).length));
  const widths = [
    width((row) => row.subject),
    width((row) => row.case),
    width((row) => row.metric),
  ];
  let suite = '';
  for (const row of rows) {
    if (row.suite !== suite) console.log(`\n${row.suite}`);
    suite = row.suite;
    const words = [row.subject, row.case, row.metric].map((text, at) =>
      text.padEnd(widths[at] ?? 0),
    );
    const figure = `${row.value.toFixed(row.value < 100 ? 2 : 0).padStart(9)} ${row.unit.padEnd(7)}`;
    const rival = row.subject !== PRODUCT && row.subject !== ENGINE;
    const own = rival ? ours.get(keyOf(row)) : undefined;
    const ratio =
      own === undefined || own === 0 ? '' : `${(row.value / own).toFixed(1)} × the engine`;
    console.log(`  ${words.join('  ')} ${figure} ${ratio}`.trimEnd());
  }
}

function keyOf(row: Row): string {
  return `${row.suite}|${row.case}|${row.metric}`;
}
