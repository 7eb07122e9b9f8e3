type Mode = 'exclusive' | 'shared';
type Work = () => Promise<unknown>;

/** The locks of a browser's origin, as its pages and workers share them. */
export function fakeLocks() {
  const held: { name: string; mode: Mode }[] = [];
  const waiting: { name: string; mode: Mode; start: () => void }[] = [];
  const isFree = (name: string, mode: Mode) =>
    held.every((one) => one.name !== name || (mode === 'shared' && one.mode === 'shared'));

  function startNext(): void {
    for (const one of waiting.splice(0)) {
      if (isFree(one.name, one.mode)) one.start();
      else waiting.push(one);
    }
  }
  async function request(name: string, ...more: [Work] | [{ mode: Mode }, Work]): Promise<unknown> {
    const work = more.at(-1) as Work;
    const mode = more.length === 2 ? more[0].mode : 'exclusive';
    const lock = { name, mode };
    await new Promise<void>((resolve) => {
      const start = () => {
        held.push(lock);
        resolve();
      };
      waiting.push({ ...lock, start });
      startNext();
    });
    try {
      return await work();
    } finally {
      held.splice(held.indexOf(lock), 1);
      startNext();
    }
  }
  return { request, query: async () => ({ held: [...held] }) };
}
