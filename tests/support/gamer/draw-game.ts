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
    /** How many play; one or two where it is left to chance. */
    cast?: number;
  },
): Game {
  const random = seededRandom(seed);
  const { players, communes, fewest, most, cast: size = 1 + random.below(2) } = given;
  const cast = Array.from({ length: size }, () => random.below(players));
  const focus = [communes[random.below(communes.length)] ?? 0];
  const steps = Array.from({ length: fewest + random.below(most - fewest + 1) }, () => ({
    who: random.below(cast.length),
    seed: Math.floor(random.next() * 2 ** 31),
    second: random.next() < 0.7 ? random.below(100) : null,
  }));
  return { cast, focus, steps };
}

/** Leaves out every step without which a sequence still fails; what remains is as short as it gets one by one. */
export async function shortest(game: Game, fails: (game: Game) => Promise<boolean>): Promise<Game> {
  let least = game;
  for (let at = game.steps.length - 1; at >= 0; at -= 1) {
    const shorter = { ...least, steps: least.steps.toSpliced(at, 1) };
    // oxlint-disable-next-line no-await-in-loop -- each is played on what the one before left
    if (await fails(shorter)) least = shorter;
  }
  return least;
}
