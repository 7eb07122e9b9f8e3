import { CITY_TIME_ZONE, civilDate } from './civil-day.ts';

const ISO_DATE = /^(\d{4})-(\d{2})-(\d{2})$/;
const ISO_INSTANT = /^\d{4}-\d{2}-\d{2}T[\d:.]+Z$/;
const CITY_MINUTE = new Intl.DateTimeFormat('en-GB', {
  timeZone: CITY_TIME_ZONE,
  hour: '2-digit',
  minute: '2-digit',
});

/**
 * Fills the parameters of a problem into a sentence of its declaration; dates as people write them here.
 * `{name}` stands for a parameter; a part in `[…]` is left out when a parameter in it was not given.
 */
export function fillSentence(
  sentence: string,
  parameters: Readonly<Record<string, unknown>> = {},
): string {
  const fill = (text: string) =>
    text.replace(/\{(\w+)\}/g, (_, name: string) => readable(parameters[name]) ?? '…');
  return fill(
    sentence.replace(/\[([^[\]]*)\]/g, (_, part: string) => {
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
