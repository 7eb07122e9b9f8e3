import { POINT_FLAGS, POINT_STATUSES, type PointStatus } from '#server/contract/point.ts';
import { RINGS } from '#server/contract/status-look.ts';
import type { Scheme } from '#client/ui/tokens.ts';

/** A ring is told apart in sixteenths: fine enough for the eye, few enough images. */
export const RING_PARTS = 16;

const SUSPECTED = POINT_FLAGS.indexOf('suspected');
const RECURRING = POINT_STATUSES.indexOf('recurring');

/** Alarms of a mark; a ring shows both when it holds both. */
export type Alarm = { recurring: boolean; suspected: boolean };

export type MarkImage = { scheme: Scheme } & (
  | { kind: 'point'; status: PointStatus; suspected: boolean }
  | { kind: 'ring'; size: number; mix: readonly number[]; alarm: Alarm }
  | { kind: 'spot'; mix: readonly number[]; alarm: Alarm }
);

/**
 * The shares of a status mix in sixteenths that add up to sixteen (largest remainder), no status
 * that is there dropped to nothing. All zeros when there is nothing.
 */
export function quantiseMix(counts: readonly number[]): number[] {
  const total = counts.reduce((sum, count) => sum + count, 0);
  if (total === 0) return counts.map(() => 0);
  const exact = counts.map((count) => (count * RING_PARTS) / total);
  const parts = exact.map((share) => (share === 0 ? 0 : Math.max(1, Math.floor(share))));
  let missing = RING_PARTS - parts.reduce((sum, part) => sum + part, 0);
  while (missing !== 0) {
    const step = Math.sign(missing);
    // What is farthest from its exact share gives or gets; the last part of a status stays.
    let chosen = -1;
    let farthest = -Infinity;
    for (const [index, part] of parts.entries()) {
      if (part === 0 || (step < 0 && part === 1)) continue;
      const distance = step * ((exact[index] ?? 0) - part);
      if (distance > farthest) {
        farthest = distance;
        chosen = index;
      }
    }
    parts[chosen] = (parts[chosen] ?? 0) + step;
    missing -= step;
  }
  return parts;
}

export function alarmOf({
  status,
  flags,
}: {
  status: readonly number[];
  flags: readonly number[];
}): Alarm {
  return {
    recurring: (status[RECURRING] ?? 0) > 0,
    suspected: (flags[SUSPECTED] ?? 0) > 0,
  };
}

/** Four sizes of rings, by the power of ten of the count. */
export function ringSize(count: number): number {
  return RINGS.findLastIndex(({ from }) => count >= from);
}

/** The outer radius of a ring, CSS pixels. */
export function ringRadius(size: number): number {
  return (RINGS[size] ?? RINGS[3]).radius;
}

/** Width of what an alarm draws around a ring, CSS pixels. */
export function ringBeyond({ recurring, suspected }: Alarm): number {
  return suspected ? 8 : recurring ? 5 : 2;
}

/** The badge of a recurrence: its radius in CSS pixels, its place in radii of the ring to the right and up. */
export const BADGE = { radius: 9.5, place: 0.74 };

/** The id of an image says all that is drawn in it; see {@link parseImageId}. */
export function imageId(image: MarkImage): string {
  const mixOf = (mix: readonly number[]) => mix.map((part) => part.toString(36)).join('');
  const alarmCode = (alarm: Alarm) => (alarm.recurring ? 1 : 0) + (alarm.suspected ? 2 : 0);
  switch (image.kind) {
    case 'point':
      return `mark:${image.scheme}:point:${image.status}:${image.suspected ? 1 : 0}`;
    case 'ring':
      return `mark:${image.scheme}:ring:${image.size}:${mixOf(image.mix)}:${alarmCode(image.alarm)}`;
    case 'spot':
      return `mark:${image.scheme}:spot:0:${mixOf(image.mix)}:${alarmCode(image.alarm)}`;
  }
}

/** Reads an id of {@link imageId}; null when it is none. */
export function parseImageId(id: string): MarkImage | null {
  const [prefix, scheme, kind, first = '', second = '', third = ''] = id.split(':');
  if (prefix !== 'mark' || (scheme !== 'light' && scheme !== 'dark')) return null;
  if (kind === 'point') {
    const status = POINT_STATUSES.find((name) => name === first);
    return status === undefined ? null : { scheme, kind, status, suspected: second === '1' };
  }
  const mix = Array.from(second, (part) => Number.parseInt(part, 36));
  const code = Number(third);
  const alarm = { recurring: code % 2 === 1, suspected: code >= 2 };
  if (kind === 'ring') return { scheme, kind, size: Number(first), mix, alarm };
  return kind === 'spot' ? { scheme, kind, mix, alarm } : null;
}
