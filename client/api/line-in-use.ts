import { useEffect } from 'react';

let holders = 0;
const listeners = new Set<() => void>();

/**
 * Says that the person waits for something that the router knows nothing of, as the first marks of a map: what is loaded
 * ahead waits until the function that comes back has been called.
 */
export function holdLine(): () => void {
  const change = (by: number) => {
    holders += by;
    for (const listener of listeners) listener();
  };
  let isHeld = true;
  change(1);
  return () => {
    if (isHeld) change(-1);
    isHeld = false;
  };
}

export const isLineHeld = (): boolean => holders > 0;

export function onLineHeld(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Holds the line like {@link holdLine} while something on the screen is awaited. */
export function useHeldLine(isAwaited: boolean): void {
  useEffect(
    function letOthersWait() {
      return isAwaited ? holdLine() : undefined;
    },
    [isAwaited],
  );
}
