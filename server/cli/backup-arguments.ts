import { resolve } from 'node:path';
import { parseArgs } from 'node:util';

const OPTIONS = { noted: { type: 'string' } } as const;

/**
 * Reads `FILE [--noted <hash>]`: the path of a backup, and the hash that was noted when it was taken. Says what the
 * command takes and gives null when no file or more than one is named.
 */
export function backupOfArguments(
  command: string,
  args: readonly string[],
): { file: string; noted: string | null } | null {
  const { values, positionals } = parseArgs({
    args: [...args],
    options: OPTIONS,
    allowPositionals: true,
  });
  const [name, ...more] = positionals;
  if (name === undefined || more.length > 0) {
    console.error(`${command} takes the name of a file that backup wrote.`);
    return null;
  }
  return { file: resolve(name), noted: values.noted ?? null };
}
