import { useId } from 'react';

import { useLanguage, useFirstText } from '#client/i18n/use-text.ts';

import classes from './plain.module.css';

/** Vietnamese or English, each named in itself. */
export function LanguageChoice({ labelledBy }: { labelledBy?: string }) {
  const { common } = useFirstText();
  const { language, choose } = useLanguage();
  const name = useId();
  const label =
    labelledBy === undefined
      ? { 'aria-label': common.language }
      : { 'aria-labelledby': labelledBy };
  return (
    <div role="radiogroup" className={classes.choice} {...label}>
      {(['vi', 'en'] as const).map((one) => (
        <label key={one}>
          <input type="radio" name={name} checked={language === one} onChange={() => choose(one)} />
          {one === 'vi' ? common.languageVietnamese : common.languageEnglish}
        </label>
      ))}
    </div>
  );
}
