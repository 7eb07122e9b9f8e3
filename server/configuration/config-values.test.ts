import { describe, expect, it } from 'vitest';

import { readConfig } from './config.ts';

const isRefused = (environment: Record<string, string>): boolean => {
  try {
    readConfig(environment);
    return false;
  } catch {
    return true;
  }
};

describe('an environment that says nothing', () => {
  it('switches off what needs a word of the operator, and keeps backups in the data folder', () => {
    expect(readConfig({})).toMatchObject({
      databaseReplicaUrl: null,
      backupsDirectory: '.diaban/backups',
      anchors: { directory: null, mailTo: null },
      triesUpgrades: true,
      setUpCode: null,
      publicUrl: null,
      basemapStyleUrl: null,
      basemapPmtiles: null,
      routerUrl: null,
      optimiserUrl: null,
      metricsToken: null,
      openDocs: false,
      securityContact: null,
      webhookHosts: [],
      objectStore: null,
      logLevel: 'info',
    });
  });
});

describe('each word of the operator', () => {
  it('is taken for what it names, and for nothing else', () => {
    const read = readConfig({
      HOST: '0.0.0.0',
      DATABASE_URL: 'postgres://pooler@localhost/a',
      DATABASE_DIRECT_URL: 'postgres://direct@localhost/a',
      DATABASE_OWNER_URL: 'postgres://owner@localhost/a',
      DIABAN_BACKUP_DIR: '/backups',
      DIABAN_ANCHOR_DIR: '/anchors',
      DIABAN_ANCHOR_MAIL: 'kiem.toan@co-quan.example',
      SMTP_URL: 'smtp://localhost',
      MAIL_FROM: 'a@b.example',
      DIABAN_UPGRADE_TRIAL: 'never',
      DIABAN_SET_UP_CODE: ' a code of set-up ',
      DIABAN_SEED: 'none',
      DIABAN_BASEMAP_STYLE_URL: 'https://maps.example/style.json',
      DIABAN_BASEMAP_PMTILES: '/city.pmtiles',
      DIABAN_ROUTER_URL: 'https://osrm.example',
      DIABAN_OPTIMISER_URL: 'https://vroom.example',
      DIABAN_GEOCODER_URL: 'https://pelias.example',
      DIABAN_GEOCODER_KIND: 'pelias',
      DIABAN_METRICS_TOKEN: 'sixteen letters.',
      DIABAN_API_DOCS: 'everybody',
      DIABAN_SECURITY_CONTACT: 'tel:+84-24-0000-0000',
      LOG_LEVEL: 'warn',
    });
    expect(read).toMatchObject({
      host: '0.0.0.0',
      databaseUrl: 'postgres://pooler@localhost/a',
      databaseDirectUrl: 'postgres://direct@localhost/a',
      databaseOwnerUrl: 'postgres://owner@localhost/a',
      backupsDirectory: '/backups',
      anchors: { directory: '/anchors', mailTo: 'kiem.toan@co-quan.example' },
      triesUpgrades: false,
      setUpCode: 'a code of set-up',
      seed: 'none',
      basemapStyleUrl: 'https://maps.example/style.json',
      basemapPmtiles: '/city.pmtiles',
      routerUrl: 'https://osrm.example',
      optimiserUrl: 'https://vroom.example',
      geocoder: { url: 'https://pelias.example', kind: 'pelias' },
      metricsToken: 'sixteen letters.',
      openDocs: true,
      securityContact: 'tel:+84-24-0000-0000',
      logLevel: 'warn',
    });
  });

  it('has its limits: a letter or a number less is refused', () => {
    const limits: [name: string, least: string, refused: string][] = [
      ['DIABAN_FOLLOW_MILLISECONDS', '50', '49'],
      ['DIABAN_FOLLOW_MILLISECONDS', '60000', '60001'],
      ['DIABAN_METRICS_TOKEN', 'x'.repeat(16), 'x'.repeat(15)],
      ['DIABAN_SET_UP_CODE', 'x'.repeat(16), `${'x'.repeat(15)} `],
      ['DIABAN_SET_UP_CODE', 'x'.repeat(200), 'x'.repeat(201)],
      ['DIABAN_SECRET', 'x'.repeat(32), 'x'.repeat(31)],
      ['DIABAN_PREVIOUS_SECRET', 'x'.repeat(32), 'x'.repeat(31)],
      ['DIABAN_IDLE_MINUTES', '5', '4'],
      ['DIABAN_IDLE_MINUTES', '720', '721'],
      ['PORT', '65535', '-1'],
      ['DIABAN_SECURITY_CONTACT', 'mailto:a@b.example', 'http://a.example'],
      ['DIABAN_PUSH_CONTACT', 'https://a.example', 'tel:113'],
    ];
    for (const [name, taken, refused] of limits) {
      expect([name, isRefused({ [name]: taken })]).toEqual([name, false]);
      expect([name, isRefused({ [name]: refused })]).toEqual([name, true]);
    }
  });

  it('switches nightly backups off where it is none', () => {
    expect(readConfig({ DIABAN_BACKUP_DIR: 'none' }).backupsDirectory).toBeNull();
    expect(readConfig({ DIABAN_DATA_DIR: '/data' }).backupsDirectory).toBe('/data/backups');
  });

  it('goes with its partner: a direct address with that of the pooler', () => {
    expect(isRefused({ DATABASE_DIRECT_URL: 'postgres://a@localhost/b' })).toBe(true);
  });
});

describe('hosts of receivers', () => {
  it('are a list with commas, in small letters, without empty places', () => {
    const given = { DIABAN_WEBHOOK_HOSTS: ' Dispatch.Office ,, localhost,' };
    expect(readConfig(given).webhookHosts).toEqual(['dispatch.office', 'localhost']);
  });
});

describe('the mail server', () => {
  it('must speak TLS unless it is on this machine', () => {
    const mail = (SMTP_URL: string, more = {}) =>
      readConfig({ SMTP_URL, MAIL_FROM: 'a@b.example', ...more }).mail?.requiresTls;
    expect(mail('smtp://mail.example')).toBe(true);
    expect(mail('smtp://127.0.0.1:25')).toBe(false);
    expect(mail('smtp://mailer:25', { DIABAN_SAME_MACHINE_HOSTS: 'mailer' })).toBe(false);
  });
});

describe('push services', () => {
  it('are those of the browsers where none is named, none for “none”, and else those that are named', () => {
    expect(readConfig({}).push.services).toEqual([
      'fcm.googleapis.com',
      'updates.push.services.mozilla.com',
      'web.push.apple.com',
      '*.notify.windows.com',
    ]);
    const named = (DIABAN_PUSH_SERVICES: string) => readConfig({ DIABAN_PUSH_SERVICES }).push;
    expect(named('none').services).toEqual([]);
    expect(named(' push.example , ').services).toEqual(['push.example']);
  });

  it('are told the address of the operator, else that of the product where it is reached by TLS', () => {
    const contact = (environment: Record<string, string>) => readConfig(environment).push.contact;
    const DIABAN_PUBLIC_URL = 'https://diaban.example';
    expect(contact({ DIABAN_PUBLIC_URL, DIABAN_PUSH_CONTACT: 'mailto:a@b.example' })).toBe(
      'mailto:a@b.example',
    );
    expect(contact({ DIABAN_PUBLIC_URL })).toBe('https://diaban.example');
    expect(contact({ DIABAN_PUBLIC_URL: 'http://diaban.example' })).toBe(
      'https://dia-ban.invalid/',
    );
    expect(contact({})).toBe('https://dia-ban.invalid/');
  });
});
