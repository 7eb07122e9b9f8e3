import { execFileSync } from 'node:child_process';
import { join } from 'node:path';

/** Names the folder of built programs in the environment, so that processes which a test starts need not look for it. */
const FOLDER = 'DIABAN_TEST_PROGRAMS';

/**
 * Gives the file of a program that is started as a process or thread of its own, built at the first time: from its
 * sources each start would take seconds of the processor.
 * @param name its source without folder and ending
 */
export function builtProgram(name: string): string {
  const folder = (process.env[FOLDER] ??= build());
  return join(folder, `${name}.js`);
}

/** Builds the programs, unless they are there as their sources are now, and gives their folder. */
function build(): string {
  const builder = join(import.meta.dirname, 'build-programs.ts');
  return execFileSync(process.execPath, ['--import', 'tsx', builder], { encoding: 'utf8' }).trim();
}
