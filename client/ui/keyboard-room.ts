import { useEffect } from 'react';

/** Browser bars that come and go are lower than this, keyboards are higher; pixels. */
const LOWEST_KEYBOARD = 120;

/** The part of the page that is seen, as a browser tells it: `window.visualViewport` beside `window.innerHeight`. */
export type SeenPart = { innerHeight: number; height: number; offsetTop: number; scale: number };

/**
 * Height of the page that the keyboard of a phone lies over, pixels; 0 without one. Chrome and Firefox make the page
 * lower by themselves (`interactive-widget` in `index.html`); Safari lays its keyboard over it.
 */
export function coveredByKeyboard({ innerHeight, height, offsetTop, scale }: SeenPart): number {
  // An enlarged page is seen in part without any keyboard.
  if (scale > 1.01) return 0;
  const covered = Math.round(innerHeight - height - offsetTop);
  return covered < LOWEST_KEYBOARD ? 0 : covered;
}

/** Keeps `--db-keyboard`, the height that a keyboard covers, for the frames that must end above it. */
export function useKeyboardRoom(): void {
  useEffect(function followKeyboard() {
    const seen = window.visualViewport;
    if (seen === null) return undefined;
    const note = () => {
      const { height, offsetTop, scale } = seen;
      const covered = coveredByKeyboard({ innerHeight, height, offsetTop, scale });
      document.documentElement.style.setProperty('--db-keyboard', `${covered}px`);
    };
    seen.addEventListener('resize', note);
    seen.addEventListener('scroll', note);
    return () => {
      seen.removeEventListener('resize', note);
      seen.removeEventListener('scroll', note);
    };
  }, []);
}
