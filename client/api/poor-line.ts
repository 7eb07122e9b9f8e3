/** Kilobytes per second below which the map's code would hold up what is asked for meanwhile: 1 megabit. */
const POOR_LINE = 125;
/** Smaller files say more about the way to the server than about what the line takes. */
const TELLING_BYTES = 50_000;

/** A file of the page as the browser timed it, in milliseconds; `transferSize` is 0 where it came from the device. */
export type Timed = Pick<
  PerformanceResourceTiming,
  'transferSize' | 'responseStart' | 'responseEnd'
>;

/** Finds what the line took in a second while the page came, kilobytes; null where nothing large came through it. */
export function speedOfLine(files: readonly Timed[]): number | null {
  const speeds = files
    .filter(({ transferSize }) => transferSize >= TELLING_BYTES)
    .map((file) => file.transferSize / Math.max(1, file.responseEnd - file.responseStart));
  return speeds.length === 0 ? null : Math.max(...speeds);
}

/** Tests for a reader who asked the browser to load little; only some browsers know. */
export function savesData(): boolean {
  const { connection }: { connection?: { saveData?: boolean } } = navigator as Navigator & {
    connection?: { saveData?: boolean };
  };
  return connection?.saveData === true;
}

/** Tests for a line on which large files have to wait until they are needed. */
export function isPoorLine(): boolean {
  const files = performance.getEntriesByType('resource') as PerformanceResourceTiming[];
  return savesData() || (speedOfLine(files) ?? POOR_LINE) < POOR_LINE;
}
