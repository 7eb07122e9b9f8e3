import { addDays, type IsoDate } from '#server/contract/time.ts';

import { type City, type CityKind, openCity } from './city.ts';

type Questions = { items: { kind: string; commune: { code: string } | null; hits: number }[] };

/** Questions arise once a month has ended; two months on, every one that a path raises is there. */
const DAYS_ON = 62;

/** Lists the questions that come some time after what was done in a city, by kind and commune with their number of cases. */
export async function questionsLater({ test, reader }: City): Promise<ReadonlyMap<string, number>> {
  const now = test.clock.now();
  test.clock.set(`${addDays(test.clock.today(), DAYS_ON)}T03:00:00.000Z`);
  const { items } = (await (await reader.get('/api/questions')).json()) as Questions;
  test.clock.set(now);
  return new Map(
    items.map(({ kind, commune, hits }) => [`${kind} of ${commune?.code ?? 'the city'}`, hits]),
  );
}

/** Lists the questions that nobody would ask in a city of this kind and day in which nothing was done. */
export async function usualQuestions(
  day: IsoDate,
  kind: CityKind,
): Promise<ReadonlyMap<string, number>> {
  const city = await openCity(day, kind);
  try {
    return await questionsLater(city);
  } finally {
    await city.close();
  }
}

/** True where something is asked that was not asked before, or of more cases. */
export function questionCame(
  usual: ReadonlyMap<string, number>,
  asked: ReadonlyMap<string, number>,
): boolean {
  return [...asked].some(([question, hits]) => hits > (usual.get(question) ?? 0));
}
