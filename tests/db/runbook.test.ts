import { execFile, spawn, spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { get as getPlain } from 'node:http';
import { get } from 'node:https';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';

import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { listen, type Listening } from '#server/http/listen.ts';
import {
  findPostgres,
  ownerCommand,
  type PostgresServer,
  startPostgres,
} from '#tests/support/database/postgres-server.ts';
import { serviceUrl } from '#tests/support/database/database-template.ts';
import { freePort } from '#tests/support/processes/free-port.ts';
import { type S3Server, startS3 } from '#tests/support/object-store/s3-server.ts';
import { deployed, runbookCommands } from '#tests/support/runbook.ts';

const run = promisify(execFile);
/** Installing the product anew takes a minute or two: `npm run runbook` asks for it. */
const isAskedFor = process.env['DIABAN_RUNBOOK'] !== undefined;

describe.runIf(isAskedFor)('the runbook', () => {
  let postgres: PostgresServer;
  let folder: string;
  let s3: S3Server;
  beforeAll(async () => {
    s3 = await startS3();
    const binaries = findPostgres();
    if (binaries === null) throw new Error('Install postgresql-17-postgis-3 first.');
    postgres = await startPostgres(binaries, true, true);
    folder = mkdtempSync(join(tmpdir(), 'diaban-runbook-'));
  });
  afterAll(async () => {
    const [command, ...rest] = [
      ...ownerCommand(dirname(postgres.data)),
      join(findPostgres() ?? '', 'pg_ctl'),
    ];
    for (const name of ['standby', 'moment']) {
      const data = join(dirname(postgres.data), name);
      spawnSync(command, [...rest, '-D', data, '-m', 'immediate', 'stop'], { cwd: tmpdir() });
    }
    postgres.stop();
    await s3.stop();
    await rm(folder, { recursive: true, force: true });
  });

  it('is carried out from the first command to the last', { timeout: 900_000 }, async () => {
    const program = join(folder, 'program');
    await run('git', ['clone', '--quiet', '.', program]);
    const ownerOf = (database: string) => {
      const url = new URL(postgres.url(database));
      url.username = 'diaban';
      return url.href;
    };
    const standby = await standbyOf(postgres, ownerOf('diaban'));
    const archive = await archiveOf(postgres, ownerOf('diaban'));
    const { PATH, HOME } = process.env;
    const environment = {
      PATH: `${findPostgres()}:${PATH}`,
      HOME,
      TZ: 'UTC',
      PORT: String(await freePort()),
      KEEPER_URL: postgres.url('postgres'),
      KEEPER_DRILL_URL: postgres.url('diaban_drill'),
      DATABASE_URL: serviceUrl(postgres.url('diaban')),
      OWNER_URL: ownerOf('diaban'),
      DRILL_URL: ownerOf('diaban_drill'),
      DRILL_PORT: String(await freePort()),
      ENVIRONMENT_FILE: join(folder, 'environment'),
      DIABAN_DATA_DIR: join(folder, 'data'),
      DIABAN_SEED: 'none',
      BACKUPS: join(folder, 'backups'),
      WORK: folder,
      STORE_URL: s3.settings.url,
      STORE_BUCKET: s3.settings.bucket,
      STORE_REGION: s3.settings.region,
      STORE_KEY_ID: s3.settings.keyId,
      STORE_SECRET: s3.settings.secret,
      ...standby,
      ...archive,
    };
    const blocks = runbookCommands().filter(({ changesHost }) => !changesHost);
    const script = ['set -euo pipefail', 'mkdir -p "$DIABAN_DATA_DIR" "$BACKUPS"']
      .concat(blocks.map(({ text }, number) => `echo "== block ${number + 1}"\n${text}`))
      .concat('echo "== the end"')
      .join('\n');
    writeFileSync(join(folder, 'script.sh'), script);
    const { stdout } = await run('bash', [join(folder, 'script.sh')], {
      cwd: program,
      env: environment,
    }).catch((error: { stdout: string; stderr: string }) => {
      throw new Error(`${error.stdout.slice(-2_000)}\n${error.stderr.slice(-2_000)}`);
    });
    expect(stdout).toContain('== the end');
    expect(stdout.match(/Password, shown only now/g)).toHaveLength(2);
    expect(stdout).toContain('rows and');
    expect(stdout).toContain('lie in dia-ban at');
    expect(stdout).toContain('streaming | sync');
    expect(stdout.match(/The log is whole/g)).toHaveLength(4);
    console.log(`runbook: ${blocks.length} blocks carried out`);
  });
});

/** Variables of the runbook for a standby of the server, on a port and in a folder beside it. */
async function standbyOf({ data, options, url }: PostgresServer, ownerUrl: string) {
  const primary = new URL(url('postgres'));
  const port = await freePort();
  return {
    AS_POSTGRES: [...ownerCommand(dirname(data)), 'env', '--chdir=/'].join(' '),
    PRIMARY_DATA: data,
    STANDBY_DATA: join(dirname(data), 'standby'),
    STANDBY_OPTIONS: options.replace(`-p ${primary.port}`, `-p ${port}`),
    PRIMARY_CONNECTION: `host=${primary.hostname} port=${primary.port} user=diaban_standby`,
    STANDBY_URL: ownerUrl.replace(primary.host, `${primary.hostname}:${port}`),
    PAIR_URL: ownerUrl.replace(primary.host, `${primary.host},${primary.hostname}:${port}`),
  };
}

/** Restarts the server so that it archives, and gives the variables of the runbook for the archive and a restored database. */
async function archiveOf({ data, options, url }: PostgresServer, ownerUrl: string) {
  if (!existsSync('/usr/bin/pgbackrest')) throw new Error('Install pgbackrest first.');
  const [command, ...parameters] = [
    ...ownerCommand(dirname(data)),
    join(findPostgres() ?? '', 'pg_ctl'),
  ];
  const restart = ['-D', data, '-w', '-o', `${options} -c archive_mode=on`, 'restart'];
  const log = ['-l', join(dirname(data), 'log')];
  await run(command, [...parameters, ...log, ...restart], { cwd: tmpdir() });
  const { host, hostname, port } = new URL(url('postgres'));
  const own = await freePort();
  const moved = (address: string) => address.replace(host, `${hostname}:${own}`);
  return {
    PGBACKREST_CONFIG: join(dirname(data), 'pgbackrest.conf'),
    REPOSITORY: join(dirname(data), 'repository'),
    MOMENT_DATA: join(dirname(data), 'moment'),
    MOMENT_OPTIONS: options.replace(`-p ${port}`, `-p ${own}`),
    MOMENT_URL: moved(ownerUrl),
    KEEPER_MOMENT_URL: moved(url('postgres')),
  };
}

/** Runs nginx with the file for operators before a program on a port; only ports and certificate are others. */
async function startNginx(folder: string, upstream: number) {
  const [plain, secure] = [await freePort(), await freePort()];
  const key = ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '1'];
  const files = ['-keyout', join(folder, 'key.pem'), '-out', join(folder, 'certificate.pem')];
  await run('openssl', [...key, '-subj', '/CN=diaban.example', ...files]);
  const site = readFileSync(deployed('nginx.conf'), 'utf8')
    .replaceAll('/etc/ssl/diaban', folder)
    .replace('127.0.0.1:3000', `127.0.0.1:${upstream}`)
    .replaceAll('listen 443', `listen 127.0.0.1:${secure}`)
    .replaceAll('listen 80', `listen 127.0.0.1:${plain}`);
  const nginx = `daemon off; pid ${folder}/pid; error_log ${folder}/error.log;
    events {} http { access_log off; ${site} }`;
  writeFileSync(join(folder, 'nginx.conf'), nginx);
  const proxy = spawn('nginx', ['-c', join(folder, 'nginx.conf')], { stdio: 'ignore' });
  return { plain, secure, proxy };
}

