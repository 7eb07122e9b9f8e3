import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';

import {
  enterPeople,
  runCommand,
  startCommandLine,
  useDatabase,
} from '#tests/support/processes/command-line.ts';
import { featureOf, geoJson } from '#tests/support/files/boundary-content.ts';
import { osmFiles } from '#tests/support/files/osm-files.ts';
import { copyDatabase, type Copy } from '#tests/support/database/test-database.ts';

let copy: Copy;
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'diaban-commands-'));
  copy = await copyDatabase();
  await enterPeople(copy, 'analyst');
  useDatabase(copy);
});
afterAll(async () => {
  vi.unstubAllEnvs();
  await copy.remove();
  await rm(folder, { recursive: true, force: true });
});

async function fileOf(name: string, content: string | Uint8Array): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, content);
  return path;
}

/** The outcome of a command with a missing or wrong argument. */
const refused = (words: string) => ({ code: 1, out: '', err: expect.stringContaining(words) });

describe('the command line', () => {
  it('lists every command when asked for help, or for an unknown command', async () => {
    const files = await readdir('server/cli');
    const helpers = ['main.ts', 'open-database.ts', 'verify-evidence.ts'];
    const names = files
      .filter((file) => /(?<!\.test|-arguments)\.ts$/.test(file) && !helpers.includes(file))
      .map((file) => file.replace('.ts', ''));
    const [help, unknown] = await Promise.all([
      startCommandLine(['help']),
      startCommandLine(['no-such-command']),
    ]);
    expect([help.code, unknown.code]).toEqual([0, 1]);
    for (const { out } of [help, unknown]) {
      const listed = out.split('\n').flatMap((line) => /^ {2}(\S+)/.exec(line)?.[1] ?? []);
      expect(listed.toSorted()).toEqual(names.toSorted());
    }
  }, 60_000);

  it('names in one sentence what is missing or wrong, without a stack trace', async () => {
    const [environment, option] = await Promise.all([
      startCommandLine(['verify-audit'], { environment: { PORT: 'none' } }),
      startCommandLine(['verify-audit', '--unknown']),
    ]);
    expect(environment).toMatchObject({ code: 1, out: '' });
    expect(environment.err).toMatch(/The environment is not usable[\s\S]*PORT/);
    expect(option).toMatchObject({ code: 1, out: '' });
    expect(option.err).toContain('--unknown');
    expect(environment.err + option.err).not.toContain('    at ');
  }, 60_000);
});

describe('emergency-access', () => {
  it('gives an administrator in office a password once, and nobody else', async () => {
    const give = (...options: string[]) => runCommand('emergency-access', ...options);
    expect(await give()).toEqual(refused('--username'));
    expect(await give('--username', 'khan.cap', '--hours', '1000')).toEqual(refused('1…168'));
    expect(await give('--username', 'khan.cap')).toEqual(refused('create-admin makes one'));
    await runCommand('create-admin', '--username', 'khan.cap');
    const { out } = await give('--username', 'khan.cap', '--hours', '2');
    expect(out).toMatch(/^Administrator khan\.cap can .* until \d{4}-.*\nPassword, .*: \S{12,}\n$/);
  });
});

describe('create-admin', () => {
  it('asks for a valid username', async () => {
    expect(await runCommand('create-admin')).toEqual(refused('--username'));
    expect(await runCommand('create-admin', '--username', 'A b')).toEqual(refused('3 to 30 signs'));
  });

  it('makes a password and shows it once, and makes no second account of a name', async () => {
    const made = await runCommand('create-admin', '--username', 'quan.tri', '--name', 'Quản Trị');
    expect(made).toMatchObject({ code: 0, err: '' });
    expect(made.out).toMatch(/^Administrator quan\.tri can sign in\.\nPassword, .*: \S{12,}\n$/);
    const again = await runCommand('create-admin', '--username', 'quan.tri');
    expect(again).toMatchObject({ code: 1, out: '' });
    expect(again.err).not.toBe('');
  });

  it('reads a password from its input, and refuses one that would be guessed', async () => {
    const create = (username: string, input: string) =>
      startCommandLine(['create-admin', '--username', username, '--password-stdin'], { input });
    const [good, bad] = await Promise.all([
      create('quan.tri.hai', 'dung nguoi dung viec 7\n'),
      create('quan.tri.ba', 'password\n'),
    ]);
    expect(good).toEqual({
      code: 0,
      out: 'Administrator quan.tri.hai can sign in.\n',
      err: '',
    });
    expect(bad).toMatchObject({ code: 1, out: '' });
    expect(bad.err).not.toContain('    at ');
  }, 60_000);
});

