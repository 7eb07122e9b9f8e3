import { inLanguage } from './both.ts';
import { firstCatalogue } from './first-catalogue.ts';

/** Words of the sign-in in English. A build leaves the other language out: see `one-language.ts`. */
export const en = inLanguage(firstCatalogue, 'en');