/** Status and target of an answer; `no answer` where the connection ends without one. */
function asked(address: string, options: object): Promise<string> {
  return new Promise((resolve) => {
    const ask = address.startsWith('https:') ? get : getPlain;
    ask(address, { agent: false, ...options }, (answer) => {
      answer.resume();
      resolve(`${answer.statusCode} ${answer.headers.location ?? ''}`.trim());
    }).on('error', () => resolve('no answer'));
  });
}

describe.runIf(isAskedFor)('the files for operators', () => {
  let folder: string;
  beforeAll(() => {
    for (const program of ['/usr/bin/promtool', '/usr/sbin/nginx', '/usr/bin/systemd-analyze'])
      if (!existsSync(program))
        throw new Error('Install prometheus, nginx-light and systemd first.');
    folder = mkdtempSync(join(tmpdir(), 'diaban-deploy-'));
  });
  afterAll(async () => rm(folder, { recursive: true, force: true }));

  it('are alert rules that Prometheus takes', async () => {
    const { stdout } = await run('promtool', ['check', 'rules', deployed('alerts.yaml')]);
    expect(stdout).toContain('SUCCESS: 8 rules found');
  });

  it('are a unit that systemd takes, and finds little exposed', async () => {
    const [unit = '', ...others] = ['diaban.service', 'diaban-migrate.service'].map((name) => {
      const copied = join(folder, name);
      copyFileSync(deployed(name), copied);
      return copied;
    });
    const { stdout, stderr } = await run('systemd-analyze', ['verify', unit, ...others]);
    expect(stdout + stderr).toBe('');
    const security = ['security', '--offline=true', '--threshold=20', unit];
    expect((await run('systemd-analyze', security)).stdout).toContain('Overall exposure level');
  });

  /** Asks as a browser does that has been given this address for the product's name. */
  const OWN = {
    rejectUnauthorized: false,
    servername: 'diaban.example',
    headers: { host: 'diaban.example' },
  };

  it('let nginx send each event at once, and believe no address that a visitor writes', async () => {
    let send: (line: string) => void = () => undefined;
    const upstream: Listening = await listen(
      (request) => {
        const from = request.headers.get('x-forwarded-for') ?? '';
        const body = new ReadableStream<Uint8Array>({
          start(controller) {
            send = (line) => controller.enqueue(Buffer.from(line));
            send(`data: ${from}\n\n`);
          },
        });
        return new Response(body, { headers: { 'content-type': 'text/event-stream' } });
      },
      0,
      '127.0.0.1',
    );
    const { plain, secure, proxy } = await startNginx(folder, upstream.port);
    try {
      const lines: string[] = [];
      const reading = await new Promise<{ destroy: () => void }>((resolve, reject) => {
        const ask = (left: number) =>
          get(
            `https://127.0.0.1:${secure}/api/live`,
            { ...OWN, headers: { ...OWN.headers, 'x-forwarded-for': '203.0.113.7' } },
            (response) => {
              response.on('data', (data: Buffer) => lines.push(data.toString()));
              resolve(response);
            },
          ).on('error', (error) => {
            if (left === 0) reject(error);
            else setTimeout(ask, 100, left - 1);
          });
        ask(50);
      });
      await expect.poll(() => lines.join('')).toBe('data: 127.0.0.1\n\n');
      send('data: next\n\n');
      await expect.poll(() => lines.join('')).toContain('data: next');
      reading.destroy();
      const foreign = { host: 'evil.example' };
      const over = (more: object) => asked(`https://127.0.0.1:${secure}/`, { ...OWN, ...more });
      const plainly = (headers: object) => asked(`http://127.0.0.1:${plain}/map`, { headers });
      expect(await plainly(OWN.headers)).toBe('308 https://diaban.example/map');
      // Another Host, another name in the handshake, or none at all.
      expect(
        await Promise.all([plainly(foreign), plainly({}), over({ headers: foreign })]),
      ).toEqual(Array(3).fill('no answer'));
      expect(await over({ servername: 'evil.example', headers: foreign })).toBe('no answer');
      expect(await over({ servername: '' })).toBe('no answer');
    } finally {
      proxy.kill('SIGQUIT');
      await upstream.stop();
    }
  });
});
