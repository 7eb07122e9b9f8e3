import { execFileSync } from 'node:child_process';

/** Lists the reading processes that this process has started, by their process ids. */
export function workersAlive(): number[] {
  const table = execFileSync('ps', ['-o', 'pid=,ppid=,args='], { encoding: 'utf8' });
  return table.split('\n').flatMap((line) => {
    const [pid, parent] = line.trim().split(/\s+/).map(Number);
    const isOurs = parent === process.pid && line.includes('worker-process.js');
    return isOurs && pid !== undefined ? [pid] : [];
  });
}
