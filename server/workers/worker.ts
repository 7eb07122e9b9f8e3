import { fork, type ChildProcess } from 'node:child_process';
import { createRequire } from 'node:module';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { deserialize } from 'node:v8';

import { AppError } from '#server/contract/problem.ts';
import { startedModule } from '#server/started-module.ts';

import type { Order, Report, SentError } from './messages.ts';
import { tooLarge, watchProcess, type WorkLimits } from './watch-process.ts';

const BLOCK_BYTES = 1_048_576;
const START_MILLISECONDS = 60_000;
/** Files after which a worker is replaced by a fresh one; a worker that has grown is replaced earlier. */
const MOST_USES = 200;
const MOST_KEPT_BYTES = 320 * 1_048_576;

export type Work = {
  task: string;
  bytes: Uint8Array;
  input: Record<string, unknown>;
  /** Answers to the questions that the task may ask. */
  questions: Readonly<Record<string, (about: never) => Promise<unknown>>>;
  limits: WorkLimits;
  signal: AbortSignal | null;
};

const running = new Set<ChildProcess>();
// A worker in the middle of a file would not notice the end of the server.
process.on('exit', () => {
  for (const child of running) child.kill('SIGKILL');
});

/**
 * Runs one process that reads files, one after the other. A thread would not do: there, memory outside JavaScript's
 * heap has no limit, an exhausted heap may stop the server, and native code cannot be ended.
 */
export class Worker {
  readonly #child: ChildProcess;
  readonly #ready: Promise<void>;
  #uses = 0;
  #keptBytes = 0;
  #isGone = false;

  /** @param heapMegabytes the most that JavaScript's own objects may take */
  constructor(heapMegabytes: number) {
    const program = fileURLToPath(startedModule('workers/worker-process'));
    this.#child = fork(program, [], {
      execArgv: [...loaderOf(program), `--max-old-space-size=${heapMegabytes}`],
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
      // A reader of files needs neither the address of the database nor the secret.
      env: {},
    });
    const child = this.#child;
    running.add(child);
    child.setMaxListeners(0);
    child.once('exit', () => {
      this.#isGone = true;
      running.delete(child);
    });
    child.on('error', () => this.end());
    this.#ready = new Promise((resolve, reject) => {
      const late = setTimeout(() => this.end(), START_MILLISECONDS);
      child.once('message', () => resolve());
      child.once('exit', () => reject(new Error('a worker did not start')));
      child.once('message', () => clearTimeout(late));
      child.once('exit', () => clearTimeout(late));
    });
    this.#ready.catch(() => undefined);
  }

  /** Tests whether it may be given another file. */
  get isHealthy(): boolean {
    return !this.#isGone && this.#uses < MOST_USES && this.#keptBytes < MOST_KEPT_BYTES;
  }

  end(): void {
    this.#isGone = true;
    this.#child.kill('SIGKILL');
  }

  /** Lets the server process exit while this worker is idle. */
  rest(): void {
    this.#child.unref();
    this.#child.channel?.unref();
  }

  /**
   * Runs one piece of work. After one of the three `file.` codes the process has been ended.
   * @throws AppError `file.took_too_long`, `file.too_large`, `file.reading_failed`, `import.cancelled`, and the errors
   * of the task
   */
  async run(work: Work): Promise<unknown> {
    this.#uses += 1;
    this.#child.ref();
    this.#child.channel?.ref();
    await this.#ready;
    const answer = this.#answerTo(work);
    answer.catch(() => undefined);
    await this.#hand(work).catch(() => undefined);
    return answer;
  }

  async #hand({ bytes, task, input }: Work): Promise<void> {
    for (let from = 0; from < bytes.length; from += BLOCK_BYTES) {
      await this.#send({ kind: 'block', bytes: bytes.subarray(from, from + BLOCK_BYTES) });
    }
    await this.#send({ kind: 'run', task, input });
  }

  #send(order: Order): Promise<void> {
    return new Promise((resolve, reject) => {
      if (!this.#child.connected) return reject(new Error('the worker is gone'));
      this.#child.send(order, (error) => (error === null ? resolve() : reject(error)));
    });
  }

  async #answer(
    questions: Work['questions'],
    { name, about }: Extract<Report, { kind: 'question' }>,
  ): Promise<void> {
    const find = questions[name] as ((about: unknown) => Promise<unknown>) | undefined;
    if (find === undefined) throw new Error(`a worker asked for ${name}, which nobody answers`);
    await this.#send({ kind: 'answer', answer: await find(about) });
  }

  #answerTo({ limits, signal, questions }: Work): Promise<unknown> {
    const child = this.#child;
    const lists: Record<string, unknown[]> = {};
    return new Promise((resolve, reject) => {
      const over = () => {
        watch.end();
        child.off('message', hear);
        child.off('exit', died);
        signal?.removeEventListener('abort', cancel);
      };
      const fail = (error: Error) => {
        over();
        reject(error);
      };
      const stop = (error: AppError) => {
        this.end();
        fail(error);
      };
      const watch = watchProcess(child.pid, limits, stop);
      const cancel = () => stop(new AppError('import.cancelled'));
      // A process with an exhausted heap ends by an abort signal.
      const died = (code: number | null, by: NodeJS.Signals | null) =>
        fail(
          by === 'SIGABRT' || code === 134 ? tooLarge(limits) : new AppError('file.reading_failed'),
        );
      const hear = (message: Report) => {
        if (message.kind === 'begun') watch.begin();
        else if (message.kind === 'question') {
          this.#answer(questions, message).catch((error: Error) => {
            this.end();
            fail(error);
          });
        } else if (message.kind === 'items') {
          (lists[message.key] ??= []).push(...(deserialize(message.data) as unknown[]));
        } else if (message.kind !== 'ready') {
          over();
          this.#keptBytes = message.rssBytes;
          if (message.kind === 'failed') reject(received(message.error));
          else resolve(withLists(message.result, lists));
        }
      };
      child.on('message', hear);
      child.on('exit', died);
      signal?.addEventListener('abort', cancel);
      if (signal?.aborted === true) cancel();
      else if (this.#isGone) died(null, null);
    });
  }
}

function withLists(result: unknown, lists: Record<string, unknown[]>): unknown {
  return Object.keys(lists).length === 0 ? result : { ...(result as object), ...lists };
}

function received(error: SentError): Error {
  if (error.code !== null) {
    return new AppError(error.code, { parameters: error.parameters, errors: error.errors });
  }
  return Object.assign(new Error(error.message), { name: error.name, stack: error.stack });
}

/** Arguments of Node for the loader that a source of TypeScript needs. */
function loaderOf(program: string): string[] {
  if (!program.endsWith('.ts')) return [];
  return ['--import', pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href];
}
