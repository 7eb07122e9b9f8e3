import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';

import { describe, expect, it } from 'vitest';

import { createMetrics } from '#server/http/metrics.ts';
import { createMapAge } from '#server/map-age.ts';
import { createOperatorWarnings } from '#server/operator-warnings.ts';
import { deployed, runbookCommands } from '#tests/support/runbook.ts';

const textOf = (name: string) => readFileSync(deployed(name), 'utf8');
const all = (text: string, expression: RegExp) =>
  [...text.matchAll(expression)].map(([, found = '']) => found);

describe('the files for operators', () => {
  it('ask only for metrics that the product has', async () => {
    const { registry } = createMetrics();
    createOperatorWarnings(registry);
    createMapAge({ age: null, readAt: null }, registry);
    // A counter of jobs appears with the first job.
    const known = new Set([...registry.getMetricsAsArray().map(({ name }) => name), 'up']);
    known.add('diaban_jobs_total');
    const asked = [...all(textOf('alerts.yaml'), /\b([a-z][a-z0-9_]*)\{/g)];
    asked.push(...all(textOf('dashboard.json'), /\b([a-z][a-z0-9_]*)\{/g));
    expect(asked.length).toBeGreaterThan(10);
    const base = (name: string) => name.replace(/_(bucket|count|sum)$/, '');
    expect(asked.filter((name) => !known.has(name) && !known.has(base(name)))).toEqual([]);
    expect(JSON.parse(textOf('dashboard.json'))).toHaveProperty('panels');
  });

  it('name variables that the product reads', () => {
    const room = ['variables', 'object-store', 'security'];
    const known = room
      .map((name) => readFileSync(`server/configuration/${name}.ts`, 'utf8'))
      .join('');
    const units = ['diaban.service', 'diaban-migrate.service'];
    const files = ['Containerfile', 'compose.yaml', ...units, 'RUNBOOK.md'];
    const named = files.flatMap((file) =>
      all(textOf(file), /\b(DIABAN_[A-Z_]+|DATABASE_[A-Z_]+)\b/g),
    );
    // The first two are the proxy's own, the third that of a program of the tests.
    const own = new Set(['DIABAN_HOST', 'DIABAN_UPSTREAM', 'DIABAN_FAILOVER_BY']);
    expect(named.length).toBeGreaterThan(10);
    expect(named.filter((name) => !own.has(name) && !known.includes(name))).toEqual([]);
  });

  it('name files and commands that are there', () => {
    const runbook = textOf('RUNBOOK.md');
    const paths = all(runbook, /(?<![\w/])((?:server|tests)\/[\w./-]+\.\w+)/g);
    expect(paths.filter((path) => !existsSync(path))).toEqual([]);
    const commands = new Set(readdirSync('server/cli').map((name) => name.replace('.ts', '')));
    const called = all(runbook, /npm run (?:--silent )?cli -- ([a-z-]+)/g);
    expect(called.filter((name) => !commands.has(name))).toEqual([]);
    const copied = all(textOf('Containerfile'), /\/app\/([\w.-]+) [\w.]/g);
    const made = new Set(['dist', 'node_modules']);
    expect(copied.filter((name) => !made.has(name) && !existsSync(name))).toEqual([]);
  });

  it('are shell that can be read', () => {
    const texts = runbookCommands().map(({ text }) => text);
    expect(texts.length).toBeGreaterThan(8);
    const errors = texts.map((input) => spawnSync('bash', ['-n'], { input }).stderr.toString());
    expect(errors.join('')).toBe('');
  });
});
