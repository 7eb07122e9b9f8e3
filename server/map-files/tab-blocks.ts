import { MapFileError } from './map-file-error.ts';

const OBJECTS = 2;
const COORDINATES = 3;
const OBJECT_HEAD = 20;
const COORDINATE_HEAD = 8;

/** Reads numbers one after the other, and fails where there are none left. */
export type TabCursor = {
  byte: () => number;
  short: () => number;
  int: () => number;
  /** Two numbers of two bytes (compressed) or four. */
  pair: (compressed: boolean) => [number, number];
  advance: (bytes: number) => void;
};

/**
 * Blocks of the same length, of which a .map is made. Those of objects stand alone; those of coordinates are chained,
 * and a number may begin in one and end in the next.
 */
export class TabBlocks {
  readonly #buffer: Buffer;
  readonly #size: number;

  /** @param size bytes of a block, as the head of the file says */
  constructor(buffer: Buffer, size: number) {
    if (size < 512 || size % 512 !== 0) throw broken();
    this.#buffer = buffer;
    this.#size = size;
  }

  /** A cursor at an object, and the centre of its block, which compressed positions are counted from. */
  object(at: number): { cursor: TabCursor; center: [number, number] } {
    const start = this.#startOf(at, OBJECTS);
    const center: [number, number] = [
      this.#buffer.readInt32LE(start + 4),
      this.#buffer.readInt32LE(start + 8),
    ];
    const end = start + OBJECT_HEAD + this.#buffer.readUInt16LE(start + 2);
    return { cursor: this.#cursor([{ from: at, to: Math.min(end, start + this.#size) }]), center };
  }

  /** A cursor at coordinates that goes on into the next blocks of their chain. */
  coordinates(at: number): TabCursor {
    return this.#cursor(this.#chain(at));
  }

  *#chain(at: number): Generator<{ from: number; to: number }> {
    const seen = new Set<number>();
    let from = at;
    while (from !== 0) {
      const start = this.#startOf(from, COORDINATES);
      if (seen.has(start)) throw broken();
      seen.add(start);
      const end = start + COORDINATE_HEAD + this.#buffer.readUInt16LE(start + 2);
      yield { from, to: Math.min(end, start + this.#size) };
      const next = this.#buffer.readInt32LE(start + 4);
      from = next === 0 ? 0 : next + COORDINATE_HEAD;
    }
  }

  #startOf(at: number, type: number): number {
    const start = Math.floor(at / this.#size) * this.#size;
    const head = type === OBJECTS ? OBJECT_HEAD : COORDINATE_HEAD;
    const isWithin = at >= start + head && start + this.#size <= this.#buffer.length;
    if (at < 0 || !isWithin || this.#buffer.readUInt16LE(start) !== type) throw broken();
    return start;
  }

  #cursor(spans: Iterable<{ from: number; to: number }>): TabCursor {
    const buffer = this.#buffer;
    const rest = spans[Symbol.iterator]();
    let at = 0;
    let to = 0;
    const byte = (): number => {
      while (at >= to) {
        const next = rest.next();
        if (next.done === true) throw broken();
        ({ from: at, to } = next.value);
      }
      at += 1;
      return buffer.readUInt8(at - 1);
    };
    const short = () => ((byte() | (byte() << 8)) << 16) >> 16;
    const int = () => byte() | (byte() << 8) | (byte() << 16) | (byte() << 24);
    return {
      byte,
      short,
      int,
      pair: (compressed) => (compressed ? [short(), short()] : [int(), int()]),
      advance: (bytes) => {
        for (let left = bytes; left > 0; left -= 1) byte();
      },
    };
  }
}

function broken(): MapFileError {
  return new MapFileError('file_broken', { reason: 'tab_map' });
}
