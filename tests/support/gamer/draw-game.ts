import { seededRandom } from '#server/generator/random.ts';

import type { Game } from './play.ts';

/** Draws a sequence: the same number draws the same. */
export function drawGame(
  seed: number,
  given: {
    players: number;
    communes: readonly number[];
    fewest: number;
    most: number;
    /** Players by their places, or their number. */
    cast: readonly number[] | number;
  },
): Game {
  const random = seededRandom(seed);
  const { players, communes, fewest, most } = given;
  const cast =
    typeof given.cast === 'number'
      ? Array.from({ length: given.cast }, () => random.below(players))
      : given.cast;
  const focus = [communes[random.below(communes.length)] ?? 0];
  const steps = Array.from({ length: fewest + random.below(most - fewest + 1) }, () => ({
    who: random.below(cast.length),
    seed: Math.floor(random.next() * 2 ** 31),
    second: random.next() < 0.7 ? random.below(100) : null,
  }));
  return { cast, focus, steps };
}

/** Steps between one pair and the next, so that few sequences already have pairs of every role. */
const STRIDE = 29;

/** Names who play in a sequence, by its number: everybody alone in turn, and between them every two together in turn. */
export function aloneOrInPairs(number: number, players: number): readonly number[] {
  const turn = Math.floor(number / 2);
  if (number % 2 === 0) return [turn % players];
  const pairs = Array.from({ length: players }, (_, one) =>
    Array.from({ length: one }, (_other, other) => [one, other]),
  ).flat();
  return pairs[(turn * STRIDE) % pairs.length] ?? [];
}

/** Leaves out every step without which a sequence still fails; what remains is as short as it gets one by one. */
export async function shortest(game: Game, fails: (game: Game) => Promise<boolean>): Promise<Game> {
  let least = game;
  for (let at = game.steps.length - 1; at >= 0; at -= 1) {
    const shorter = { ...least, steps: least.steps.toSpliced(at, 1) };
    if (await fails(shorter)) least = shorter;
  }
  return least;
}
