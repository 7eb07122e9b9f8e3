import { afterEach, beforeAll } from 'vitest';

import { type Database, type DatabaseOptions, openDatabase } from '#server/db/client.ts';

import { type FaultProxy, startFaultProxy } from './fault-proxy.ts';
import { copyDatabase } from '#tests/support/database/test-database.ts';

export type ProxiedDatabase = {
  /** Reaches the database without the proxy. */
  readonly direct: Database;
  /** The proxy; after each test it is healed. */
  readonly faults: FaultProxy;
  /** Opens the database through the proxy; who opens it closes it. */
  open(options?: Pick<DatabaseOptions, 'maxConnections' | 'silence'>): Promise<Database>;
};

/**
 * Gives the tests of a `describe` block a database and a proxy before it that breaks connections. Only for a database
 * on a server: the embedded one is reached within the process.
 */
export function databaseBehindProxy(): ProxiedDatabase {
  let direct: Database;
  let faults: FaultProxy;
  beforeAll(async () => {
    const { remove, ...where } = await copyDatabase();
    direct = await openDatabase({ ...where, maxConnections: 4 });
    // Connections break between program and database: no pooler stands in between.
    faults = await startFaultProxy(where.databaseDirectUrl ?? where.databaseUrl ?? '');
    return async () => {
      await faults.close();
      await direct.close();
      await remove();
    };
  });
  afterEach(() => faults.heal());
  return {
    get direct() {
      return direct;
    },
    get faults() {
      return faults;
    },
    open: (options) => openDatabase({ databaseUrl: faults.url, dataDirectory: '', ...options }),
  };
}
