import { serialize } from 'node:v8';

import { AppError } from '#server/contract/problem.ts';

import type { Order, Report, SentError } from './messages.ts';
import { TASKS } from './tasks.ts';

/** Size of the list parts in a message: the receiver handles one in a few milliseconds. */
const MOST_BYTES_A_PART = 1_048_576;
const MOST_ITEMS_A_PART = 2_000;

type Task = (input: object, questions: object) => unknown;

const blocks: Uint8Array[] = [];
let hear: (answer: unknown) => void = () => undefined;
/** Asks the server a task's question, of whatever name, and gives the answer; a task asks one at a time. */
const QUESTIONS = new Proxy(
  {},
  {
    get: (_, name) => (about: unknown) =>
      new Promise((resolve) => {
        hear = resolve;
        report({ kind: 'question', name: String(name), about });
      }),
  },
);

process.on('message', (order: Order) => {
  if (order.kind === 'block') blocks.push(order.bytes);
  else if (order.kind === 'answer') hear(order.answer);
  else void run(order.task, order.input);
});
// The server is gone: nobody waits for an answer.
process.on('disconnect', () => process.exit());
report({ kind: 'ready' });

async function run(name: string, input: Record<string, unknown>): Promise<void> {
  const bytes = new Uint8Array(Buffer.concat(blocks.splice(0)));
  try {
    const work = (await TASKS[name as keyof typeof TASKS].load()) as Task;
    report({ kind: 'begun' });
    const result = await work({ ...input, bytes }, QUESTIONS);
    report({ kind: 'done', result: withoutLists(result), rssBytes: process.memoryUsage.rss() });
  } catch (error) {
    report({ kind: 'failed', error: sent(error), rssBytes: process.memoryUsage.rss() });
  }
}

/** Sends the lists of a result ahead and returns the rest of it. */
function withoutLists(result: unknown): unknown {
  if (typeof result !== 'object' || result === null || ArrayBuffer.isView(result)) return result;
  const rest: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(result)) {
    if (!Array.isArray(value)) rest[key] = value;
    else if (value.length === 0) rest[key] = [];
    else for (const data of parts(value)) report({ kind: 'items', key, data });
  }
  return rest;
}

function* parts(items: readonly unknown[]): Generator<Uint8Array> {
  for (let from = 0; from < items.length;) {
    let slice = items.slice(from, from + MOST_ITEMS_A_PART);
    let data = serialize(slice);
    while (data.length > MOST_BYTES_A_PART && slice.length > 1) {
      slice = slice.slice(0, Math.ceil(slice.length / 2));
      data = serialize(slice);
    }
    yield data;
    from += slice.length;
  }
}

function sent(error: unknown): SentError {
  if (error instanceof AppError) {
    return { code: error.code, parameters: { ...error.parameters }, errors: error.errors };
  }
  const { name, message, stack = '' } = error instanceof Error ? error : new Error(String(error));
  return { code: null, name, message, stack };
}

function report(message: Report): void {
  process.send?.(message);
}
