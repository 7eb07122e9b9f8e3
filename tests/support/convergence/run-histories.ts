import { spawn } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { addUp, linesOf, type Report } from './report.ts';

// npm run converge: follows DIABAN_HISTORIES histories (1,000) in two processes, each with databases of its own. A
// failure prints the seed and path with which DIABAN_HISTORY_SEED and DIABAN_HISTORY_PATH repeat its history alone.
// After DIABAN_HISTORY_MINUTES, if given, no further history begins.

const PROCESSES = 2;
const wanted = Number(process.env['DIABAN_HISTORIES'] ?? 1_000);
const seed = Number(process.env['DIABAN_HISTORY_SEED'] ?? randomInt(2 ** 31 - PROCESSES));
const folder = mkdtempSync(join(tmpdir(), 'diaban-converge-'));
const start = performance.now();

const shares = Array.from(
  { length: PROCESSES },
  (_, at) => Math.floor(wanted / PROCESSES) + Number(at < wanted % PROCESSES),
);
const codes = await Promise.all(shares.map(follow));
const reports = shares.map((_, at) => readReport(at)).filter((one) => one !== null);
rmSync(folder, { recursive: true });
const seconds = (performance.now() - start) / 1_000;
console.log(
  linesOf(addUp(reports), { seconds, seeds: shares.map((_, at) => seed + at) }).join('\n'),
);
process.exitCode = codes.every((code) => code === 0) && reports.length === PROCESSES ? 0 : 1;

/** Follows a share of the histories in a process of its own; gives its exit code. */
function follow(histories: number, at: number): Promise<number> {
  const test = ['vitest', 'run', '--project', 'api', 'tests/api/convergence.test.ts'];
  const child = spawn('npx', test, {
    stdio: ['ignore', 'inherit', 'inherit'],
    env: {
      ...process.env,
      DIABAN_HISTORIES: String(histories),
      DIABAN_HISTORY_SEED: String(seed + at),
      DIABAN_HISTORY_REPORT: reportFile(at),
    },
  });
  return new Promise((resolve) => child.on('exit', (code) => resolve(code ?? 1)));
}

function reportFile(at: number): string {
  return join(folder, `${at}.json`);
}

/** Null where a process has ended before its report. */
function readReport(at: number): Report | null {
  try {
    return JSON.parse(readFileSync(reportFile(at), 'utf8')) as Report;
  } catch {
    return null;
  }
}
