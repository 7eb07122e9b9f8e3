import { EngineBuilder } from '#server/engine/engine-builder.ts';
import type { Engine } from '#server/engine/engine.ts';

/** First and last day of the events of the invented city. */
export const FIRST_DAY = 17_897;
export const LAST_EVENT_DAY = 20_453;
export const COMMUNES = 126;

/** Seeded numbers in [0, 1) (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let bits = Math.imul(state ^ (state >>> 15), 1 | state);
    bits = (bits + Math.imul(bits ^ (bits >>> 7), 61 | bits)) ^ bits;
    return ((bits ^ (bits >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Statuses of a life: proposed, active, then eliminated, handed over and recurring in turn. */
const LIFE = [0, 2, 3, 4, 5] as const;

/**
 * Points around commune centres, one in twenty anywhere and one in twenty touching a second commune;
 * `eventsPerPoint` events each on average, one check and one flag interval a point.
 */
export function buildCity(points: number, eventsPerPoint: number, seed = 42): Engine {
  const random = seeded(seed);
  const centres = Array.from({ length: COMMUNES }, () => ({
    longitude: 105.8 + (random() - 0.5) * 0.9,
    latitude: 21.02 + (random() - 0.5) * 0.7,
    weight: random() ** 2 * 10 + 0.3,
  }));
  const choices = centres.flatMap((centre, index) =>
    Array.from({ length: Math.ceil(centre.weight * 10) }, () => ({
      ...centre,
      commune: index + 1,
    })),
  );
  const spread = () => random() + random() + random() - 1.5;
  const builder = new EngineBuilder();
  for (let id = 1; id <= points; id += 1) {
    const choice = choices[Math.floor(random() * choices.length)] ?? choices[0];
    if (choice === undefined) break;
    const anywhere = random() < 0.05;
    builder.addPoint({
      id,
      longitude: anywhere ? 105.35 + 0.95 * random() : choice.longitude + spread() * 0.024,
      latitude: anywhere ? 20.65 + 0.75 * random() : choice.latitude + spread() * 0.022,
      kind: random() < 0.4 ? 1 : 0,
      category: Math.floor(random() * 16),
      communeIds:
        random() < 0.05 ? [choice.commune, (choice.commune % COMMUNES) + 1] : [choice.commune],
    });
    addLife(builder, id, eventsPerPoint, random);
  }
  return builder.finish();
}

function addLife(
  builder: EngineBuilder,
  id: number,
  eventsPerPoint: number,
  random: () => number,
): void {
  const events = 1 + Math.round(random() * 2 * (eventsPerPoint - 1));
  const days = Array.from({ length: events }, () =>
    Math.floor(FIRST_DAY + random() * (LAST_EVENT_DAY - FIRST_DAY)),
  ).toSorted((a, b) => a - b);
  let cycle = 0;
  for (const [index, effectiveDay] of days.entries()) {
    const status = index < LIFE.length ? (LIFE[index] ?? 0) : (LIFE[2 + ((index - 2) % 3)] ?? 0);
    if (status === 2 || status === 5) cycle += 1;
    const recordedDay = effectiveDay + Math.floor(random() * 20);
    builder.addEvent(id, { effectiveDay, recordedDay, status, cycle });
  }
  const fromDay = days[Math.floor(random() * days.length)] ?? FIRST_DAY;
  const toDay = random() < 0.3 ? null : fromDay + 30 + Math.floor(random() * 300);
  const looks = Math.floor(random() * 3);
  for (let look = 0; look < looks; look += 1) {
    const effectiveDay = Math.floor(FIRST_DAY + random() * (LAST_EVENT_DAY - FIRST_DAY));
    builder.addCheck(id, { effectiveDay, recordedDay: effectiveDay });
  }
  builder.addFlag(id, { flag: Math.floor(random() * 7), fromDay, toDay, recordedDay: fromDay });
}
