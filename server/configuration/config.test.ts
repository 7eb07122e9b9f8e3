import { describe, expect, it } from 'vitest';

import { isLoopback, isPrivate, readConfig } from './config.ts';

const SECRET = 'thirty-two characters, no fewer.';
const refusal = (environment: Record<string, string>) => {
  try {
    readConfig(environment);
    return '';
  } catch (error) {
    return String(error);
  }
};

const PROVIDER = {
  DIABAN_OIDC_ISSUER: 'https://login.office.example',
  DIABAN_OIDC_CLIENT_ID: 'dia-ban',
  DIABAN_OIDC_CLIENT_SECRET: 'a secret of the client',
};

describe('a provider of single sign-on', () => {
  it('is named whole; its host stands on the button where no label is given', () => {
    expect(readConfig({}).singleSignOn).toBeNull();
    expect(readConfig({ ...PROVIDER, DIABAN_OIDC_STRONG_AMR: 'otp, hwk' }).singleSignOn).toEqual({
      issuer: 'https://login.office.example',
      clientId: 'dia-ban',
      credential: { kind: 'secret', secret: 'a secret of the client' },
      label: 'login.office.example',
      strongAcr: [],
      strongAmr: ['otp', 'hwk'],
      only: false,
    });
  });

  it.each([
    [{ DIABAN_OIDC_ONLY: 'true' }, 'DIABAN_OIDC_ISSUER is missing'],
    [{ DIABAN_OIDC_CLIENT_ID: 'x' }, 'DIABAN_OIDC_ISSUER is missing'],
    [{ DIABAN_OIDC_ISSUER: 'https://login.office.example' }, 'DIABAN_OIDC_CLIENT_ID goes with'],
    [{ ...PROVIDER, DIABAN_OIDC_CLIENT_SECRET: 'short' }, 'DIABAN_OIDC_CLIENT_SECRET'],
    [{ ...PROVIDER, DIABAN_OIDC_PRIVATE_KEY_FILE: '/key.pem' }, 'needs either'],
    [{ ...PROVIDER, DIABAN_OIDC_ISSUER: 'http://login.office.example' }, 'must begin with https'],
    [{ ...PROVIDER, DIABAN_OIDC_ONLY: 'yes' }, 'DIABAN_OIDC_ONLY'],
  ])('that is named by halves is refused in words: %o', (environment, words) => {
    expect(refusal(environment)).toContain(words);
  });

  it('whose key cannot be read is refused in words', () => {
    const { DIABAN_OIDC_ISSUER, DIABAN_OIDC_CLIENT_ID } = PROVIDER;
    const rest = { DIABAN_OIDC_ISSUER, DIABAN_OIDC_CLIENT_ID };
    const keyed = (file: string) => refusal({ ...rest, DIABAN_OIDC_PRIVATE_KEY_FILE: file });
    expect(keyed('/no/such/key.pem')).toContain('/no/such/key.pem cannot be read');
    expect(keyed(import.meta.filename)).toContain('holds no private key');
  });
});

