import 'dayjs/locale/vi';
import 'dayjs/locale/en-gb';
import { DatesProvider } from '@mantine/dates';
import { useLocalStorage } from '@mantine/hooks';
import { useEffect, type ReactNode } from 'react';

import { isLanguage, LanguageContext, textOf, type Language } from '#client/i18n/use-text.ts';

const STORAGE_KEY = 'dia-ban-language';

/** Vietnamese unless the reader chose English on this device. */
export function LanguageProvider({ children }: { children: ReactNode }) {
  const [language, choose] = useLocalStorage<Language>({
    key: STORAGE_KEY,
    defaultValue: 'vi',
    getInitialValueInEffect: false,
    deserialize: (value) => (isLanguage(value) ? value : 'vi'),
    serialize: (value) => value,
  });
  useEffect(
    function syncDocument() {
      document.documentElement.lang = language;
      document.title = textOf(language).common.productName;
    },
    [language],
  );
  return (
    <LanguageContext value={{ language, choose }}>
      <DatesProvider settings={{ locale: language === 'vi' ? 'vi' : 'en-gb', firstDayOfWeek: 1 }}>
        {children}
      </DatesProvider>
    </LanguageContext>
  );
}
