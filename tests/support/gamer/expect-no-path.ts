import { expect } from 'vitest';

import { addDays, type IsoDate } from '#server/contract/time.ts';

import { type CityKind, communesOfCast, openCity } from './city.ts';
import { aloneOrInPairs, drawGame, shortest } from './draw-game.ts';
import type { Game } from './play.ts';
import {
  expectKeptToHold,
  newTally,
  type Path,
  playSequence,
  type Tally,
  unplayed,
} from './played-city.ts';
import { questionCame, questionsLater, usualQuestions } from './questions-came.ts';

const SEQUENCES = Number(process.env['DIABAN_GAMER_SEQUENCES'] ?? 300);
const SEED = Number(process.env['DIABAN_GAMER_SEED'] ?? 42);
/** Sequences that are played on one copy, each on what those before left; the long run begins anew more often. */
const ON_ONE_COPY = SEQUENCES > 300 ? 25 : 50;
const FIRST_DAY = '2026-11-24';
/** Sequences after which the kept figures are held against all of the city; the long run does it more often. */
const HELD_AFTER = SEQUENCES > 300 ? 5 : ON_ONE_COPY;
/** Half of the sequences are played in either kind of city. */
export const OF_A_KIND = Math.ceil(SEQUENCES / 2);
/** Most milliseconds of the long run. */
export const LONGEST = 10_800_000;

/** Plays random sequences in cities of a kind, prints their counts, and finds none that betters a figure alone and unseen. */
export async function expectNoPath(kind: CityKind): Promise<void> {
  const tally = newTally();
  const begun = performance.now();
  const paths = await playAll(kind, tally);
  const { sequences, tried, refused, compared, bettered, excused } = tally;
  console.log(
    `gamer: seed ${SEED}, ${kind}, ${sequences} sequences, ${tried} acts tried, ${refused} refused,`,
    `${compared} figures compared, ${bettered} got better, by what excused ${JSON.stringify(excused)},`,
    `${Math.round((performance.now() - begun) / 1_000)} s`,
  );
  expect(paths).toEqual([]);
  expect(bettered).toBeGreaterThan(OF_A_KIND / 4);
}

/** Paths of several kinds are told at once. */
const MOST_PATHS = 5;

async function playAll(kind: CityKind, tally: Tally): Promise<object[]> {
  const paths = new Map<string, object>();
  for (let first = 0; first < OF_A_KIND && paths.size < MOST_PATHS; first += ON_ONE_COPY) {
    const day = addDays(FIRST_DAY, (first / ON_ONE_COPY) % 30);
    const city = await openCity(day, kind);
    const played = unplayed(city);
    try {
      for (let at = first; at < Math.min(first + ON_ONE_COPY, OF_A_KIND); at += 1) {
        const seed = SEED * 1_000_003 + at;
        const players = city.players.length;
        const cast = aloneOrInPairs(at, players);
        const communes = communesOfCast(city);
        const game = drawGame(seed, { players, communes, cast, fewest: 3, most: 8 });
        const path = await playSequence(played, game, tally);
        if (at % HELD_AFTER === HELD_AFTER - 1) await expectKeptToHold(played);
        if (path === null) continue;
        const came = await wasAsked(await questionsLater(city), day, kind);
        if (came) tally.excused['a question'] = (tally.excused['a question'] ?? 0) + 1;
        else if (!paths.has(path.name)) {
          paths.set(path.name, { seed, ...(await shortestOf(path, { day, kind, game })) });
        }
      }
    } finally {
      await city.close();
    }
  }
  return [...paths.values()];
}

type Found = { day: IsoDate; kind: CityKind; game: Game };

/** The shortest sequence on a copy of its own that leads there; where none does, the path that was found. */
async function shortestOf(path: Path, { day, kind, game }: Found): Promise<Path> {
  const least = await shortest(game, async (one) => (await onFreshCopy(day, kind, one)) !== null);
  return (await onFreshCopy(day, kind, least)) ?? path;
}

const usual = new Map<string, Promise<ReadonlyMap<string, number>>>();

async function wasAsked(
  asked: ReadonlyMap<string, number>,
  day: IsoDate,
  kind: CityKind,
): Promise<boolean> {
  const key = `${kind} ${day}`;
  const expected = usual.get(key) ?? usualQuestions(day, kind);
  usual.set(key, expected);
  return questionCame(await expected, asked);
}

async function onFreshCopy(day: IsoDate, kind: CityKind, game: Game): Promise<Path | null> {
  const city = await openCity(day, kind);
  try {
    const path = await playSequence(unplayed(city), game, newTally());
    if (path === null) return null;
    return (await wasAsked(await questionsLater(city), day, kind)) ? null : path;
  } finally {
    await city.close();
  }
}
