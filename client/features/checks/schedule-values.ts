/** Values of the form of a schedule, as they were typed. */
export type ScheduleValues = {
  days: string;
  leadDays: number | string;
  retryDays: number | string;
  watchDays: number | string;
  validFrom: string | null;
  origin: string;
};

/** `7, 30 ,90` as numbers; null when something else stands between them. */
export function readDays(typed: string): number[] | null {
  const parts = typed.split(/[,;\s]+/).filter((part) => part !== '');
  const days = parts.map(Number);
  return parts.every((part) => /^\d+$/.test(part)) && days.length > 0 ? days : null;
}
