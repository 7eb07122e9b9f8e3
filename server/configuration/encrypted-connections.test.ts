import { describe, expect, it } from 'vitest';

import { readConfig } from './config.ts';

const refusal = (environment: Record<string, string>) => {
  try {
    readConfig(environment);
    return '';
  } catch (error) {
    return String(error);
  }
};

describe('a connection to another machine', () => {
  it.each([
    [{ DATABASE_URL: 'postgres://a:b@db.example/diaban' }, 'DATABASE_URL'],
    [{ DATABASE_URL: 'postgres://a@db.example/diaban?sslmode=require' }, 'sslmode=verify-full'],
    [{ DATABASE_URL: 'postgres://a@localhost,db2.example:5433/diaban' }, 'DATABASE_URL'],
    [
      { DATABASE_URL: 'postgres://a@localhost/b', DATABASE_DIRECT_URL: 'postgres://a@c.example/b' },
      'DATABASE_DIRECT_URL',
    ],
    [
      { DATABASE_URL: 'postgres://a@localhost/b', DATABASE_REPLICA_URL: 'postgres://a@c/b' },
      'DATABASE_REPLICA_URL',
    ],
    [{ DIABAN_GEOCODER_URL: 'http://geo.example/' }, 'must begin with https://'],
    [{ DIABAN_ROUTER_URL: 'http://osrm.office.example' }, 'DIABAN_ROUTER_URL'],
    [{ DIABAN_OPTIMISER_URL: 'http://10.0.0.4:3000' }, 'DIABAN_OPTIMISER_URL'],
    [{ DIABAN_VIRUS_SCANNER: 'clamav.example:3310' }, 'DIABAN_VIRUS_SCANNER'],
  ])('without encryption is refused in words: %o', (environment, words) => {
    expect(refusal(environment)).toContain(words);
  });

  it.each([
    { DATABASE_URL: 'postgres://a@db.example/diaban?sslmode=verify-full' },
    { DATABASE_URL: 'postgres://a@one.example,two.example/diaban?sslmode=verify-ca' },
    { DIABAN_ROUTER_URL: 'https://osrm.office.example' },
  ])('with encryption and a checked certificate is taken: %o', (environment) => {
    expect(refusal(environment)).toBe('');
  });
});

it.each([
  { DATABASE_URL: 'postgres:///diaban?host=/run/postgresql' },
  { DATABASE_URL: 'postgres://a:b@127.0.0.1:5433,localhost/diaban' },
  { DATABASE_URL: 'postgres://a@database/diaban', DIABAN_SAME_MACHINE_HOSTS: 'database, osrm' },
  { DIABAN_ROUTER_URL: 'http://osrm:5000', DIABAN_SAME_MACHINE_HOSTS: 'database, osrm' },
  { DIABAN_VIRUS_SCANNER: 'unix:/run/clamav/clamd.ctl' },
  { DIABAN_VIRUS_SCANNER: '127.0.0.1:3310' },
])('a connection that stays on this machine needs no encryption: %o', (environment) => {
  expect(refusal(environment)).toBe('');
});
