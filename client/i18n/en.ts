import { inLanguage } from './both.ts';
import { catalogue } from './catalogue.ts';

export const en = inLanguage(catalogue, 'en');
