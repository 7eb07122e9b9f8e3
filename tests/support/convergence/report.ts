/** Account of many histories. */
export type Report = {
  followed: number;
  counts: Readonly<Record<string, number>>;
  /** Number of histories that met each fault or kind, by name. */
  met: Readonly<Record<string, number>>;
  /** Smallest share of the histories that has to meet it. */
  minima: Readonly<Record<string, number>>;
};

/** Makes one account of several. */
export function addUp(reports: readonly Report[]): Report {
  return {
    followed: reports.reduce((sum, { followed }) => sum + followed, 0),
    counts: sums(reports.map(({ counts }) => counts)),
    met: sums(reports.map(({ met }) => met)),
    minima: reports[0]?.minima ?? {},
  };
}

function sums(all: readonly Readonly<Record<string, number>>[]): Record<string, number> {
  const total: Record<string, number> = {};
  for (const [name, times] of all.flatMap((one) => Object.entries(one))) {
    total[name] = (total[name] ?? 0) + times;
  }
  return total;
}

const CUTS = ['lost_before', 'lost_after', 'cut_answer', 'failed'];
const KILLS = ['killed_before', 'killed_after', 'killed_between_steps'];

/** Says an account in lines. */
export function linesOf(
  { followed, counts, met, minima }: Report,
  { seconds, seeds }: { seconds: number; seeds: readonly number[] },
): string[] {
  const of = (...names: string[]) => names.reduce((sum, name) => sum + (counts[name] ?? 0), 0);
  const each = (seconds / Math.max(1, followed)).toFixed(2);
  const others = Object.entries(counts)
    .filter(([name]) => name.startsWith('refused '))
    .toSorted(([, a], [, b]) => b - a)
    .map(([name, times]) => `${name.slice('refused '.length)} ${times}`);
  return [
    `${followed} histories of 3 phones, seeds ${seeds.join(' and ')}, ${Math.round(seconds)} s (${each} s each)`,
    `acts ${of('acts')}, recorded ${of('recorded')}, cuts ${of(...CUTS)}, kills ${of(...KILLS)}, ` +
      `conflicts ${of('conflict')}, lost ${of('lost')}, doubled ${of('doubled')}`,
    `refusals: ${others.join(', ')}`,
    ...Object.entries(minima).map(([name, minimum]) => {
      const times = met[name] ?? 0;
      const share = ((100 * times) / Math.max(1, followed)).toFixed(1);
      return `${name}: in ${times} histories (${share} %, at least ${100 * minimum} %), ${of(name)} times`;
    }),
  ];
}