describe('the environment', () => {
  it('may be empty: the program then runs by itself, with the demonstration', () => {
    expect(readConfig({})).toMatchObject({
      port: 3000,
      host: '127.0.0.1',
      databaseUrl: null,
      databaseDirectUrl: null,
      databaseOwnerUrl: null,
      dataDirectory: '.diaban',
      attachmentsDirectory: '.diaban/attachments',
      seed: 'demo',
      secret: null,
      mail: null,
      geocoder: null,
    });
  });

  it('says where things are, and who sends mail through which server', () => {
    const config = readConfig({
      PORT: '0',
      DIABAN_DATA_DIR: '/data',
      DIABAN_ATTACHMENTS_DIR: '/photos',
      DIABAN_SECRET: SECRET,
      SMTP_URL: 'smtps://user:word@mail.example',
      MAIL_FROM: 'Địa Bàn <dia.ban@co-quan.example>',
      DIABAN_GEOCODER_URL: 'https://places.example',
    });
    expect(config).toMatchObject({
      port: 0,
      attachmentsDirectory: '/photos',
      secret: SECRET,
      mail: {
        smtpUrl: 'smtps://user:word@mail.example',
        from: 'Địa Bàn <dia.ban@co-quan.example>',
      },
      geocoder: { url: 'https://places.example', kind: 'nominatim' },
    });
  });

  it.each([
    ['DIABAN_SECRET', { DIABAN_SECRET: SECRET.slice(1) }],
    ['PORT', { PORT: '65536' }],
    ['PORT', { PORT: 'http' }],
    ['MAIL_FROM', { SMTP_URL: 'smtp://mail.example' }],
    ['MAIL_FROM', { MAIL_FROM: 'dia.ban@co-quan.example' }],
    ['MAIL_FROM', { SMTP_URL: 'smtp://mail.example', MAIL_FROM: 'nobody' }],
    ['SMTP_URL', { SMTP_URL: 'https://mail.example', MAIL_FROM: 'a@b.example' }],
    ['DIABAN_ANCHOR_MAIL', { DIABAN_ANCHOR_MAIL: 'kiem.toan@co-quan.example' }],
    ['DIABAN_SEED', { DIABAN_SEED: 'all' }],
    ['DIABAN_PUBLIC_URL', { DIABAN_PUBLIC_URL: 'diaban' }],
    ['DIABAN_GEOCODER_URL', { DIABAN_GEOCODER_URL: 'file:///etc/passwd' }],
    ['DIABAN_ROUTER_URL', { DIABAN_ROUTER_URL: 'router' }],
    ['LOG_LEVEL', { LOG_LEVEL: 'loud' }],
  ])('is refused by the name of what is wrong: %s', (name, environment) => {
    expect(refusal(environment)).toContain(name);
  });

  it('is refused with all its faults at once', () => {
    const said = refusal({ PORT: 'http', DIABAN_SECRET: 'short' });
    expect(said).toMatch(/PORT/);
    expect(said).toMatch(/DIABAN_SECRET/);
  });
});

describe('an address', () => {
  it('is local to this machine, or reachable from outside', () => {
    expect(['localhost', '127.0.0.1', '127.1.2.3', '::1'].filter(isLoopback)).toHaveLength(4);
    expect(
      ['0.0.0.0', '::', '192.168.1.2', 'diaban.example', '1.127.0.1'].filter(isLoopback),
    ).toEqual([]);
  });
});

describe('a server', () => {
  it('is private where both its socket and its address lead to this machine alone', () => {
    const cases: [host: string, publicUrl: string | null, isSo: boolean][] = [
      ['127.0.0.1', null, true],
      ['127.0.0.1', 'http://localhost:3000', true],
      ['127.0.0.1', 'https://diaban.example', false],
      ['0.0.0.0', null, false],
      ['0.0.0.0', 'http://localhost:3000', false],
    ];
    for (const [host, publicUrl, isSo] of cases) {
      expect([host, publicUrl, isPrivate({ host, publicUrl })]).toEqual([host, publicUrl, isSo]);
    }
  });
});

describe('a standby to read from', () => {
  const DATABASE_URL = 'postgres://diaban@one,two/diaban?sslmode=verify-full';

  it('is asked more often than a primary, which tells by itself', () => {
    expect(readConfig({ DATABASE_URL }).followMilliseconds).toBe(800);
    const read = readConfig({
      DATABASE_URL,
      DATABASE_REPLICA_URL: 'postgres://two/diaban?sslmode=verify-full',
    });
    expect(read).toMatchObject({
      databaseReplicaUrl: 'postgres://two/diaban?sslmode=verify-full',
      followMilliseconds: 100,
    });
    expect(readConfig({ DIABAN_FOLLOW_MILLISECONDS: '250' }).followMilliseconds).toBe(250);
  });

  it('is one, beside a primary that takes the writes', () => {
    expect(
      refusal({ DATABASE_REPLICA_URL: 'postgres://two/diaban?sslmode=verify-full' }),
    ).toContain('takes the writes');
    const several = {
      DATABASE_URL,
      DATABASE_REPLICA_URL: 'postgres://two,three/diaban?sslmode=verify-full',
    };
    expect(refusal(several)).toContain('one standby');
  });
});
