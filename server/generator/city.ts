import type { LonLat } from '#server/contract/geo.ts';
import type { Category, PointStatus } from '#server/contract/point.ts';
import { dateOfDay, dayNumber } from '#server/contract/civil-day.ts';
import type { IsoDate } from '#server/contract/time.ts';
import { countedOn as countedDay } from '#server/contract/late-entry.ts';
import { flagIntervals, type FlagInterval } from '#server/features/life-cycle/flag-rules.ts';
import type { WatchRule } from '#server/settings/life-cycle-settings.ts';

import { liveLife, type Life } from './life.ts';
import { seededRandom, weightedChoice, type Random } from './random.ts';
import { settle, type GeneratedCommune } from './settlements.ts';

export type GeneratedFlag = FlagInterval & { recordedSecond: number };

export type GeneratedPoint = Life & {
  officialName: string;
  category: Category;
  commune: GeneratedCommune;
  position: LonLat;
  /** Vertices of a stretch of street or of an area round the position; null for a spot. */
  shape: { kind: 'line' | 'area'; vertices: LonLat[] } | null;
  status: PointStatus;
  statusSinceDay: number;
  flags: GeneratedFlag[];
};

export type CityPlan = {
  points: number;
  /** About how many events all lives together have; most lives are short, few are long. */
  events: number;
  seed: number;
  /** Last day of the story, which runs over five years. */
  until: IsoDate;
  communes: readonly GeneratedCommune[];
  categories: readonly Category[];
  watch: readonly WatchRule[];
};

const STORY_DAYS = 1826;
const MOST_EVENTS = 80;
/** Shares of kinds of places; what is not named here shares the rest. */
const CATEGORY_WEIGHTS: Record<string, number> = {
  KS: 10,
  NN: 16,
  NT: 8,
  CHT: 6,
  NH: 5,
  BAR: 4,
  KAR: 14,
  XB: 12,
  TH: 3,
  SPA: 7,
  CTGD: 6,
  CF: 7,
  'CC-TD': 6,
  'CC-CV': 4,
  'CC-VS': 3,
  'CC-BX': 1,
  'CC-NG': 2,
  'CC-KV': 4,
};
/** The mean of -ln(u)^1.6, which spreads the lengths of lives: Γ(2.6). */
const SPREAD_EXPONENT = 1.6;
const SPREAD_MEAN = 1.4296;

/** A believable city, point after point; the same plan gives the same city. */
export function* generateCity(plan: CityPlan): Generator<GeneratedPoint> {
  const random = seededRandom(plan.seed);
  const nextSpot = settle(random, plan.communes);
  const nextCategory = weightedChoice(
    random,
    plan.categories.map((item) => ({ item, weight: CATEGORY_WEIGHTS[item.code] ?? 0.5 })),
  );
  const lastDay = dayNumber(plan.until);
  const period = { firstDay: lastDay - STORY_DAYS, lastDay };
  let told = 0;
  for (let number = 1; number <= plan.points; number += 1) {
    // Lives that end early leave their events to those that follow.
    const mean = (plan.events - told) / (plan.points - number + 1);
    const life = liveLife(random, lengthOfLife(random, mean), period);
    told += life.events.length;
    const spot = nextSpot();
    const category = nextCategory();
    yield {
      ...life,
      officialName: nameOf(category, spot.commune, number),
      category,
      ...spot,
      shape: category.kind === 'public_area' ? shapeAt(random, spot.position) : null,
      ...statusOf(life),
      flags: flagsOf(life, plan.watch),
    };
  }
}

function lengthOfLife(random: Random, mean: number): number {
  const least = random.next() < 0.04 ? 1 : 2;
  const spread = random.exponential(1) ** SPREAD_EXPONENT / SPREAD_MEAN;
  // Rounded up or down by chance, so that the mean is kept.
  const more = Math.floor(Math.max(0, mean - 1.96) * spread + random.next());
  return Math.min(MOST_EVENTS, mean < 2 ? 1 + Math.floor(mean - 1 + random.next()) : least + more);
}

/** Says that the place is invented, and is found by its commune, kind and number. */
function nameOf(category: Category, commune: GeneratedCommune, number: number): string {
  const [first = ''] = category.name.split(',');
  return `${first.charAt(0).toLocaleUpperCase('vi')}${first.slice(1)} mẫu ${number}, ${commune.name}`;
}

/** Half of the public places are spots, the others streets of some hundred metres and small areas. */
function shapeAt(random: Random, [longitude, latitude]: LonLat): GeneratedPoint['shape'] {
  const drawn = random.next();
  if (drawn < 0.5) return null;
  const east = 0.0003 + random.exponential(0.0008);
  const north = (random.next() - 0.5) * 0.002;
  if (drawn < 0.8) {
    const vertices: LonLat[] = [
      [longitude - east, latitude - north],
      [longitude, latitude],
      [longitude + east, latitude + north],
    ];
    return { kind: 'line', vertices };
  }
  const half = Math.max(0.0002, Math.abs(north));
  const corner = (x: number, y: number): LonLat => [longitude + x * east, latitude + y * half];
  const vertices = [corner(-1, -1), corner(1, -1), corner(1, 1), corner(-1, 1), corner(-1, -1)];
  return { kind: 'area', vertices };
}

function statusOf({ events }: Life): { status: PointStatus; statusSinceDay: number } {
  const moved = events.findLast(({ kind }) => kind !== 'checked');
  if (moved === undefined) throw new RangeError('a life begins with a proposal');
  return { status: moved.statusAfter, statusSinceDay: moved.day };
}

function flagsOf(life: Life, watch: readonly WatchRule[]): GeneratedFlag[] {
  if (life.cycles.every((cycle) => cycle.eliminatedDay === null)) return [];
  const facts = {
    cycles: life.cycles.map(({ number, eliminatedDay, endedDay }) => ({
      number,
      eliminatedOn: dateOrNull(eliminatedDay),
      endedOn: dateOrNull(endedDay),
    })),
    checks: life.events.flatMap(({ check, day, recordedSecond }) => {
      if (check === null) return [];
      const checkedOn = dateOfDay(day);
      const recordedAt = new Date(recordedSecond * 1000).toISOString();
      const countedOn = countedDay({ effectiveOn: checkedOn, recordedAt, verdict: null });
      return [{ checkedOn, countedOn, result: check, retryOn: null }];
    }),
    handovers: [],
    suspicions: [],
  };
  return flagIntervals(facts, watch).map((interval) => {
    const fromDay = dayNumber(interval.fromOn);
    const known = life.events.findLast(({ day }) => day <= fromDay);
    return { ...interval, recordedSecond: known?.recordedSecond ?? 0 };
  });
}

function dateOrNull(day: number | null): IsoDate | null {
  return day === null ? null : dateOfDay(day);
}
