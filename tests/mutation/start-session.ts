import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

import type { Mutant } from './make-mutants.ts';
import type { Room } from './rooms.ts';
import type { Answer, Question } from './session.ts';

export type Session = {
  /**
   * Runs tests against a mutant, or against the source as it is, for at most so many milliseconds. Gives the test that
   * failed, {@link NEVER_ENDED} where the time was up, and null where all passed.
   */
  run(mutant: Mutant | null, tests: readonly string[], longest?: number): Promise<string | null>;
  stop(): void;
};

const LONGEST_MILLISECONDS = 300_000;
export const NEVER_ENDED = 'time';

/** Starts the process that runs mutants, and starts it again whenever a mutant runs for ever. */
export function startSession(project: Room['project']): Session {
  let child: Promise<ChildProcess> | null = null;
  const stop = () => {
    void child?.then((process) => process.kill('SIGKILL'));
    child = null;
  };
  return {
    async run(mutant, tests, longest = LONGEST_MILLISECONDS) {
      child ??= start(project);
      const process = await child;
      process.send({ mutant, tests } satisfies Question);
      const answer = await Promise.race([nextAnswer(process), timeout(longest)]);
      if (answer !== null) return answer.failed;
      stop();
      return NEVER_ENDED;
    },
    stop,
  };
}

async function start(project: string): Promise<ChildProcess> {
  const child = fork(join(import.meta.dirname, 'session.ts'), [project], {
    execArgv: ['--import', 'tsx'],
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  await nextAnswer(child);
  return child;
}

async function nextAnswer(child: ChildProcess): Promise<Answer> {
  const heard = new AbortController();
  const { signal } = heard;
  const ended = once(child, 'exit', { signal }).then(() => {
    throw new Error('The process that runs the mutants ended.');
  });
  const message = once(child, 'message', { signal }) as Promise<[Answer]>;
  try {
    const [answer] = await Promise.race([message, ended]);
    return answer;
  } finally {
    heard.abort();
    await Promise.allSettled([message, ended]);
  }
}

function timeout(milliseconds: number): Promise<null> {
  return new Promise((resolve) => {
    setTimeout(() => resolve(null), milliseconds).unref();
  });
}
