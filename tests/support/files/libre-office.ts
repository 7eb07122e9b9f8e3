import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { basename, extname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';

import { DOMParser, type Element } from '@xmldom/xmldom';

const SOFFICE = '/usr/bin/soffice';
const run = promisify(execFile);
/** Semicolons, UTF-8, Vietnamese (1066) as the language of numbers and days: as the dialog for CSV offers them there. */
const VIETNAMESE_CSV = 'CSV:59,34,76,1,,1066,false,true';

/** A cell as LibreOffice understood it: the type, and the day or number, else the text. */
type OfficeCell = { type: string; value: string };
export function hasLibreOffice(): boolean {
  return existsSync(SOFFICE);
}

/**
 * Opens a file in LibreOffice, as somebody in Vietnam would, and gives the rows of each sheet, without empty cells at
 * their ends. What stays in sight is not to be seen: without a window LibreOffice forgets it.
 * @param folder for the result and for a profile of its own
 */
export async function openInLibreOffice(file: string, folder: string): Promise<OfficeCell[][][]> {
  await run(SOFFICE, [
    '--headless',
    `-env:UserInstallation=${pathToFileURL(join(folder, 'profile')).href}`,
    ...(extname(file) === '.csv' ? [`--infilter=${VIETNAMESE_CSV}`] : []),
    '--convert-to',
    'fods',
    '--outdir',
    folder,
    file,
  ]);
  const made = join(folder, `${basename(file, extname(file))}.fods`);
  const root = new DOMParser().parseFromString(await readFile(made, 'utf8'), 'text/xml');
  return [...root.getElementsByTagName('table:table')].map(rowsOf);
}

function rowsOf(table: Element): OfficeCell[][] {
  return [...table.getElementsByTagName('table:table-row')].map((row) => {
    const cells = [...row.getElementsByTagName('table:table-cell')].flatMap((cell) => {
      const times = Number(cell.getAttribute('table:number-columns-repeated') ?? 1);
      const type = cell.getAttribute('office:value-type') ?? 'empty';
      const value =
        cell.getAttribute('office:date-value') ??
        cell.getAttribute('office:value') ??
        cell.textContent?.trim() ??
        '';
      return Array.from({ length: Math.min(times, 100) }, () => ({ type, value }));
    });
    return cells.slice(0, cells.findLastIndex(({ type }) => type !== 'empty') + 1);
  });
}
