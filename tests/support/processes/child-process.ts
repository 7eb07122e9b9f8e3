import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';

import { builtProgram } from './built-program.ts';

export type ChildScript = {
  pid: number;
  /** The next line that it prints. Throws what it wrote to its error output when it ends instead. */
  nextLine(): Promise<string>;
  say(line: string): void;
  /** Ends it without a chance to tidy up, and gives every line that nobody had read. */
  killNine(): Promise<string[]>;
};

/** Runs a script of this folder, by its name without the ending, in a process of its own, which a test can kill. */
export function startScript(name: string, ...parameters: readonly string[]): ChildScript {
  const child = spawn(process.execPath, [builtProgram(name), ...parameters], {
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  const closed = once(child, 'close');
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  let complaint = '';
  child.stderr.on('data', (chunk: Buffer) => {
    complaint += chunk.toString();
  });
  return {
    pid: child.pid ?? 0,
    async nextLine() {
      const { value, done } = await lines.next();
      if (done === true) throw new Error(`${name} ended early: ${complaint}`);
      return value;
    },
    say(line) {
      child.stdin.write(`${line}\n`);
    },
    async killNine() {
      child.kill('SIGKILL');
      await closed;
      const rest: string[] = [];
      for (let next = await lines.next(); next.done !== true; next = await lines.next()) {
        rest.push(next.value);
      }
      return rest;
    },
  };
}
