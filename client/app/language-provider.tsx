import { useLocalStorage } from '@mantine/hooks';
import { useEffect, useState, type ReactNode } from 'react';

import { firstTextOf } from '#client/i18n/first-text.ts';
import {
  hasText,
  isLanguage,
  LanguageContext,
  loadText,
  type Language,
} from '#client/i18n/use-text.ts';

const STORAGE_KEY = 'dia-ban-language';

/** Vietnamese unless the reader chose English on this device. */
export function languageOfDevice(): Language {
  const stored = localStorage.getItem(STORAGE_KEY);
  return isLanguage(stored) ? stored : 'vi';
}

/** Gives the chosen language to all screens once its words are there. */
export function LanguageProvider({ children }: { children: ReactNode }) {
  const [chosen, choose] = useLocalStorage<Language>({
    key: STORAGE_KEY,
    defaultValue: 'vi',
    getInitialValueInEffect: false,
    deserialize: (value) => (isLanguage(value) ? value : 'vi'),
    serialize: (value) => value,
  });
  const [language, speak] = useState(chosen);
  useEffect(
    function speakOnceLoaded() {
      let current = true;
      const words = hasText() ? loadText(chosen) : Promise.resolve();
      // Without a network the language stays as it is.
      void words.then(() => current && speak(chosen)).catch(() => undefined);
      return () => {
        current = false;
      };
    },
    [chosen],
  );
  useEffect(
    function syncDocument() {
      document.documentElement.lang = language;
      document.title = firstTextOf(language).common.productName;
    },
    [language],
  );
  return <LanguageContext value={{ language, choose }}>{children}</LanguageContext>;
}
