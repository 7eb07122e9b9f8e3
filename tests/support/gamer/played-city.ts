import { expect } from 'vitest';

import { type City, COMMUNES } from './city.ts';
import { type Figures, readFigures, sourcesOf } from './figures.ts';
import { keepAnswers, type KeptAnswers, SOURCES } from './kept-answers.ts';
import { type Game, type Sent, take } from './play.ts';
import { type Bettered, betteredBy, type Excuse } from './verdict.ts';

/** Counts of all that was played. */
export type Tally = {
  sequences: number;
  tried: number;
  refused: number;
  compared: number;
  bettered: number;
  excused: Partial<Record<Excuse, number>>;
};

export const newTally = (): Tally => ({
  sequences: 0,
  tried: 0,
  refused: 0,
  compared: 0,
  bettered: 0,
  excused: {},
});

/** Step by which figures got better that nothing in it excuses, with the requests that led there. */
export type Path = { name: string; bettered: Bettered[]; requests: string[] };

/** A city whose figures are kept from one step to the next. */
export type PlayedCity = { city: City; answers: KeptAnswers };

export const unplayed = (city: City): PlayedCity => ({ city, answers: keepAnswers(city) });

/** Plays a sequence. @returns the first step that bettered figures without an excuse; null without one */
export async function playSequence(
  played: PlayedCity,
  game: Game,
  tally: Tally,
): Promise<Path | null> {
  const requests: Sent[] = [];
  tally.sequences += 1;
  const communes = communesOfGame(played.city, game);
  const { city, answers } = played;
  for (const step of game.steps) {
    let before: Figures = new Map();
    const taken = await take(city, game, step, async (operation) => {
      before = await readFigures(city, sourcesOf(operation), { communes, answers });
    });
    if (taken === null) continue;
    tally.tried += 1;
    requests.push(...taken.sent);
    if (!taken.accepted) {
      tally.refused += 1;
      continue;
    }
    const { operation } = taken;
    const sources = sourcesOf(operation);
    answers.forget(sources);
    const after = await readFigures(city, sources, { communes, answers });
    const bettered = betteredBy(before, after, taken, city.codes);
    tally.compared += before.size;
    count(tally, bettered);
    const open = bettered.filter(({ excuse }) => excuse === null);
    if (open.length > 0) return pathOf(operation, open, requests);
  }
  return null;
}

/** Holds the figures that are kept against all as they are read now: no act touches what its operation does not name. */
export async function expectKeptToHold({ city, answers }: PlayedCity): Promise<void> {
  const kept = await readFigures(city, SOURCES, { communes: COMMUNES, answers });
  expect(kept).toEqual(await readFigures(city, SOURCES, { communes: COMMUNES }));
}

/** Names a path by its last operation and the figures, whatever their communes. */
function pathOf(operation: string, bettered: Bettered[], requests: readonly Sent[]): Path {
  const figures = bettered.map(({ figure }) => figure.replaceAll(/\d{5}/g, 'X'));
  const name = `${operation} betters ${[...new Set(figures)].join(', ')}`;
  return { name, bettered, requests: requests.map((one) => JSON.stringify(one)) };
}

/** Codes of the communes that a game is about: its own, and those of its players. */
function communesOfGame({ players, codes }: City, { cast, focus }: Game): string[] {
  const own = cast.flatMap((place) => players[place]?.client.account?.communeIds ?? []);
  const ids = own.length > 0 ? own : focus;
  return [...new Set(ids)].flatMap((id) => codes.get(id) ?? []).toSorted();
}

function count(tally: Tally, bettered: readonly Bettered[]): void {
  tally.bettered += bettered.length;
  for (const { excuse } of bettered) {
    if (excuse !== null) tally.excused[excuse] = (tally.excused[excuse] ?? 0) + 1;
  }
}
