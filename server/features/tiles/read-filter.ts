import { PointFilter } from '#server/contract/point.ts';
import { declaredNames, refuseUnknownNames } from '#server/http/known-query.ts';
import { readPart } from '#server/http/router.ts';

const KNOWN = declaredNames(PointFilter);
const MOST_REMEMBERED = 1_000;
/** Codes of all communes make a long one; longer ones are not worth the memory. */
const MOST_CHARACTERS = 2_000;

/**
 * Reads the filter of an address. All tiles of a map are asked for with the same words: what they mean is
 * remembered, but for searches, since what somebody looked for is nobody's business afterwards.
 */
export function filterReader(): (url: string) => PointFilter {
  const remembered = new Map<string, PointFilter>();
  return (url) => {
    const start = url.indexOf('?');
    const text = start === -1 ? '' : url.slice(start + 1);
    const known = remembered.get(text);
    if (known !== undefined) return known;
    const query = queryOf(text);
    refuseUnknownNames(Object.keys(query), KNOWN);
    const filter = readPart(PointFilter, 'query', query);
    if (filter.q === undefined && text.length <= MOST_CHARACTERS) {
      const [oldest] = remembered.size < MOST_REMEMBERED ? [] : remembered.keys();
      if (oldest !== undefined) remembered.delete(oldest);
      remembered.set(text, Object.freeze(filter));
    }
    return filter;
  };
}

/** A name that is given twice has a list of values, which no field of the filter takes. */
function queryOf(text: string): Record<string, string | string[]> {
  const query = new URLSearchParams(text);
  return Object.fromEntries(
    [...new Set(query.keys())].map((name) => {
      const values = query.getAll(name);
      return [name, values.length === 1 ? (values[0] ?? '') : values];
    }),
  );
}
