import { readFileSync } from 'node:fs';

import { describe, expect, it } from 'vitest';

import { isTest, TEXTS, within } from './support/sources/source-imports.ts';

const page = readFileSync('server/deploy/SECURITY.md', 'utf8');
const table = page.slice(page.indexOf('## What may leave'), page.indexOf('## Input'));
/** Files that the table of what may leave names. */
const NAMED = [
  ...table.replaceAll(/^(?!\|).*$/gm, '').matchAll(/`((?:server|client)\/[\w./-]+\.tsx?)`/g),
].map(([, file = '']) => file);

/** Sources of a room as they run, without comments. */
function codeOf(room: string): [string, string][] {
  return [...TEXTS]
    .filter(([file]) => within(room)(file) && !isTest(file))
    .map(([file, text]) => [file, withoutComments(text)]);
}

function withoutComments(text: string): string {
  return text.replaceAll(/\/\*[\s\S]*?\*\//g, '').replaceAll(/^\s*\/\/.*$/gm, '');
}

/** The platform's own `fetch`, called or handed on, also as `globalThis.fetch`. */
const FETCH = /(?:(?<![.\w'"]|typeof )fetch|globalThis\.fetch)(?=\s*[(,;)]|\s*$)/m;
const OTHER_CALLS = /\bnew (?:WebSocket|EventSource)\(|navigator\.sendBeacon|\bXMLHttpRequest\b/;
/** Packages whose purpose is to reach somebody. */
const PACKAGES = /from '(?:nodemailer|openid-client|undici|ws|got|axios|web-push|aws4fetch)'/;
/** Imports of those modules of Node that open a connection or ask a name server. */
const NODE_IMPORT =
  /^import (?!type )\{([^}]*)\} from 'node:(?:http|https|http2|net|tls|dns|dgram)(?:\/promises)?'/gm;
const CONNECTS =
  /\b(?:request|get|Agent|connect|createConnection|Socket|TLSSocket|lookup|resolve\w*|createSocket)\b/;

const reachesOut = (code: string) =>
  FETCH.test(code) ||
  OTHER_CALLS.test(code) ||
  PACKAGES.test(code) ||
  [...code.matchAll(NODE_IMPORT)].some(([, names = '']) => CONNECTS.test(names));

/** Named for what the product writes or tells a browser, which is no call of the server. */
const NO_CALL = [
  'client/features/routes/phone/stop-words.tsx',
  'server/features/audit/anchor-files.ts',
  'server/http/security-headers.ts',
];

describe('what leaves the server', () => {
  it.each([
    "const answer = await fetch('x');",
    'function ask(fetchFrom: typeof fetch = fetch) {}',
    "import { request as ask } from 'node:https';",
    "import { createTransport } from 'nodemailer';",
    "new WebSocket('wss://x')",
  ])('is found where it is planted: %s', (code) => {
    expect(reachesOut(code)).toBe(true);
  });

  it('is not seen where nothing is called', () => {
    expect(reachesOut("import { isIP } from 'node:net';\nboundedFetch(x); app.fetch(y);")).toBe(
      false,
    );
  });

  it('every outgoing call stands in the table of what may leave', () => {
    const found = codeOf('server')
      .filter(([, code]) => reachesOut(code))
      .map(([file]) => file);
    expect([...found, ...NO_CALL].toSorted()).toEqual(NAMED.toSorted());
  });

  it('addresses of others stand nowhere else in the pages', () => {
    const foreign = /['"`]https?:\/\/(?!localhost|www\.w3\.org)[a-z]/;
    const found = codeOf('client').filter(([, code]) => foreign.test(code));
    expect(found.map(([file]) => file).filter((file) => !NAMED.includes(file))).toEqual([]);
  });
});

describe('what people send', () => {
  it('no program is started but our own workers', () => {
    const found = codeOf('server').filter(([, code]) => code.includes("'node:child_process'"));
    expect(found.map(([file]) => file)).toEqual([
      // The backup, its check and the trial of an upgrade are the product itself.
      'server/features/backups/backup-jobs.ts',
      'server/tried-database.ts',
      'server/workers/worker.ts',
    ]);
    const shell = /\bexec(?:Sync)?\(\s*[`'"]|shell: true/;
    expect(found.filter(([, code]) => shell.test(code))).toEqual([]);
  });

  it('nothing that people send is run as a program', () => {
    const runs =
      /\beval\(|\bnew Function\(|dangerouslySetInnerHTML|\.innerHTML\b|\.outerHTML\b|document\.write|insertAdjacentHTML|node:vm/;
    const found = [...codeOf('server'), ...codeOf('client')].filter(([, code]) => runs.test(code));
    expect(found.map(([file]) => file)).toEqual([]);
  });

  it('regular expressions are made of constants alone', () => {
    const all = [...codeOf('server'), ...codeOf('client')];
    const variable = /new RegExp\((?!\s*(?:String\.raw`|[`'"]))/;
    expect(all.filter(([, code]) => variable.test(code)).map(([file]) => file)).toEqual([]);
    const made = all.flatMap(([file, code]) =>
      [...code.matchAll(/new RegExp\(([^;]*?)\)[,;)\]]/g)].flatMap(([, source = '']) =>
        [...source.matchAll(/\$\{([^}]+)\}/g)].map(([, name = '']) => ({ file, name })),
      ),
    );
    expect(made.length).toBeGreaterThan(0);
    // A constant of the module in capitals: nothing of a request can be in it.
    expect(made.filter(({ name }) => !/^[A-Z][A-Z_0-9]*(?:\.source)?$/.test(name))).toEqual([]);
  });
});
