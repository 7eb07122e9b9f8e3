import type { Actor, Permission } from '#server/contract/permission.ts';
import { PERIOD_EVENTS, POINT_FLAGS, POINT_STATUSES } from '#server/contract/point.ts';
import { holds, type TokenCollection } from '#server/contract/token.ts';

/** Type of a column. `instant` is a moment with its zone, `texts` a list of words. */
export type PropertyType =
  | 'text'
  | 'number'
  | 'boolean'
  | 'date'
  | 'instant'
  | 'texts'
  | 'geometry';

export type Property = {
  name: string;
  type: PropertyType;
  title: string;
  /** All words that it can hold, where they are few. */
  words?: readonly string[];
};

/** Reason why other programs can change nothing, shown where their buttons to edit are grey. */
export const READ_ONLY =
  'Chỉ đọc: mọi thay đổi được ghi trên Địa Bàn, nơi có kiểm tra quyền, người xác nhận và nhật ký.';

export type Collection = {
  id: TokenCollection;
  title: string;
  description: string;
  /** Null: open to everybody signed in. */
  right: Permission | null;
  properties: readonly Property[];
  /** Columns by which `datetime` chooses: one day, or first and last day. Null: it chooses nothing. */
  days: readonly [start: string, end: string] | null;
};

const text = (name: string, title: string, words?: readonly string[]): Property => ({
  name,
  type: 'text',
  title,
  ...(words !== undefined && { words }),
});
const number = (name: string, title: string): Property => ({ name, type: 'number', title });
const date = (name: string, title: string): Property => ({ name, type: 'date', title });
const texts = (name: string, title: string, words?: readonly string[]): Property => ({
  name,
  type: 'texts',
  title,
  ...(words !== undefined && { words }),
});

const POINT_KEYS = [number('point_id', 'Số của điểm'), text('point_code', 'Mã điểm')];

/** The collections of the OGC interface with their columns; the tables behind them stand in `collection-queries.ts`. */
export const COLLECTIONS: readonly Collection[] = [
  {
    id: 'points',
    title: 'Điểm phức tạp',
    description:
      'Các điểm trong sổ theo dõi, trừ điểm không được công nhận và điểm đã đưa ra khỏi sổ, với trạng thái hôm nay; với `datetime` là trạng thái của tối hôm đó, hoặc các điểm có sự kiện trong khoảng ngày.',
    right: 'points:export',
    properties: [
      text('code', 'Mã điểm'),
      text('name', 'Tên chính thức'),
      text('category', 'Loại hình'),
      text('kind', 'Nhóm', ['business', 'public_area']),
      text('status', 'Trạng thái', POINT_STATUSES),
      date('status_since', 'Trạng thái từ ngày'),
      number('cycle', 'Vòng đời thứ'),
      number('recurrences', 'Số lần tái hoạt động'),
      texts('flags', 'Cần chú ý', POINT_FLAGS),
      { name: 'suspected', type: 'boolean', title: 'Nghi tái hoạt động' },
      text('commune_code', 'Mã phường, xã chủ trì'),
      text('commune', 'Phường, xã chủ trì'),
      text('address', 'Địa chỉ'),
      number('location_error_metres', 'Sai số vị trí, mét'),
    ],
    days: null,
  },
  {
    id: 'events',
    title: 'Sự kiện của điểm',
    description: 'Từng việc đã ghi trong lịch sử của điểm, không nêu người ghi.',
    right: 'points:export',
    properties: [
      ...POINT_KEYS,
      number('cycle', 'Vòng đời thứ'),
      text('kind', 'Loại sự kiện'),
      date('effective_on', 'Ngày có hiệu lực'),
      { name: 'recorded_at', type: 'instant', title: 'Ghi lúc' },
      text('document_number', 'Số văn bản'),
      number('entered_late_days', 'Nhập muộn, số ngày'),
      text('status_after', 'Trạng thái sau đó', POINT_STATUSES),
    ],
    days: ['effective_on', 'effective_on'],
  },
  {
    id: 'cycles',
    title: 'Vòng đời của điểm',
    description: 'Từ khi công nhận (hoặc tái hoạt động) đến khi triệt xóa và bàn giao.',
    right: 'points:export',
    properties: [
      ...POINT_KEYS,
      number('number', 'Vòng đời thứ'),
      date('opened_on', 'Mở ngày'),
      text('opened_by', 'Mở do', ['recognised', 'recurrence_confirmed']),
      date('eliminated_on', 'Triệt xóa ngày'),
      text('elimination_way', 'Cách triệt xóa'),
      date('handed_over_on', 'Bàn giao ngày'),
    ],
    days: ['opened_on', 'eliminated_on'],
  },
  {
    id: 'communes',
    title: 'Phường, xã',
    description:
      'Địa giới đang dùng của các phường, xã. Khóa là mã và ngày đầu, vì mã được dùng lại.',
    right: null,
    properties: [
      text('code', 'Mã'),
      text('name', 'Tên'),
      text('type', 'Loại', ['phuong', 'xa']),
      date('valid_from', 'Từ ngày'),
      date('valid_to', 'Đến ngày'),
    ],
    days: ['valid_from', 'valid_to'],
  },
  {
    id: 'checks',
    title: 'Lần kiểm tra',
    description:
      'Các lần kiểm tra điểm đã đóng; hình là vị trí của điểm, không phải của người kiểm tra.',
    right: 'points:export',
    properties: [
      ...POINT_KEYS,
      number('cycle', 'Vòng đời thứ'),
      date('checked_on', 'Kiểm tra ngày'),
      text('result', 'Kết quả', ['no_sign', 'signs', 'could_not_check']),
      number('entered_late_days', 'Nhập muộn, số ngày'),
    ],
    days: ['checked_on', 'checked_on'],
  },
  {
    id: 'inspection-objects',
    title: 'Cơ sở thuộc diện kiểm tra',
    description: 'Các cơ sở trong danh mục kiểm tra.',
    right: 'inspection_objects:read',
    properties: [
      text('code', 'Mã cơ sở'),
      text('name', 'Tên cơ sở'),
      text('category', 'Loại hình'),
      text('address', 'Địa chỉ'),
      text('state', 'Tình trạng hoạt động', ['open', 'closed']),
      date('closed_on', 'Đóng ngày'),
      text('commune_code', 'Mã phường, xã'),
    ],
    days: null,
  },
  {
    id: 'routes',
    title: 'Lộ trình đã giao',
    description: 'Lộ trình đã giao cho các tổ; hình là các điểm dừng theo thứ tự.',
    right: 'routes:read',
    properties: [
      text('title', 'Tên lộ trình'),
      date('on_date', 'Ngày'),
      text('kind', 'Hình thức'),
      text('state', 'Bước', ['published', 'done']),
      number('version', 'Lần giao'),
      number('stops', 'Số điểm dừng'),
    ],
    days: ['on_date', 'on_date'],
  },
];

/** Kinds of event by which `datetime` as a period chooses points. */
export const PERIOD_KINDS = PERIOD_EVENTS;

/** Lists the collections that a person, or the token that stands for one, may read. */
export function collectionsFor(actor: Actor): Collection[] {
  return COLLECTIONS.filter((collection) => mayReadCollection(actor, collection));
}

export function mayReadCollection(actor: Actor, { id, right }: Collection): boolean {
  if (right !== null && !holds(actor, right)) return false;
  const { token } = actor;
  return token === undefined || token.collections === null || token.collections.includes(id);
}
