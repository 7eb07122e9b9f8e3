import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

import { findChromium } from '#tests/support/browser/chromium.ts';
import { findPostgres, hasPgRouting } from '#tests/support/database/postgres-server.ts';
import { findPgBouncer } from '#tests/support/database/pooler.ts';
import { hasLibreOffice } from '#tests/support/files/libre-office.ts';
import { hasTilemaker } from '#tests/support/files/tilemaker/make-archive.ts';

/** Lists the Debian packages that tests need and the machine lacks. */
export function missingPackages(): string[] {
  return [
    // pgRouting is no part of the product: tests compare ways along roads with it.
    ...(findPostgres() === null || !hasPgRouting()
      ? ['postgresql-17', 'postgresql-17-postgis-3', 'postgresql-17-pgrouting']
      : []),
    // The pooler in front of the database of a large installation.
    ...(findPgBouncer() === null ? ['pgbouncer'] : []),
    // Reads the files that points are taken out as.
    ...(existsSync('/usr/bin/ogrinfo') ? [] : ['gdal-bin']),
    // Looks into papers that are given out.
    ...(existsSync('/usr/bin/qpdf') ? [] : ['qpdf']),
    // A second client of the OGC interface.
    ...(existsSync('/usr/lib/python3/dist-packages/owslib') ? [] : ['python3-owslib']),
    // Opens the tables as people do.
    ...(hasLibreOffice() ? [] : ['libreoffice-calc-nogui']),
    ...(findChromium() === null ? ['chromium-headless-shell', 'fonts-dejavu-core'] : []),
    // Makes archives of real data as operators do.
    ...(hasTilemaker() ? [] : ['tilemaker']),
  ];
}

/** True only for root on Debian; elsewhere the reader is told what to install. */
export function mayInstall(): boolean {
  return process.getuid?.() === 0 && existsSync('/usr/bin/apt-get');
}

export function install(packages: readonly string[]): void {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  for (const parameters of [
    ['update', '-qq'],
    ['install', '-y', '-qq', '--no-install-recommends', ...packages],
  ]) {
    spawnSync('apt-get', parameters, { stdio: ['ignore', 'ignore', 'inherit'], env });
  }
}
