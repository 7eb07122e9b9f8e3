import type { City } from './city.ts';
import { type Figures, readFigures, type Source, sourcesOf } from './figures.ts';
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

/** A city whose figures are kept from one step to the next, for the communes that were played for last. */
export type PlayedCity = { city: City; known: Map<Source, Figures>; communes: string };

export const unplayed = (city: City): PlayedCity => ({ city, known: new Map(), communes: '' });

/** Plays a sequence. @returns the first step that bettered figures without an excuse; null without one */
export async function playSequence(
  played: PlayedCity,
  game: Game,
  tally: Tally,
): Promise<Path | null> {
  const requests: Sent[] = [];
  tally.sequences += 1;
  const communes = communesOfGame(played.city, game);
  if (communes.join() !== played.communes) played.known.clear();
  played.communes = communes.join();
  for (const step of game.steps) {
    let before: Figures = new Map();
    const taken = await take(played.city, game, step, async (operation) => {
      before = await figuresOf(played, sourcesOf(operation), communes);
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
    for (const source of sources) played.known.delete(source);
    const after = await figuresOf(played, sources, communes);
    const bettered = betteredBy(before, after, taken, played.city.codes);
    tally.compared += before.size;
    count(tally, bettered);
    const open = bettered.filter(({ excuse }) => excuse === null);
    if (open.length > 0) return pathOf(operation, open, requests);
  }
  return null;
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

async function figuresOf(
  { city, known }: PlayedCity,
  sources: readonly Source[],
  communes: readonly string[],
): Promise<Figures> {
  const missing = sources.filter((source) => !known.has(source));
  if (missing.length > 0) {
    const read = await readFigures(city, missing, communes);
    for (const [source, figures] of read) known.set(source, figures);
  }
  return new Map(sources.flatMap((source) => [...(known.get(source) ?? [])]));
}

function count(tally: Tally, bettered: readonly Bettered[]): void {
  tally.bettered += bettered.length;
  for (const { excuse } of bettered) {
    if (excuse !== null) tally.excused[excuse] = (tally.excused[excuse] ?? 0) + 1;
  }
}
