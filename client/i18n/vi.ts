import { inLanguage } from './both.ts';
import { catalogue } from './catalogue.ts';

export const vi = inLanguage(catalogue, 'vi');
