import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const DEPLOY = join(import.meta.dirname, '../../server/deploy');
const BLOCK = /^```sh( host)?\n([\s\S]*?)^```$/gm;

/** One block of commands; `changesHost` marks one that makes users or services. */
export type Commands = { text: string; changesHost: boolean };

/** Path of a file that an operator takes from the project. */
export function deployed(name: string): string {
  return join(DEPLOY, name);
}

/** Reads the blocks of commands of the runbook, in order. */
export function runbookCommands(): Commands[] {
  const text = readFileSync(deployed('RUNBOOK.md'), 'utf8');
  return [...text.matchAll(BLOCK)].map(([, host, commands = '']) => ({
    text: commands,
    changesHost: host !== undefined,
  }));
}
