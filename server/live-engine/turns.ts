/**
 * A fair queue: callers continue one at a time, each in its own turn of the event loop, so that other requests are
 * served between them. Keys are served in rotation, so that no caller waits behind all requests of another key.
 */
export function takeTurns(): (key: string) => Promise<void> {
  const waiting = new Map<string, (() => void)[]>();
  function callNext(): void {
    for (const [key, callers] of waiting) {
      waiting.delete(key);
      callers.shift()?.();
      if (callers.length > 0) waiting.set(key, callers);
      break;
    }
    if (waiting.size > 0) setImmediate(callNext);
  }
  return (key) =>
    new Promise((resolve) => {
      const callers = waiting.get(key);
      if (callers !== undefined) callers.push(resolve);
      else waiting.set(key, [resolve]);
      if (callers === undefined && waiting.size === 1) setImmediate(callNext);
    });
}

/** Work that goes on in one turn of the event loop before others are served, milliseconds. */
const MOST_A_TURN = 5;

/** Does work that yields after each small step, and waits for its next turn whenever it has worked for some milliseconds. */
export async function workInTurns<T>(
  work: Generator<void, T>,
  nextTurn: () => Promise<void>,
): Promise<T> {
  for (let began = performance.now(); ;) {
    const step = work.next();
    if (step.done === true) return step.value;
    if (performance.now() - began < MOST_A_TURN) continue;
    await nextTurn();
    began = performance.now();
  }
}
