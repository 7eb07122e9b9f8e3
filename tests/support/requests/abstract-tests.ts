import { afterAll, afterEach } from 'vitest';

/**
 * Prints the abstract tests of a standard in a file as a table when the file is done. Each test begins with its
 * identifier and a colon, such as `/conf/core/fc-op:`.
 * @param title name of the standard above the table
 */
export function printAbstractTests(title: string): void {
  const done: { id: string; state: string }[] = [];
  afterEach(({ task }) => {
    const [id = ''] = task.name.split(':', 1);
    const state = task.result?.state === 'fail' ? 'failed' : 'passed';
    if (id.startsWith('/')) done.push({ id, state });
  });
  afterAll(() => console.log(tableOf(title, done)));
}

function tableOf(title: string, done: readonly { id: string; state: string }[]): string {
  const width = Math.max(...done.map(({ id }) => id.length));
  const passed = done.filter(({ state }) => state === 'passed').length;
  const lines = done.map(({ id, state }) => `  ${id.padEnd(width)}  ${state}`);
  return [`\n${title}: ${passed} of ${done.length} passed`, ...lines].join('\n');
}
