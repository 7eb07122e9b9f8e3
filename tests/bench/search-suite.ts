import { wordsOf } from '#server/point-words/words.ts';
import { WordIndex } from '#server/point-words/word-index.ts';

import { seeded } from './city.ts';
import { percentile, type Row } from './row.ts';

const POINTS = 1_000_000;
const COMMUNES = 126;
const PAGE = 10_000;
/** As many points as the product's search shows. */
const MOST = 12;
/** Measured runs of each question, after some that warm up the program. */
const RUNS = 15;
const WARM_RUNS = 3;

const KINDS = ['Karaoke', 'Nhà nghỉ', 'Khách sạn', 'Xông hơi', 'Bar', 'Cà phê', 'Quán nước', 'Spa'];
const FAMILIES = ['Nguyễn', 'Trần', 'Lê', 'Phạm', 'Hoàng', 'Vũ', 'Đặng', 'Bùi', 'Đỗ', 'Ngô'];
const MIDDLES = ['Văn', 'Thị', 'Minh', 'Đức', 'Ngọc', 'Hữu', 'Xuân', 'Thanh', 'Quang', 'Kim'];
const LASTS = ['Hoa', 'Linh', 'Cừ', 'Lan', 'Sao', 'Nga', 'Hà', 'Huệ', 'Dũng', 'Khánh', 'Bình'];
const ONSETS = ['b', 'c', 'd', 'g', 'h', 'k', 'l', 'm', 'n', 'p', 'q', 'r', 's', 't', 'v', 'x'];
const RHYMES = ['a', 'ai', 'am', 'an', 'ang', 'e', 'en', 'i', 'inh', 'o', 'oa', 'oi', 'u', 'uong'];

/** From a first letter to a whole name: common words, rare ones, slips, numbers, words of communes, none. */
export const QUESTIONS = [
  'k',
  'n',
  'ka',
  'kara',
  'karaoke',
  'kareoke',
  'nguyen',
  'nha nghi',
  'minh hoa',
  'nguyn minh hao',
  'karaoke nguyen van linh',
  'cafe minh',
  'bar 15',
  '523',
  'karaoke 523 nguyen',
  'karaoke phuong',
  'phuong',
  'quan nuoc xuan hoa b',
  'khach san xuong hoa',
  'khong co noi nao',
];

/** The words of a million invented points: the questions of a list, those of the whole city and of one commune. */
export function benchSearch(): Promise<Row[]> {
  const names = inventedNames();
  const heldBefore = heldBytes();
  const start = performance.now();
  const index = new WordIndex();
  index.setCommunes(communeNames());
  const load = index.load();
  load.next();
  for (let from = 1; from <= POINTS; from += PAGE) {
    load.next(
      Array.from({ length: PAGE }, (_, at) => ({
        id: from + at,
        words: wordsOf(names()),
        communeIds: [communeOf(from + at)],
      })),
    );
  }
  for (let step = load.next(null); step.done !== true;) step = load.next(null);
  const built = performance.now() - start;
  const memory = (heldBytes() - heldBefore) / 2 ** 20;
  const at = { suite: 'search', subject: 'words of the points', case: `${POINTS} points` };
  return Promise.resolve([
    { ...at, metric: 'load', value: built, unit: 'ms' },
    { ...at, metric: 'memory', value: memory, unit: 'MiB' },
    ...questionRows('whole city', index, () => true),
    ...questionRows('one commune', index, (id) => communeOf(id) === 1),
  ]);
}

function questionRows(reach: string, index: WordIndex, isSeen: (id: number) => boolean): Row[] {
  const at = { suite: 'search', subject: 'words of the points', unit: 'ms' };
  const clock: number[] = [];
  const processor: number[] = [];
  const rows = QUESTIONS.map((question): Row => {
    const times: number[] = [];
    for (let run = -WARM_RUNS; run < RUNS; run += 1) {
      const start = performance.now();
      const before = process.cpuUsage();
      index.best(question, MOST, isSeen);
      const { user, system } = process.cpuUsage(before);
      if (run < 0) continue;
      clock.push(performance.now() - start);
      times.push((user + system) / 1_000);
    }
    processor.push(...times);
    const name = `${reach}, “${question}”`;
    return { ...at, case: name, metric: 'processor p50', value: percentile(times, 0.5) };
  });
  const name = `${reach}, ${QUESTIONS.length} questions`;
  const summary = [0.5, 0.95].flatMap((share): Row[] => [
    { ...at, case: name, metric: `p${share * 100}`, value: percentile(clock, share) },
    // Other work on the machine does not change these.
    { ...at, case: name, metric: `processor p${share * 100}`, value: percentile(processor, share) },
  ]);
  return [...rows, ...summary];
}

function heldBytes(): number {
  globalThis.gc?.();
  const { arrayBuffers, heapUsed } = process.memoryUsage();
  return arrayBuffers + heapUsed;
}

function communeOf(id: number): number {
  return (id % COMMUNES) + 1;
}

function communeNames(): Map<number, string[]> {
  return new Map(
    Array.from({ length: COMMUNES }, (_, commune) => {
      const [onset = '', rhyme = ''] = [
        ONSETS[commune % ONSETS.length],
        RHYMES[commune % RHYMES.length],
      ];
      return [commune + 1, ['phuong', `${onset}${rhyme}`, 'hoa']];
    }),
  );
}

/** Names as a register holds them: a kind, a person's or an invented name, and an address. */
function inventedNames(): () => string {
  const random = seeded(5);
  const one = (list: readonly string[]) => list[Math.floor(random() * list.length)] ?? '';
  const invented = () => `${one(ONSETS)}${one(RHYMES)}${random() < 0.3 ? one(ONSETS) : ''}`;
  const person = () => `${one(FAMILIES)} ${one(MIDDLES)} ${one(LASTS)}`;
  return () => {
    const name = random() < 0.5 ? `${one(MIDDLES)} ${one(LASTS)}` : `${invented()} ${invented()}`;
    const house = `${Math.ceil(random() * 900)}${random() < 0.1 ? one(['a', 'b', 'c']) : ''}`;
    return `${one(KINDS)} ${name} ${house} ${person()}`;
  };
}
