import { PROBLEMS, type ProblemCode } from './problem.ts';
import { CITY_TIME_ZONE, civilDate } from './time.ts';

export type Language = 'vi' | 'en';

const ISO_DATE = /^(\d{4})-(\d{2})-(\d{2})$/;
const ISO_INSTANT = /^\d{4}-\d{2}-\d{2}T[\d:.]+Z$/;
const CITY_MINUTE = new Intl.DateTimeFormat('en-GB', {
  timeZone: CITY_TIME_ZONE,
  hour: '2-digit',
  minute: '2-digit',
});

/** The sentence for a problem, with its parameters in place; dates as people write them here. */
export function problemText(
  code: ProblemCode,
  language: Language,
  parameters: Readonly<Record<string, unknown>> = {},
): string {
  const fill = (text: string) =>
    text.replace(/\{(\w+)\}/g, (_, name: string) => readable(parameters[name]) ?? '…');
  return fill(
    PROBLEMS[code][language].replace(/\[([^[\]]*)\]/g, (_, part: string) => {
      const names = [...part.matchAll(/\{(\w+)\}/g)].map(([, name]) => name ?? '');
      return names.every((name) => readable(parameters[name]) !== undefined) ? part : '';
    }),
  );
}

function readableText(text: string): string {
  if (!ISO_INSTANT.test(text)) return text.replace(ISO_DATE, '$3/$2/$1');
  const minute = CITY_MINUTE.format(new Date(text));
  return `${minute} ${civilDate(text).replace(ISO_DATE, '$3/$2/$1')}`;
}

function readable(value: unknown): string | undefined {
  if (typeof value === 'number') return String(value);
  if (typeof value === 'string') return readableText(value);
  if (!Array.isArray(value)) return undefined;
  const parts = value.map(readable).filter((part) => part !== undefined);
  return parts.length === 0 ? undefined : parts.join(', ');
}
