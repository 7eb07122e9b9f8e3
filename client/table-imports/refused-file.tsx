import { useText } from '#client/i18n/use-text.ts';

import { useImportTarget } from './import-target.ts';
import { fetchRefused, type ImportAnswers } from './queries.ts';
import { RefusedDownloads } from './refused-downloads.tsx';
import classes from './table-imports.module.css';

/** Downloads of the refused rows of a table of points, and what to do with them; businesses have none. */
export function RefusedFile({ file, answers }: { file: File; answers: ImportAnswers }) {
  const { importHistory: own } = useText();
  if (useImportTarget() === 'businesses') return null;
  return (
    <>
      <RefusedDownloads file={file} fetchRows={(format) => fetchRefused(file, answers, format)} />
      <p className={classes.note}>{own.refusedFileMore}</p>
    </>
  );
}
