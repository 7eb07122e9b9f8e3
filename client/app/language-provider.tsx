import { useEffect, useState, type ReactNode } from 'react';

import {
  isLanguage,
  LanguageContext,
  loadWordsInUse,
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
  const [chosen, setChosen] = useState(languageOfDevice);
  const choose = (language: Language) => {
    localStorage.setItem(STORAGE_KEY, language);
    setChosen(language);
  };
  useEffect(function followOtherWindows() {
    const follow = ({ key }: StorageEvent) => {
      if (key === STORAGE_KEY) setChosen(languageOfDevice());
    };
    window.addEventListener('storage', follow);
    return () => window.removeEventListener('storage', follow);
  }, []);
  const [language, speak] = useState(chosen);
  useEffect(
    function speakOnceLoaded() {
      let current = true;
      // Without a network the language stays as it is.
      void loadWordsInUse(chosen)
        .then(() => current && speak(chosen))
        .catch(() => undefined);
      return () => {
        current = false;
      };
    },
    [chosen],
  );
  useEffect(
    function syncDocument() {
      document.documentElement.lang = language;
    },
    [language],
  );
  return <LanguageContext value={{ language, choose }}>{children}</LanguageContext>;
}
