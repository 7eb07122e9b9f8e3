/**
 * Unpacks a raw Snappy stream; null where the bytes are none.
 * Source: google/snappy, format_description.txt.
 */
export function unsnap(bytes: Uint8Array): Uint8Array | null {
  const head = readVarint(bytes, 0);
  if (head === null || head.value > bytes.length * 64) return null;
  const out = new Uint8Array(head.value);
  let from = head.end;
  let to = 0;
  while (from < bytes.length) {
    const element = readElement(bytes, from);
    if (element === null || to + element.length > out.length) return null;
    if (element.offset === null) {
      if (element.end + element.length > bytes.length) return null;
      out.set(bytes.subarray(element.end, element.end + element.length), to);
      from = element.end + element.length;
    } else {
      if (element.offset === 0 || element.offset > to) return null;
      // Byte by byte: a copy may reach into what it writes itself.
      for (let at = to; at < to + element.length; at += 1) out[at] = out[at - element.offset] ?? 0;
      from = element.end;
    }
    to += element.length;
  }
  return to === out.length ? out : null;
}

type Element = {
  length: number;
  /** Distance back to the bytes that are copied; null where they follow. */
  offset: number | null;
  /** End of the element's head. */
  end: number;
};

function readElement(bytes: Uint8Array, at: number): Element | null {
  const tag = bytes[at] ?? 0;
  const kind = tag & 3;
  if (kind === 0) return readLiteral(bytes, at, tag >> 2);
  const size = [0, 1, 2, 4][kind] ?? 0;
  if (at + 1 + size > bytes.length) return null;
  const low = little(bytes, at + 1, size);
  const offset = kind === 1 ? ((tag >> 5) << 8) | low : low;
  const length = kind === 1 ? ((tag >> 2) & 7) + 4 : (tag >> 2) + 1;
  return { length, offset, end: at + 1 + size };
}

function readLiteral(bytes: Uint8Array, at: number, code: number): Element {
  const size = code < 60 ? 0 : code - 59;
  const length = (size === 0 ? code : little(bytes, at + 1, size)) + 1;
  return { length, offset: null, end: at + 1 + size };
}

function little(bytes: Uint8Array, at: number, size: number): number {
  let value = 0;
  for (let place = 0; place < size; place += 1)
    value += (bytes[at + place] ?? 0) * 2 ** (8 * place);
  return value;
}

/** Reads a number of seven bits a byte, lowest first; null where the bytes end in it. */
export function readVarint(bytes: Uint8Array, at: number): { value: number; end: number } | null {
  let value = 0;
  for (let place = 0; place < 6; place += 1) {
    const byte = bytes[at + place];
    if (byte === undefined) return null;
    value += (byte & 127) * 128 ** place;
    if (byte < 128) return { value, end: at + place + 1 };
  }
  return null;
}
