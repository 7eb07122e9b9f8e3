import type { Row } from './row.ts';

const FIGURES = ['of that loading', 'engine memory'];
const SIZE = /^(\d+) points, \d+ events$/;

/**
 * Computes the growth of load time and memory when the points double, from each size to the next: the growth
 * between two sizes n and m, taken to the power 1 / log2(m / n). Empty where there is one size.
 */
export function growthPerDoubling(rows: readonly Row[]): Row[] {
  return FIGURES.flatMap((metric) => {
    const sizes = rows.flatMap((row) => {
      const points = Number(SIZE.exec(row.case)?.[1]);
      return row.metric === metric && points > 0 ? [{ points, row }] : [];
    });
    return sizes.slice(1).map(({ points, row }, index): Row => {
      const before = sizes[index] ?? { points, row };
      const doublings = Math.log2(points / before.points);
      return {
        suite: row.suite,
        subject: row.subject,
        case: `${before.points} to ${points} points`,
        metric: `${metric}, a doubling`,
        value: (row.value / before.row.value) ** (1 / doublings),
        unit: '×',
      };
    });
  });
}
