import { isDeepStrictEqual } from 'node:util';

import type { ImportMapping } from '#server/contract/point-import.ts';
import { hashOfFile } from '#server/workers/hash-of-file.ts';

import { headerSignature } from './formats/column-mapping.ts';
import type { PointTableInput, ReadPointTable } from './formats/read-point-table.ts';

const KEPT_MILLISECONDS = 5 * 60_000;

/** Everything beside the mapping that the reading of a table depends on. */
export type ReadingGrounds = Omit<PointTableInput, 'mapping'> & {
  task: string;
  accountId: string;
  /** The borders in force: they refuse rows, and tell the grid of positions in metres. */
  boundaries: unknown;
};

/** Names a reading: two with the same name give the same rows under the same mapping. */
export async function nameOfReading({ bytes, ...rest }: ReadingGrounds): Promise<string> {
  return `${await hashOfFile(bytes)} ${JSON.stringify(rest)}`;
}

type Asked = {
  mapping: ImportMapping | null;
  /** Finds the mapping of the person's last table with these headings. */
  remembered: (headerSignature: string) => Promise<ImportMapping | null>;
};

export type KeptTable<Table extends ReadPointTable> = {
  keep: (name: string, table: Table) => void;
  /** Finds the table of this name if its rows are those that the mapping would give; else null. */
  find: (name: string, asked: Asked) => Promise<Table | null>;
};

/**
 * Keeps the table that was read last, for five minutes: who imports a table has nearly always looked at it a moment
 * before. Its rows are shared and must not be changed.
 */
export function createKeptTable<Table extends ReadPointTable>(): KeptTable<Table> {
  let kept: { name: string; table: Table; end: NodeJS.Timeout } | null = null;
  return {
    keep(name, table) {
      clearTimeout(kept?.end);
      const end = setTimeout(() => {
        kept = null;
      }, KEPT_MILLISECONDS);
      kept = { name, table, end: end.unref() };
    },
    async find(name, { mapping, remembered }) {
      if (kept?.name !== name) return null;
      const { table } = kept;
      const known = mapping ?? (await remembered(headerSignature(table.header)));
      if (known === null) return table.mappingOrigin === 'guessed' ? table : null;
      if (!isDeepStrictEqual(known, table.mapping)) return null;
      return { ...table, mappingOrigin: mapping === null ? 'remembered' : 'given' };
    },
  };
}
