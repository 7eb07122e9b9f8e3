import { setImmediate as turnOver } from 'node:timers/promises';

import type { Database } from './client.ts';

/**
 * Gathers what is asked for in the same turn of the event loop and reads it together: one statement instead of one for
 * each who asks. Never within a transaction.
 * @param read gives the values by their keys; what is not there is left out
 * @returns a function that gives the value of one key
 */
export function gather<Given extends { database: Database }, Key, Value>(
  read: (given: Given, keys: readonly Key[]) => Promise<ReadonlyMap<Key, Value>>,
): (given: Given, key: Key) => Promise<Value | undefined> {
  type Reading = { keys: Set<Key>; values: Promise<ReadonlyMap<Key, Value>> };
  const gathering = new WeakMap<Database, Reading>();

  function begin(given: Given): Reading {
    const keys = new Set<Key>();
    const values = turnOver().then(() => {
      gathering.delete(given.database);
      return read(given, [...keys]);
    });
    const reading = { keys, values };
    gathering.set(given.database, reading);
    return reading;
  }

  return async (given, key) => {
    const { keys, values } = gathering.get(given.database) ?? begin(given);
    keys.add(key);
    return (await values).get(key);
  };
}
