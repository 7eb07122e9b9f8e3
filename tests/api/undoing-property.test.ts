import { expect, it } from 'vitest';

import { asSystem } from '#server/db/transaction.ts';
import { addDays } from '#server/contract/time.ts';
import { type City, openCity } from '#tests/support/gamer/city.ts';
import { drawGame, shortest } from '#tests/support/gamer/draw-game.ts';
import { limitsOf, rulesInForce, undoneInOffice } from '#tests/support/gamer/office-facts.ts';
import { type Game, idOf, standing, take } from '#tests/support/gamer/play.ts';
import { factsOf, undoneAlone, undoneFacts } from '#tests/support/points/facts-undone.ts';

const SEQUENCES = Number(process.env['DIABAN_UNDOING_SEQUENCES'] ?? 200);
const SEED = Number(process.env['DIABAN_UNDOING_SEED'] ?? 42);
/** Sequences that are played on one copy, each on what those before left. */
const ON_ONE_COPY = 15;
const FIRST_DAY = '2026-11-24';

type Undone = Record<string, number>;
/** Facts undone by the number of persons: of places, and rules and limits of what somebody may do. */
const tally = { acts: 0, refused: 0, places: {} as Undone, office: {} as Undone };
const count = (undone: Undone, persons: number, facts: number) => {
  if (facts > 0) undone[persons] = (undone[persons] ?? 0) + facts;
};

/** All facts of the city, with what each account may not do. */
async function factsNow(city: City) {
  const accounts = city.players.map(idOf);
  const acting = await standing(city);
  const communes = [
    ...new Set(city.players.flatMap(({ client }) => client.account?.communeIds ?? [])),
  ];
  return asSystem(city.test.database, async (sql) => ({
    facts: await factsOf(sql, null),
    office: [
      ...(await rulesInForce(sql, city.test.clock.today())),
      ...limitsOf(accounts, acting, communes),
    ],
  }));
}

/** Plays a sequence. @returns what was undone against the law, and the requests that led there */
async function play(city: City, game: Game): Promise<string[]> {
  let before = await factsNow(city);
  const requests: string[] = [];
  for (const step of game.steps) {
    const taken = await take(city, game, step);
    if (taken === null) continue;
    tally.acts += 1;
    requests.push(...taken.sent.map((one) => JSON.stringify(one)));
    if (!taken.accepted) {
      tally.refused += 1;
      continue;
    }
    const after = await factsNow(city);
    const { operation: act, persons } = taken;
    const against = [
      ...undoneAlone(before.facts, after.facts, { act, persons, now: city.test.clock.now() }),
      ...undoneInOffice(before.office, after.office, { act, persons }),
    ];
    if (against.length > 0) return [...against, ...requests];
    const kept = new Set(after.office.map(({ name }) => name));
    const hands = new Set(persons.map(({ accountId }) => accountId)).size;
    count(tally.places, hands, undoneFacts(before.facts, after.facts).length);
    count(tally.office, hands, before.office.some(({ name }) => !kept.has(name)) ? 1 : 0);
    before = after;
  }
  return [];
}

it(`nobody undoes alone what two made, in ${SEQUENCES} random sequences`, async () => {
  let city = await openCity(FIRST_DAY);
  const communes = [
    ...new Set(city.players.flatMap(({ client }) => client.account?.communeIds ?? [])),
  ];
  const begun = performance.now();
  let against: { seed: number; said: string[] } | null = null;
  try {
    for (let number = 0; number < SEQUENCES; number += 1) {
      if (number % ON_ONE_COPY === 0 && number > 0) {
        await city.close();
        city = await openCity(addDays(FIRST_DAY, number / ON_ONE_COPY));
      }
      const seed = SEED * 1_000_003 + number;
      const game = drawGame(seed, {
        players: city.players.length,
        communes,
        fewest: 6,
        most: 12,
        cast: 6,
      });
      const failed = await play(city, game);
      if (failed.length === 0) continue;
      against = { seed, said: await shortestOf(city.test.clock.today(), game, failed) };
      break;
    }
  } finally {
    await city.close();
  }
  console.log(
    `undoing: seed ${SEED}, ${SEQUENCES} sequences, ${tally.acts} acts tried, ${tally.refused} refused,`,
    `facts of places undone by 1 or 2 persons ${JSON.stringify(tally.places)},`,
    `acts of the office that undid something ${JSON.stringify(tally.office)}, ${Math.round((performance.now() - begun) / 1_000)} s`,
  );
  expect(against).toBeNull();
}, 3_600_000);

/** Words and requests of the shortest sequence that fails on a copy of its own; where none does, of the one that did. */
async function shortestOf(day: string, game: Game, failed: string[]): Promise<string[]> {
  const least = await shortest(game, (one) => onFreshCopy(day, one, (found) => found.length > 0));
  const said = await onFreshCopy(day, least, (found) => found);
  return said.length > 0 ? said : failed;
}

async function onFreshCopy<T>(day: string, game: Game, judge: (found: string[]) => T): Promise<T> {
  const city = await openCity(day);
  try {
    return judge(await play(city, game));
  } finally {
    await city.close();
  }
}
