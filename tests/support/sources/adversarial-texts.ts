/** A repetition of fewer characters costs the same wherever the text is long. */
const LEAST_REPETITION = 20;
const CHARACTERS = ` \t\n\r.,;:-_/\\()[]{}<>"'\`=+*&%#@!?|~^$aAxXzZ059đĐăêơƯßİ\u00a0\u0300\u200b\0\u0001中`;

/** A text that grows: what stands at its head, what is repeated, and what ends it. */
export type Attack = { head: string; repeated: string; end: string };

export function textOf({ head, repeated, end }: Attack, length: number): string {
  const times = Math.ceil((length - head.length - end.length) / repeated.length);
  return head + repeated.repeat(Math.max(times, 1)) + end;
}

/**
 * Makes texts at which a regular expression backtracks most, if it can: each of its repetitions is fed with everything
 * that it takes, behind what leads to it, and ended by what nothing in it takes.
 */
export function attacksOn({ source, flags }: RegExp): Attack[] {
  const tree = parseRegex(source);
  const ones = onesOf(tree);
  const takes = new Map(ones.map((one) => [one, takenBy(one, source, flags)]));
  const kindOf = (sign: string) =>
    ones.map((one) => (takes.get(one)?.includes(sign) === true ? '1' : '0')).join('');
  const all = charactersFor(source);
  const foreign = all.find((sign) => !kindOf(sign).includes('1')) ?? '\u0001';
  const signsOf = (one: string) => [
    ...new Map((takes.get(one) ?? []).map((sign) => [kindOf(sign), sign])).values(),
  ];

  function sample(items: readonly Item[], atLeast = 0): string {
    return items
      .map(({ part, least }) => samplesOf(part)[0]?.repeat(Math.max(least, atLeast)) ?? '')
      .join('');
  }
  function samplesOf(part: Part): string[] {
    if (part.kind === 'edge') return [''];
    if (part.kind === 'one') return signsOf(part.source);
    if (part.checks) return [''];
    return part.branches.flatMap((items) => [sample(items), sample(items, 1)]);
  }

  const repetitions: { head: string; units: string[] }[] = [];
  function collect(branches: readonly Item[][], before: string): void {
    for (const items of branches) {
      for (const [index, { part, most }] of items.entries()) {
        const [shortest = '', longer = ''] = [0, 1].map(
          (least) => before + sample(items.slice(0, index), least),
        );
        if (most >= LEAST_REPETITION) {
          const units = samplesOf(part);
          for (const head of new Set([shortest, longer])) repetitions.push({ head, units });
        }
        if (part.kind === 'group') collect(part.branches, longer);
      }
    }
  }
  collect(tree, '');

  const attacks = repetitions.flatMap(({ head, units }) =>
    units
      .filter((unit) => unit !== '')
      .flatMap((repeated) => [
        { head, repeated, end: foreign },
        { head, repeated, end: '' },
        { head: '', repeated: head + repeated, end: foreign },
        { head: '', repeated: head + repeated.repeat(3) + foreign, end: '' },
      ]),
  );
  return [...new Map(attacks.map((attack) => [JSON.stringify(attack), attack])).values()];
}

function onesOf(branches: readonly Item[][]): string[] {
  const found = branches.flat().flatMap(({ part }) => {
    if (part.kind === 'one') return [part.source];
    return part.kind === 'group' ? onesOf(part.branches) : [];
  });
  return [...new Set(found)];
}

/** Lists the characters that a part for one character takes. */
function takenBy(one: string, source: string, flags: string): string[] {
  const expression = new RegExp(`^(?:${one})$`, flags.replaceAll(/[gy]/g, ''));
  return charactersFor(source).filter((sign) => expression.test(sign));
}

function charactersFor(source: string): string[] {
  return [...new Set(Array.from(CHARACTERS + source))];
}

/** A part of a regular expression. `one` matches exactly one character, `edge` a place between characters. */
type Part =
  | { kind: 'one'; source: string }
  | { kind: 'edge' }
  /** `checks`: it takes nothing itself, but tells what follows or must not be there. */
  | { kind: 'group'; checks: boolean; branches: Item[][] };
type Item = { part: Part; least: number; most: number };

/** Parses the source of a regular expression of JavaScript. */
function parseRegex(source: string): Item[][] {
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
    const { least, most, length } = quantityAt(source.slice(at));
    at += length;
    return { part: read, least, most };
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

/** Number of times that the part before the text may stand there; `length` 0 where the text begins with no quantity. */
function quantityAt(text: string): { least: number; most: number; length: number } {
  const [found, , least, comma, most] = /^(?:([*+?])|\{(\d+)(?:(,)(\d*))?\})\??/.exec(text) ?? [];
  if (found === undefined) return { least: 1, most: 1, length: 0 };
  const { length } = found;
  const sign = { '*': [0, Infinity], '+': [1, Infinity], '?': [0, 1] }[found[0] ?? ''];
  if (sign !== undefined) return { least: sign[0] ?? 0, most: sign[1] ?? 0, length };
  const from = Number(least);
  const to = comma === undefined ? from : most === '' ? Infinity : Number(most);
  return { least: from, most: to, length };
}
