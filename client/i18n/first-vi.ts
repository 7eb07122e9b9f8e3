import { inLanguage } from './both.ts';
import { firstCatalogue } from './first-catalogue.ts';

/** Words of the sign-in in Vietnamese. A build leaves the other language out: see `one-language.ts`. */
export const vi = inLanguage(firstCatalogue, 'vi');
