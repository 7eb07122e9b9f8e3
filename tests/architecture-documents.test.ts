import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

import { CHAPTERS, VARIABLES } from '#server/configuration/variables.ts';
import {
  CONFIGURATION_PAGE,
  configurationPage,
} from '#tests/support/configuration/configuration-page.ts';

const README = 'README.md';
const ARCHITECTURE = 'server/ARCHITECTURE.md';
const DECISIONS = 'server/DECISIONS.md';
const FOR_OPERATORS = ['OPERATION', 'SIGN-ON', 'PROGRAMS'].map(
  (page) => `server/deploy/${page}.md`,
);
const THIS_FILE = 'tests/architecture-documents.test.ts';
const ROOT_FOLDER = /^(client|server|data|tests)\//;

const files = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], {
  encoding: 'utf8',
})
  .split('\n')
  .filter((file) => existsSync(file));
const code = new Map(
  files
    .filter((file) => /\.(tsx?|sql|js)$|^package\.json$/.test(file) && file !== THIS_FILE)
    .map((file) => [file, withoutComments(readFileSync(file, 'utf8'))] as const),
);
const guides = files.filter((file) => file.endsWith('/README.md'));
const commands = Object.keys(
  (JSON.parse(readFileSync('package.json', 'utf8')) as { scripts: object }).scripts,
);

