/** Places nearer to each other than this are near, as the measures of matching say for businesses. */
const NEAR_METRES = 30;
/** Half the length of a market, the streets that have one, and the share of places that lie in markets. */
const MARKET_METRES = 200;
const STREETS_OF_MARKET = 2_000;
const IN_MARKETS = 0.5;

/** Streets of a commune as one line: where places lie, how many stand near a spot, and which rooms were closed. */
export type Ground = {
  spot: () => number;
  add: (spot: number) => void;
  neighbours: (spot: number) => number;
  anyStanding: () => number;
};

export const isNear = (one: number, other: number) => Math.abs(one - other) <= NEAR_METRES;

/** Draws the streets of a commune with the places that stand there before the story begins. */
export function drawGround(metres: number, places: number, uniform: () => number): Ground {
  const markets = Array.from(
    { length: Math.ceil(metres / STREETS_OF_MARKET) },
    () => uniform() * metres,
  );
  const standing: number[] = [];
  const spot = () => {
    if (uniform() >= IN_MARKETS) return uniform() * metres;
    const market = markets[Math.floor(uniform() * markets.length)] ?? 0;
    return market + (uniform() + uniform() - 1) * MARKET_METRES;
  };
  for (let at = 0; at < places; at += 1) standing.push(spot());
  return {
    spot,
    add: (one) => standing.push(one),
    neighbours: (one) => standing.filter((other) => isNear(one, other)).length,
    anyStanding: () => standing[Math.floor(uniform() * standing.length)] ?? spot(),
  };
}
