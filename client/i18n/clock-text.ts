/** Seconds or minutes after midnight as people write a time: `08:05`; beyond the day it runs on. */
export function clockOf(seconds: number): string {
  const minutes = Math.round(seconds / 60);
  const [hour, minute] = [Math.floor(minutes / 60), minutes % 60];
  return `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`;
}

export function clockOfMinutes(minutes: number): string {
  return clockOf(minutes * 60);
}

/** `08:05` as minutes after midnight; null where it is no time. */
export function minutesOf(text: string): number | null {
  const found = /^(\d{1,2}):(\d{2})$/.exec(text.trim());
  if (found === null) return null;
  const [hour, minute] = [Number(found[1]), Number(found[2])];
  return hour <= 24 && minute < 60 && hour * 60 + minute <= 1_440 ? hour * 60 + minute : null;
}
