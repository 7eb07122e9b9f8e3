/** Header that tells the server: the page asks by itself, nobody is at the screen. Such requests keep no session awake. */
export const UNATTENDED_HEADER = 'x-diaban-unattended';
/** Time without a touch of screen or keyboard after which nobody counts as being there. */
const AWAY_MILLISECONDS = 120_000;
const SIGNS = ['pointerdown', 'pointermove', 'keydown', 'wheel', 'touchstart'] as const;

let lastSign = 0;

/** Listens for signs of a person on the page, from its start on. */
export function watchAttendance(page: Pick<Window, 'addEventListener'>, now: () => number): void {
  lastSign = now();
  const note = () => {
    lastSign = now();
  };
  for (const sign of SIGNS) page.addEventListener(sign, note, { capture: true, passive: true });
}

/** Adds the header to a request where nobody has touched the page for two minutes. */
export function withAttendance(
  init: RequestInit | undefined,
  now: number,
): RequestInit | undefined {
  if (now - lastSign < AWAY_MILLISECONDS) return init;
  const headers = new Headers(init?.headers);
  headers.set(UNATTENDED_HEADER, 'true');
  return { ...init, headers };
}
