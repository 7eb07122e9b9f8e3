import type { LiveTeam } from '#server/contract/live-day.ts';

const SECONDS_PER_MINUTE = 60;

/** Standing of a team against its published times; `minutes` is the size of the difference. */
export type Standing = {
  kind: 'waiting' | 'on_time' | 'late' | 'early' | 'finished';
  minutes: number;
};

/**
 * Standing of a team: late or early from the tolerated minutes on. A team without a result waits until it is late.
 * @param lateAfterMinutes the setting of the product
 */
export function standingOf(
  { finishedAt, delay, done }: Pick<LiveTeam, 'finishedAt' | 'delay' | 'done'>,
  lateAfterMinutes: number,
): Standing {
  const minutes = Math.round((delay ?? 0) / SECONDS_PER_MINUTE);
  const size = Math.abs(minutes);
  if (finishedAt !== null) return { kind: 'finished', minutes: size };
  if (minutes > lateAfterMinutes) return { kind: 'late', minutes: size };
  if (done === 0) return { kind: 'waiting', minutes: size };
  return { kind: minutes < -lateAfterMinutes ? 'early' : 'on_time', minutes: size };
}
