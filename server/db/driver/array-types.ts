import type postgres from 'postgres';

/** A type, that of its arrays, and the sign between two values of an array, as the database has them. */
export type ArrayType = { oid: number; array: number; delimiter: string };

type Conversions = Pick<postgres.ParsedOptions, 'parsers' | 'serializers'>;

/**
 * Adds the conversions of arrays to those of their values. The package can do so too, in a first statement of its own:
 * but that has no limit of time, and its failure ends the process.
 */
export function convertArrays(
  { parsers, serializers }: Conversions,
  types: readonly ArrayType[],
): void {
  for (const { oid, array, delimiter } of types) {
    const parse = parsers[oid] ?? ((text: string) => text);
    const serialize = serializers[oid] ?? String;
    parsers[array] ??= (text: string) => readArray(text, parse, delimiter);
    serializers[array] ??= (values: unknown) => writeArray(values, serialize, delimiter);
  }
}

/** One value of an array: quoted, with what is escaped in it, or bare. By the sign between two values. */
const VALUES: Readonly<Record<string, RegExp>> = {
  ',': /"([^"\\]*(?:\\.[^"\\]*)*)"|([^"{},]+)/sy,
  ';': /"([^"\\]*(?:\\.[^"\\]*)*)"|([^"{};]+)/sy,
};

/** Reads the text of an array: `{1,null}`, `{{"a b"},{"\""}}`, `[0:1]={1,2}`. */
export function readArray(
  text: string,
  parse: (text: string) => unknown,
  delimiter = ',',
): unknown[] {
  // Most are one list of bare values.
  if (/^\{[^{}"]+\}$/.test(text)) {
    const values = text.slice(1, -1).split(delimiter);
    return values.map((value) => (value === 'NULL' ? null : parse(value)));
  }
  let at = text.indexOf('{');
  const value = VALUES[delimiter] ?? /$/y;

  function readValue(): unknown {
    value.lastIndex = at;
    const [whole = '', quoted, bare = ''] = value.exec(text) ?? [];
    if (whole === '') throw new SyntaxError('The database gave the text of an array that is none.');
    at += whole.length;
    if (quoted === undefined) return bare === 'NULL' ? null : parse(bare);
    return parse(quoted.includes('\\') ? quoted.replaceAll(/\\(.)/gs, '$1') : quoted);
  }

  function readList(): unknown[] {
    const values: unknown[] = [];
    at += 1;
    while (text[at] !== '}') {
      values.push(text[at] === '{' ? readList() : readValue());
      if (text[at] === delimiter) at += 1;
    }
    at += 1;
    return values;
  }

  return readList();
}

/** Writes an array as its text; a text passes as it is, and is one already. */
export function writeArray(
  values: unknown,
  serialize: (value: unknown) => unknown,
  delimiter = ',',
): unknown {
  if (!Array.isArray(values)) return values;
  const texts = values.map((value: unknown) => {
    if (value === null) return 'NULL';
    if (value === undefined) throw new TypeError('A value of an array is undefined.');
    if (Array.isArray(value)) return writeArray(value, serialize, delimiter);
    return `"${String(serialize(value)).replaceAll(/["\\]/g, String.raw`\$&`)}"`;
  });
  return `{${texts.join(delimiter)}}`;
}