function withoutComments(text: string): string {
  return text.replaceAll(/(?<![\w"'])\/\*[^]*?\*\/|^\s*(\/\/|--).*$/gm, '');
}

function drawingOf(text: string): string {
  return text
    .split('```text\n')
    .slice(1)
    .map((part) => part.split('```')[0] ?? '')
    .join('\n');
}

/** Everything in backticks, a part of the text at a time: a row of a table, an item of a list or a paragraph. */
function partsOf(text: string): string[][] {
  const prose = text.replaceAll(/```[^]*?```/g, '\n');
  return prose
    .split(/\n\s*\n|\n(?=\||[-*] |\d+\. |#)/)
    .map((part) =>
      [...part.matchAll(/`([^`]+)`/g)].map(([, span = '']) => span.replaceAll(/\s+/g, ' ')),
    );
}

const isPath = (span: string) => ROOT_FOLDER.test(span) || /^[\w.-]+\.(md|json|ts)$/.test(span);

function exists(path: string): boolean {
  return path.endsWith('/') ? files.some((file) => file.startsWith(path)) : files.includes(path);
}

/** Files and folders that the guide of a room names, and that are neither in the room nor in the project. */
function unknownIn(room: string, text: string): string[] {
  const inside = files.filter((file) => file.startsWith(room)).map((file) => `/${file}`);
  return partsOf(text)
    .flat()
    .filter((span) => /^[\w.-]+(\/[\w.-]+)*(\/|\.(tsx?|sql|md|json|csv))$/.test(span))
    .filter((span) => !exists(span) && !inside.some((file) => isPartOf(`${file}/`, span)));
}

function isPartOf(file: string, span: string): boolean {
  return file.includes(span.endsWith('/') ? `/${span}` : `/${span}/`);
}

/** True when one of the files holds the name as a word of its code; a folder stands for all of its files. */
function holds(paths: readonly string[], name: string): boolean {
  const word = new RegExp(`(?<![\\w$-])${escaped(name)}(?![\\w$-])`);
  return [...code].some(
    ([file, text]) => paths.some((path) => file.startsWith(path)) && word.test(text),
  );
}

function escaped(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\/-]/g, '\\$&');
}

/**
 * The spans in backticks that are not true: a path that does not exist, a name that stands in none of the files named
 * beside it (or nowhere, where none is named), an address that no route has, a command that nobody can type.
 */
function untrue(text: string): string[] {
  return partsOf(text).flatMap((spans) => {
    const paths = spans.filter(isPath);
    const named = paths.length > 0 ? paths : [''];
    return spans.filter((span) => !isTrue(span, named));
  });
}

function isTrue(span: string, paths: readonly string[]): boolean {
  if (isPath(span)) return exists(span);
  if (span.startsWith('npm ')) return runs(span);
  if (span.startsWith('/')) return hasRoute(span);
  if (/^[\w$]+(\(\))?$/.test(span)) return holds(paths, span.replace('()', ''));
  return true;
}

function runs(command: string): boolean {
  const script = /^npm (?:run )?([\w:-]+)/.exec(command.replace(/^npm ci && /, ''))?.[1] ?? '';
  const [, own] = /^npm run cli -- ([\w-]+)/.exec(command) ?? [];
  return commands.includes(script) && (own === undefined || exists(`server/cli/${own}.ts`));
}

function hasRoute(address: string): boolean {
  const declared = [`'${address}`, `'${address.replace(/^\/api/, '')}`];
  return [...code].some(
    ([file, text]) => file.startsWith('server/') && declared.some((one) => text.includes(one)),
  );
}

describe('the documents', () => {
  it.each([README, ARCHITECTURE, DECISIONS, ...FOR_OPERATORS])(
    '(%s) names only what exists',
    (document) => {
      expect(untrue(readFileSync(document, 'utf8'))).toEqual([]);
    },
  );

  it.each(guides)('(%s) names files and folders that are there', (guide) => {
    const room = guide.replace('README.md', '');
    expect(unknownIn(room, readFileSync(guide, 'utf8'))).toEqual([]);
  });

  it('would be found out', () => {
    expect(
      untrue(
        [
          'A path: `server/nothing.ts`.',
          'A name: `changeNothing`.',
          '| a name of another file | `changePoint` in `server/app.ts` |',
          '- `npm run nothing`, `npm run cli -- nothing`, `/api/no-such-address`',
          'True: `changePoint`, `npm test`, `/api/points/{id}`.',
          'True: `server/app.ts`, `createApp`.',
        ].join('\n\n'),
      ),
    ).toEqual([
      'server/nothing.ts',
      'changeNothing',
      'changePoint',
      'npm run nothing',
      'npm run cli -- nothing',
      '/api/no-such-address',
    ]);
    const guide = '`problem.ts`, `features/`, `server/app.ts`; `nothing.ts`, `nothing/`, `app.ts`';
    expect(unknownIn('server/contract/', guide)).toEqual(['nothing.ts', 'nothing/', 'app.ts']);
  });

  it('name every variable of the environment on one page, which its declaration writes', () => {
    expect(readFileSync(CONFIGURATION_PAGE, 'utf8')).toBe(configurationPage());
    const untold = Object.entries(VARIABLES).filter(
      ([, { description = '' }]) => description === '',
    );
    expect(untold.map(([name]) => name)).toEqual([]);
    expect(
      Object.values(CHAPTERS)
        .flatMap((chapter) => Object.keys(chapter))
        .toSorted(),
    ).toEqual(Object.keys(VARIABLES).toSorted());
  });

  it('tell a stranger on one page what it is, in three minutes', () => {
    const lines = readFileSync(README, 'utf8').trimEnd().split('\n');
    expect(lines.length).toBeLessThanOrEqual(110);
  });

  it('draw every room, and no room that is not there', () => {
    const drawn = drawingOf(readFileSync(ARCHITECTURE, 'utf8'))
      .split('\n')
      .flatMap((line) => {
        const names = [...line.matchAll(/(?<=^|\s)[\w/-]+\/(?=\s|$)/g)].map(([name]) => name);
        return line.startsWith('  ') ? names.map((name) => `server/features/${name}`) : names;
      })
      .filter((room) => ROOT_FOLDER.test(room));
    expect(drawn.filter((room) => !exists(room))).toEqual([]);
    const rooms = ['client', 'server', 'server/features', 'data', 'tests'].flatMap((room) =>
      readdirSync(room, { withFileTypes: true })
        .filter((entry) => entry.isDirectory() && exists(`${room}/${entry.name}/`))
        .map((entry) => `${room}/${entry.name}/`),
    );
    expect(rooms.filter((room) => !drawn.includes(room))).toEqual([]);
  });

  it('explain the architecture on one page', () => {
    const lines = readFileSync(ARCHITECTURE, 'utf8').trimEnd().split('\n');
    expect(lines.length).toBeLessThanOrEqual(150);
  });

  it('say of each decision why, and what was given up, in at most ten lines', () => {
    const decisions = readFileSync(DECISIONS, 'utf8').trimEnd().split('\n## ').slice(1);
    const saysAll = (text: string) =>
      ['**Decided.**', '**Why.**', '**Given up.**'].every((word) => text.includes(word));
    expect(decisions.length).toBeGreaterThanOrEqual(12);
    expect(decisions.length).toBeLessThanOrEqual(20);
    expect(decisions.filter((text) => !saysAll(text) || text.split('\n').length > 11)).toEqual([]);
  });
});
