import { SegmentedControl } from '@mantine/core';

import { useLanguage, useFirstText } from '#client/i18n/use-text.ts';

/** Vietnamese or English, each named in itself. */
export function LanguageChoice({ labelledBy }: { labelledBy?: string }) {
  const text = useFirstText();
  const { language, choose } = useLanguage();
  const name =
    labelledBy === undefined
      ? { 'aria-label': text.common.language }
      : { 'aria-labelledby': labelledBy };
  return (
    <SegmentedControl
      size="xs"
      {...name}
      value={language}
      onChange={choose}
      data={[
        { value: 'vi', label: text.common.languageVietnamese },
        { value: 'en', label: text.common.languageEnglish },
      ]}
    />
  );
}
