import { execFileSync } from 'node:child_process';
import { join } from 'node:path';

let folder: string | null = null;

/**
 * Gives the file of a program that is started as a process of its own, built at the first time: from its sources each
 * start would take seven seconds of the processor.
 * @param name its source without folder and ending
 */
export function builtProgram(name: string): string {
  const builder = join(import.meta.dirname, 'build-programs.ts');
  folder ??= execFileSync(process.execPath, ['--import', 'tsx', builder], {
    encoding: 'utf8',
  }).trim();
  return join(folder, `${name}.js`);
}
