import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { stripVTControlCharacters } from 'node:util';

export type Step = {
  name: string;
  /** Number of cores that it uses; 0 where it waits for most of its time. */
  cores: number;
  /** Names what the machine lacks for the step, which is then left out; asked just before it would start. */
  missing?: () => string | null;
  /** Name of a step that must end before this one starts. */
  after?: string;
  command: readonly [string, ...string[]];
  environment?: Readonly<Record<string, string>>;
  /** File with the results of its tests, and the program that writes it. */
  report?: { by: 'vitest' | 'playwright'; file: string };
};

export type Outcome = {
  step: Step;
  state: 'passed' | 'failed' | 'left out';
  seconds: number;
  /** Reason why the step was left out. */
  why?: string;
  /** Last lines of the output of a step that failed. */
  lastLines?: string;
};

/** Folder with the results of the tests and the output of each step of a run. */
export const REPORTS = resolve('.test-output', 'reports');

const LAST_LINES = 20;

/**
 * Runs steps in the given order, several at a time as long as there are cores. Each prints a line when it begins and when
 * it ends; what its program says, warnings of other people's packages too, goes to a file.
 */
export async function runSteps(
  steps: readonly Step[],
  cores: number,
  say: (text: string) => void = console.log,
): Promise<Outcome[]> {
  const outcomes: Outcome[] = [];
  const waiting = [...steps];
  const running = new Map<Step, Promise<Outcome>>();
  while (waiting.length + running.size > 0) {
    for (const step of startable(waiting, running, cores)) {
      waiting.splice(waiting.indexOf(step), 1);
      running.set(step, runStep(step, say));
    }
    const outcome = await Promise.race(running.values());
    running.delete(outcome.step);
    outcomes.push(outcome);
  }
  return outcomes;
}

/** Finds the steps that can start beside the running ones; a step that needs more cores than there are runs alone. */
function startable(
  waiting: readonly Step[],
  running: ReadonlyMap<Step, unknown>,
  cores: number,
): Step[] {
  const unfinished = new Set([...waiting, ...running.keys()].map(({ name }) => name));
  let free = cores - [...running.keys()].reduce((sum, step) => sum + step.cores, 0);
  let nothingRuns = running.size === 0;
  const chosen: Step[] = [];
  for (const step of waiting) {
    if (step.after !== undefined && unfinished.has(step.after)) continue;
    if (step.cores > free && !nothingRuns) continue;
    chosen.push(step);
    free -= step.cores;
    nothingRuns = false;
  }
  return chosen;
}

async function runStep(step: Step, say: (text: string) => void): Promise<Outcome> {
  const why = step.missing?.() ?? null;
  if (why !== null) {
    say(`${step.name}: left out. ${why}`);
    return { step, state: 'left out', seconds: 0, why };
  }
  say(`${step.name} …`);
  const start = performance.now();
  const { said, succeeded } = await run(step);
  const seconds = (performance.now() - start) / 1000;
  const state = succeeded ? 'passed' : 'failed';
  const file = join(REPORTS, `${fileName(step.name)}.txt`);
  mkdirSync(REPORTS, { recursive: true });
  writeFileSync(file, said);
  say(`${step.name}: ${state} in ${Math.round(seconds)} s, see ${relative('.', file)}`);
  if (succeeded) return { step, state, seconds };
  return { step, state, seconds, lastLines: said.trim().split('\n').slice(-LAST_LINES).join('\n') };
}

/** The name of a step as that of a file. */
export const fileName = (name: string) => name.replaceAll(/\W+/g, '-');

async function run({ command, environment }: Step): Promise<{ said: string; succeeded: boolean }> {
  const [program, ...parameters] = command;
  const child = spawn(program, parameters, {
    stdio: ['ignore', 'pipe', 'pipe'],
    // Two variables that contradict each other make every program warn of it.
    env: { ...process.env, FORCE_COLOR: undefined, NO_COLOR: '1', ...environment },
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (part: string) => {
      output += part;
    });
  }
  try {
    const succeeded = (await ended(child)) === 0;
    return { succeeded, said: stripVTControlCharacters(output) };
  } catch (error) {
    return { succeeded: false, said: `${output}${String(error)}\n` };
  }
}

function ended(child: ChildProcess): Promise<number | null> {
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', resolve);
  });
}
