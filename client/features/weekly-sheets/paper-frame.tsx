import { communeName } from '#client/i18n/commune-name.ts';
import { useFormat, useText } from '#client/i18n/use-text.ts';
import type { IsoDate } from '#server/contract/time.ts';
import type { SheetCommune, WeeklySheet } from '#server/contract/weekly-sheet.ts';

import classes from './sheet-paper.module.css';

/**
 * The head of an official paper: the issuing body and the national title side by side, below them number, place and
 * day (Nghị định 30/2020/NĐ-CP, phụ lục I). The number is written by hand.
 */
export function PaperHead({ commune, on }: { commune: SheetCommune; on: IsoDate }) {
  const text = useText();
  const own = text.sheetPaper;
  const [year = '', month = '', day = ''] = on.split('-');
  return (
    <header className={classes.head}>
      <div>
        <p>{own.committee}</p>
        <p className={classes.issuer}>{communeName(commune, text)}</p>
        <p className={classes.numberLine}>{own.number}</p>
      </div>
      <div>
        <p className={classes.issuer}>{own.nation}</p>
        <p className={classes.motto}>{own.motto}</p>
        <p className={classes.placeLine}>
          {own.placeAndDay({ place: commune.name, day, month, year })}
        </p>
      </div>
    </header>
  );
}

/** The end of an official paper: who gets it, and the room for signature and seal with the signer's name. */
export function PaperSignature({ version }: { version: WeeklySheet | null }) {
  const { sheetPaper: own } = useText();
  const format = useFormat();
  return (
    <div className={classes.signature}>
      <div className={classes.recipients}>
        <p>
          <strong>{own.recipients}</strong>
        </p>
        <p>{own.toPolice}</p>
        <p>{own.toFile}</p>
      </div>
      <div className={classes.signer}>
        <p className={classes.issuer}>{own.onBehalf}</p>
        <p className={classes.quiet}>{own.signHere}</p>
        {version !== null && (
          <p className={classes.signerName}>
            <strong>{version.signedBy}</strong>
            <br />
            {own.signedInSystem({ time: format.dateTime(version.signedAt) })}
          </p>
        )}
      </div>
    </div>
  );
}
