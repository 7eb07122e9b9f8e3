/**
 * Lets callers go on one after the other, each in a turn of the event loop of its own: between two of them
 * everybody else's requests are served, however many wait here. Those of different keys take turns, so that
 * nobody waits behind all that another one has asked for.
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