describe('verify-audit', () => {
  it('says that the log is whole, with a hash to note, and finds it again', async () => {
    const first = await runCommand('verify-audit');
    expect(first).toMatchObject({ code: 0, err: '' });
    const hash = /The log is whole: \d+ lines\. .*: ([0-9a-f]{64})\n/.exec(first.out)?.[1] ?? '';
    expect(await runCommand('verify-audit', '--noted', hash)).toMatchObject({ code: 0 });
  });

  it('says that it is broken where the noted hash is gone, and accepts no other word as a hash', async () => {
    expect(await runCommand('verify-audit', '--noted', 'f'.repeat(64))).toEqual(
      refused('The log is BROKEN: no line has the hash noted earlier'),
    );
    expect(await runCommand('verify-audit', '--noted', 'abc')).toEqual(refused('64 hexadecimal'));
  });
});

describe('import-points', () => {
  const TABLE = [
    'Mã;Tên điểm;Loại;Kinh độ;Vĩ độ',
    'L1;Nhà nghỉ Dòng Lệnh;NN;105.85;21.03',
    'L2;Quán Loại Lạ;KHONG-CO;105.85;21.03',
  ].join('\n');
  const importPoints = (...args: string[]) => runCommand('import-points', ...args);

  it('asks for a file and an account, which must be there', async () => {
    expect(await importPoints()).toEqual(refused('--as <username>'));
    const path = await fileOf('diem.csv', TABLE);
    expect(await importPoints(path)).toEqual(refused('--as <username>'));
    expect(await importPoints(path, '--as', 'nobody')).toMatchObject({ code: 1, out: '' });
    const missing = await importPoints(join(folder, 'none.csv'), '--as', 'analyst');
    expect(missing).toEqual(refused('ENOENT'));
  });

  it('only shows what it would do, until it is told to write', async () => {
    const path = await fileOf('diem.csv', TABLE);
    const judged = '2 rows: 1 new, 0 known, 0 known but different, 0 need consent, 1 refused\n';
    const dry = await importPoints(path, '--as', 'analyst');
    expect(dry).toMatchObject({ code: 0, err: '' });
    expect(dry.out).toContain(judged);
    expect(dry.out).toContain('import.category_unknown: 1 (lines 3)');
    const written = await importPoints(path, '--as', 'analyst', '--write');
    expect(written.out).toContain(judged);
    expect(written.out).toContain('added 1, unchanged 0, refused 1\n');
    const again = await importPoints(path, '--as', 'analyst', '--write');
    expect(again.out).toContain('added 0, unchanged 1, refused 1\n');
  });
});

describe('import-former-communes', () => {
  it('adds old names once, and names the line of what it cannot read', async () => {
    const source = ['--source', 'Nghị quyết 1656'];
    expect(await runCommand('import-former-communes')).toEqual(refused('--source'));
    const good = await fileOf('cu.csv', 'old_name,extent,new_code\nPhường Minh Họa,full,00070\n');
    const added = await runCommand('import-former-communes', good, ...source);
    expect(added).toMatchObject({ code: 0, err: '' });
    expect(added.out).toMatch(/^1 rows: 1 old names added/);
    const again = await runCommand('import-former-communes', good, ...source);
    expect(again.out).toMatch(/^1 rows: 0 old names added, 0 changed, 1 known already/);
    const bad = await fileOf('sai.csv', 'old_name,extent,new_code\nPhường Sai,full,70\n');
    const wrong = await runCommand('import-former-communes', bad, ...source);
    expect(wrong).toMatchObject({ code: 1, out: '' });
    expect(wrong.err.trim().split('\n').length).toBeGreaterThan(1);
  });
});

describe('import-gazetteer', () => {
  const importGazetteer = (...args: string[]) => runCommand('import-gazetteer', ...args);

  it('asks for a source, and for the columns that it does not understand', async () => {
    const path = await fileOf('dia-danh.csv', 'A,B,C\nChợ Thử,105.85,21.03\n');
    expect(await importGazetteer(path)).toEqual(refused('--source'));
    const unclear = await importGazetteer(path, '--source', 'thử', '--dry-run');
    expect(unclear).toMatchObject({ code: 1, err: expect.stringContaining('Still to be mapped') });
    const columns = 'name=A,longitude=B,latitude=C';
    const clear = await importGazetteer(path, '--source', 'thử', '--dry-run', '--columns', columns);
    expect(clear).toMatchObject({ code: 0, err: '' });
    expect(clear.out).toMatch(/^Dry run: nothing was written\.\n1 entries of 1/);
  });

  it('takes a gazetteer into use', async () => {
    const path = await fileOf('dia-danh.csv', 'Tên,lon,lat\nChợ Thử,105.85,21.03\n');
    const taken = await importGazetteer(path, '--source', 'thử');
    expect(taken).toMatchObject({ code: 0, err: '' });
    expect(taken.out).toMatch(/^Gazetteer \d+ is in use\.\n1 entries of 1/);
  });
});

