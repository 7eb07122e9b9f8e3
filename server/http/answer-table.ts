import * as z from 'zod';

import type { TableFormat } from '#server/contract/import-history.ts';

const TYPES: Record<TableFormat, string> = {
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
};
const Binary = z.string().meta({ format: 'binary' });

/** Declares an answer that is a table as a file. */
export const TABLE_FILE = {
  200: {
    description: 'The file',
    content: { 'text/csv': { schema: Binary }, [TYPES.xlsx]: { schema: Binary } },
  },
};

/** Answers with a table as a file under a name without its ending. */
export function answerTable(bytes: Uint8Array, format: TableFormat, name: string): Response {
  return new Response(bytes as Uint8Array<ArrayBuffer>, {
    headers: {
      'content-type': TYPES[format],
      'content-disposition': `attachment; filename="${name}.${format}"`,
      'cache-control': 'no-store',
    },
  });
}
