export type CoordinateNotation = 'decimal_comma' | 'degrees_minutes_seconds' | 'grouped_thousands';
export type CoordinateNumber = { value: number; notation: CoordinateNotation | null };

const EMPTY = new Set([
  '',
  '-',
  '--',
  '.',
  'n/a',
  'na',
  'null',
  'none',
  'nan',
  'không',
  'chưa có',
  '#n/a',
]);

/** True for what people and programs write when they have no position. */
export function isBlank(text: string): boolean {
  return EMPTY.has(text.trim().toLowerCase());
}

const HEMISPHERE_BEFORE = /^[NSEWBĐTnsewbđt]/u;
const HEMISPHERE_BEHIND = /[NSEWBĐTnsewbđt]$/u;
/** Units whose last letter is no hemisphere: "phút", and a small "s" of seconds behind minutes that have their unit too. */
const UNIT_OF_ANGLE = /(?:phút|(?:['′’]|m|phút) ?\d{1,2}(?:[.,]\d+)? ?s)$/u;
const UNIT = /(?:°|º|độ|m)$/u;
/** West, south and their Vietnamese T(ây); "N" is taken for north, as all of Vietnam lies there. */
const NEGATIVE = new Set(['s', 'w', 't']);
/** Runs of white space are one space by then. */
const SEXAGESIMAL =
  /^(-?\d{1,3}) ?(?:°|º|˚|d|độ| |:) ?(\d{1,2}(?:[.,]\d+)?) ?(?:['′’]|m|phút| |:|$) ?(?:(\d{1,2}(?:[.,]\d+)?) ?(?:["″”]|''|′′|’’|s|giây)?)?$/u;

/** One coordinate as people write it: degrees, metres, with comma or point, or degrees, minutes, seconds. Null: not a number. */
export function readCoordinate(text: string): CoordinateNumber | null {
  const plain = text.trim();
  // Almost every cell is this simple, and a table has many.
  if (/^[+-]?\d+(\.\d+)?$/.test(plain)) return readPlain(plain);
  const before = HEMISPHERE_BEFORE.exec(plain)?.[0];
  const rest = plain.slice(before?.length ?? 0);
  const after = UNIT_OF_ANGLE.test(rest) ? undefined : HEMISPHERE_BEHIND.exec(rest)?.[0];
  const middle = rest
    .slice(0, rest.length - (after?.length ?? 0))
    .trim()
    .replace(UNIT, '')
    .trim();
  const sign = NEGATIVE.has((before ?? after ?? '').toLowerCase()) ? -1 : 1;
  const read = readPlain(middle) ?? readSexagesimal(middle) ?? readSexagesimal(plain);
  return read === null ? null : { ...read, value: sign * read.value };
}

function readPlain(text: string): CoordinateNumber | null {
  const compact = text.replace(/(?<=\d)[\s\u202F](?=\d{3}(?!\d))/g, '');
  if (/^[+-]?\d+(\.\d+)?$/.test(compact)) return readPointNumber(compact, text);
  if (/^[+-]?\d+,\d+$/.test(compact)) return readCommaNumber(compact);
  // 588.154,47 and 2.326.509 as Vietnamese, 588,154.47 and 2,326,509 as English write them.
  if (/^[+-]?\d{1,3}(\.\d{3})+(,\d+)?$/.test(compact)) {
    return grouped(compact.replaceAll('.', '').replace(',', '.'));
  }
  return /^[+-]?\d{1,3}(,\d{3})+(\.\d+)?$/.test(compact)
    ? grouped(compact.replaceAll(',', ''))
    : null;
}

function readPointNumber(compact: string, written: string): CoordinateNumber {
  const value = Number(compact);
  // No angle exceeds 180, so "588.154" can only be thousands.
  if (Math.abs(value) > 180 && /^[+-]?\d{3}\.\d{3}$/.test(compact))
    return grouped(compact.replace('.', ''));
  return { value, notation: compact === written ? null : 'grouped_thousands' };
}

function readCommaNumber(compact: string): CoordinateNumber {
  const value = Number(compact.replace(',', '.'));
  if (Math.abs(value) > 180 && /^[+-]?\d{3},\d{3}$/.test(compact))
    return grouped(compact.replace(',', ''));
  return { value, notation: 'decimal_comma' };
}

function grouped(digits: string): CoordinateNumber {
  return { value: Number(digits), notation: 'grouped_thousands' };
}

function readSexagesimal(text: string): CoordinateNumber | null {
  const bare = text.replace(/^[NEBĐ]|[NEBĐ]$/giu, '').trim();
  const match = SEXAGESIMAL.exec(bare.replace(/\s+/g, ' '));
  if (match === null) return null;
  const [degrees, minutes, seconds] = [match[1], match[2], match[3] ?? '0'].map((part) =>
    Number((part ?? '').replace(',', '.')),
  );
  if (degrees === undefined || minutes === undefined || seconds === undefined) return null;
  if (minutes >= 60 || seconds >= 60) return null;
  const size = Math.abs(degrees) + minutes / 60 + seconds / 3600;
  return {
    value: (match[1] ?? '').startsWith('-') ? -size : size,
    notation: 'degrees_minutes_seconds',
  };
}

/**
 * Splits one cell that holds both: "21.03, 105.85", "21,03; 105,85", "21°01'48\" B 105°51'0\" Đ".
 * Answers [x, y] with the larger angle first: in Vietnam that is always the longitude, whatever
 * the order in the cell.
 */
export function splitCoordinates(text: string): [x: string, y: string] | null {
  const bare = text
    .trim()
    .replace(/^[([{]|[)\]}]$/g, '')
    .trim();
  for (const separator of [';', '|', /,\s+/, /(?<=[NBnb])\s*(?:,\s*)?(?=\d)/, /\s+/, ',']) {
    const parts = bare.split(separator).map((part) => part.trim());
    const [first, second] = parts;
    if (parts.length !== 2 || first === undefined || second === undefined) continue;
    const [a, b] = [readCoordinate(first), readCoordinate(second)];
    if (a === null || b === null) continue;
    return Math.abs(a.value) >= Math.abs(b.value) ? [first, second] : [second, first];
  }
  // 21,03,105,85: commas for everything.
  const commas = /^(\d{1,3},\d+),(\d{1,3},\d+)$/.exec(bare);
  return commas?.[1] !== undefined && commas[2] !== undefined
    ? splitCoordinates(`${commas[1]};${commas[2]}`)
    : null;
}
