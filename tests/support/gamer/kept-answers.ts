import type { ConductFigure } from '#server/contract/conduct.ts';
import { asSystem } from '#server/db/transaction.ts';
import type { Deps } from '#server/deps.ts';
import { countConduct } from '#server/features/conduct/queries.ts';

import type { City } from './city.ts';
import { byCommune, type ConductLine, sumOfAll, NOTHING } from './marks.ts';

/** Sources of figures; the name of each figure begins with that of its source. */
export const SOURCES = ['overview', 'tips', 'points', 'week'] as const;
export type Source = (typeof SOURCES)[number];

/** Answers to those who read a city: what nothing has touched since is not asked again. */
export type KeptAnswers = {
  /** Asks what a route answers with, without the way there; the answer stands as long as nothing touches its source. */
  ask: <T>(source: Source, name: string, read: (deps: Deps) => Promise<T>) => Promise<T>;
  /** Gives the conduct since the first day of the year, each figure read once for all communes. */
  line: ConductLine;
  /** Gives figures that were made of answers, of which none was forgotten since. */
  made: <T>(name: string, make: () => Promise<T>) => Promise<T>;
  forget: (sources: readonly Source[]) => void;
};

export function keepAnswers(city: City): KeptAnswers {
  const kept = new Map<Source | 'made', Map<string, Promise<unknown>>>();
  const once = <T>(of: Source | 'made', name: string, read: () => Promise<T>): Promise<T> => {
    const answers = kept.get(of) ?? new Map<string, Promise<unknown>>();
    kept.set(of, answers);
    const asked = (answers.get(name) as Promise<T> | undefined) ?? read();
    answers.set(name, asked);
    return asked;
  };
  return {
    ask: (source, name, read) =>
      once(source, name, async () => {
        const { deps } = city.test;
        // A route waits so for what its reader wrote.
        await deps.points.settled();
        return read(deps);
      }),
    made: (name, make) => once('made', name, make),
    async line(figure, commune) {
      const lines = await once(touching(figure), `conduct ${figure}`, () =>
        conductOf(city, figure),
      );
      return commune === null ? sumOfAll(lines) : (lines.get(commune) ?? NOTHING);
    },
    forget(sources) {
      for (const of of [...sources, 'made'] as const) kept.delete(of);
    },
  };
}

/** The source with which the conduct of a figure changes: that of the whole register with all. */
function touching(figure: ConductFigure): Source {
  if (figure === 'register') return 'overview';
  return figure === 'tips' ? 'tips' : 'points';
}

/** The query is the one behind `/api/conduct`. */
async function conductOf(city: City, figure: ConductFigure) {
  const to = city.test.clock.today();
  const span = { from: `${to.slice(0, 4)}-01-01`, to, communeIds: null };
  const rows = await asSystem(city.test.database, (sql) => countConduct(sql, figure, span));
  return byCommune(rows, city.codes);
}