describe('import-roads', () => {
  const corner = (id: number, lon: number) => ({ id, lon, lat: 21.03 });
  const { overpass } = osmFiles({
    nodes: [corner(1, 105.85), corner(2, 105.851), corner(3, 105.852)],
    ways: [{ id: 1, nodes: [1, 2, 3], tags: { highway: 'residential' } }],
  });

  it('shows what it would do, and brings roads into force', async () => {
    const path = await fileOf('duong.json', overpass);
    expect(await runCommand('import-roads', path)).toEqual(refused('--source'));
    const dry = await runCommand('import-roads', path, '--source', 'thử', '--dry-run');
    expect(dry).toMatchObject({ code: 0, err: '' });
    expect(dry.out).toMatch(
      /^Dry run: nothing was written\.\n\S+ km of roads in \d+ stretches of 1 /,
    );
    const taken = await runCommand('import-roads', path, '--source', 'thử');
    expect(taken.out).toMatch(/^Road network \d+ is in force\.\n/);
    const none = await fileOf('khong.json', 'not a map');
    const wrong = await runCommand('import-roads', none, '--source', 'thử');
    expect(wrong).toMatchObject({ code: 1, out: '' });
  });
});

describe('import-boundaries', () => {
  const square = [
    [105.8, 21],
    [105.86, 21],
    [105.86, 21.06],
    [105.8, 21.06],
    [105.8, 21],
  ];

  it('shows what a file would do, and refuses one that leaves communes out', async () => {
    const path = await fileOf('ranh.geojson', geoJson([featureOf([square], { ma: '00070' })]));
    expect(await runCommand('import-boundaries', path)).toEqual(refused('--source'));
    const partial = await runCommand('import-boundaries', path, '--source', 'thử');
    expect(partial).toMatchObject({ code: 1, out: '' });
    const dry = await runCommand('import-boundaries', path, '--source', 'thử', '--dry-run');
    expect(dry.out).toMatch(
      /^Dry run: nothing was written\.\nranh\.geojson: .*SHA-256 [0-9a-f]{64}/,
    );
    expect(dry.out).toMatch(/Matched 1 of 126 communes: 1 by code, 0 by name\./);
    expect(dry.code).toBe(0);
  });
});

describe('generate', () => {
  it('fills an empty register, and leaves one that is not alone', async () => {
    expect(await runCommand('generate')).toEqual(refused('--points'));
    expect(await runCommand('generate', '--points', '9', '--events', '1')).toEqual(
      refused('between 1 and 30 events'),
    );
    const empty = await copyDatabase();
    useDatabase(empty);
    const filled = await runCommand('generate', '--points', '30', '--events', '150');
    const again = await runCommand('generate', '--points', '9');
    useDatabase(copy);
    await empty.remove();
    expect(filled).toMatchObject({ code: 0, err: '' });
    expect(filled.out).toMatch(/generated 30 points with \d+ events in [\d.]+ s\n$/);
    expect(again).toMatchObject({ code: 1, out: '' });
  }, 60_000);
});

describe('backup and restore', () => {
  it('ask for a file, which backup does not write over and restore reads whole', async () => {
    expect(await runCommand('backup')).toEqual(refused('name of the file'));
    expect(await runCommand('restore')).toEqual(refused('name of a file'));
    const path = await fileOf('co-roi', 'something');
    expect(await runCommand('backup', path)).toMatchObject({ code: 1, out: '' });
    expect(await readFile(path, 'utf8')).toBe('something');
    expect(await runCommand('restore', path)).toMatchObject({ code: 1, out: '' });
  });

  it('bring what is in one database into another, and nothing into one in use', async () => {
    const file = join(folder, 'ban-sao');
    const taken = await runCommand('backup', file);
    expect(taken).toMatchObject({ code: 0, err: '' });
    const [, rows, hash = ''] =
      /^(\d+ rows and \d+ files) are in .*: ([0-9a-f]{64})\n$/s.exec(taken.out) ?? [];
    expect(await runCommand('restore', file)).toMatchObject({ code: 1, out: '' });
    const empty = await copyDatabase();
    useDatabase(empty);
    const wrong = await runCommand('restore', file, '--noted', '0'.repeat(64));
    const restored = await runCommand('restore', file, '--noted', hash);
    const verified = await runCommand('verify-audit');
    useDatabase(copy);
    await empty.remove();
    expect(wrong).toMatchObject({ code: 1, out: '' });
    expect(restored).toEqual({
      code: 0,
      out: `${rows} are back. Run verify-audit next.\n`,
      err: '',
    });
    expect(verified.code).toBe(0);
  }, 60_000);
});
