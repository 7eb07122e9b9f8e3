import { HandInReceipt } from '#server/contract/tip-source.ts';

export type HandedIn = {
  /** The code of each number, as long as all its answers gave the same one. */
  codes: Map<string, string>;
  /** Number of answers by status. */
  statuses: Map<number, number>;
  /** Milliseconds from each request to its answer. */
  waited: number[];
};

/** Hands in a tip for each number over so many clients at once, each of the n-th a second time. */
export async function handInAll(given: {
  numbers: readonly string[];
  clients: number;
  repeatEvery: number;
  send: (number: string, index: number) => Promise<{ status: number; body: unknown }>;
}): Promise<HandedIn> {
  const { numbers, clients, repeatEvery, send } = given;
  const work = numbers.flatMap((number, index) =>
    index % repeatEvery === 0
      ? [
          { number, index },
          { number, index },
        ]
      : [{ number, index }],
  );
  const codes = new Map<string, string>();
  const changed = new Set<string>();
  const statuses = new Map<number, number>();
  const waited: number[] = [];
  const waiting = work.values();
  await Promise.all(
    Array.from({ length: clients }, async () => {
      for (const { number, index } of waiting) {
        const start = performance.now();
        const { status, body } = await send(number, index);
        waited.push(performance.now() - start);
        statuses.set(status, (statuses.get(status) ?? 0) + 1);
        if (status >= 300) continue;
        const { code } = HandInReceipt.parse(body);
        if ((codes.get(number) ?? code) !== code) changed.add(number);
        codes.set(number, code);
      }
    }),
  );
  for (const number of changed) codes.delete(number);
  return { codes, statuses, waited };
}
