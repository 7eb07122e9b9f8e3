/** A part of a regular expression. `one` matches exactly one character, `edge` a place between characters. */
export type Part =
  | { kind: 'one'; source: string }
  | { kind: 'edge' }
  /** `checks`: it takes nothing itself, but tells what follows or must not be there. */
  | { kind: 'group'; checks: boolean; branches: Item[][] };
export type Item = { part: Part; least: number; most: number };

/** Parses the source of a regular expression of JavaScript. */
export function parseRegex(source: string): Item[][] {
  let at = 0;

  function branches(): Item[][] {
    const found: Item[][] = [[]];
    while (at < source.length && source[at] !== ')') {
      if (source[at] === '|') {
        at += 1;
        found.push([]);
      } else found.at(-1)?.push(item());
    }
    return found;
  }

  function item(): Item {
    const read = part();
    const [text, , least, comma, most] =
      /^(?:([*+?])|\{(\d+)(?:(,)(\d*))?\})\??/.exec(source.slice(at)) ?? [];
    if (text === undefined) return { part: read, least: 1, most: 1 };
    at += text.length;
    const sign = { '*': [0, Infinity], '+': [1, Infinity], '?': [0, 1] }[text[0] ?? ''];
    if (sign !== undefined) return { part: read, least: sign[0] ?? 0, most: sign[1] ?? 0 };
    const from = Number(least);
    const to = comma === undefined ? from : most === '' ? Infinity : Number(most);
    return { part: read, least: from, most: to };
  }

  function part(): Part {
    const start = at;
    const sign = source[at];
    at += 1;
    if (sign === '^' || sign === '$') return { kind: 'edge' };
    if (sign === '(') return group();
    if (sign === '[') skipClass();
    if (sign === '\\') {
      const [escape = ''] =
        /^(?:[pP]\{[^}]*\}|u\{[^}]*\}|u[\da-fA-F]{4}|x[\da-fA-F]{2}|c[A-Za-z]|k<[^>]*>|[1-9]\d*|.)/su.exec(
          source.slice(at),
        ) ?? [];
      at += escape.length;
      if (/^(?:[bB]$|k<|[1-9])/.test(escape)) return { kind: 'edge' };
    }
    return { kind: 'one', source: source.slice(start, at) };
  }

  function group(): Part {
    const [opening = ''] = /^\?(?:[:=!]|<[=!]|<[^>]*>)/.exec(source.slice(at)) ?? [];
    at += opening.length;
    const read = branches();
    at += 1;
    return { kind: 'group', checks: /[=!]$/.test(opening) && opening !== '?<=', branches: read };
  }

  function skipClass(): void {
    while (source[at] !== ']') at += source[at] === '\\' ? 2 : 1;
    at += 1;
  }

  const read = branches();
  if (at < source.length) throw new Error(`cannot parse ${source}`);
  return read;
}
