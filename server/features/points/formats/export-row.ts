import type { LonLat } from '#server/contract/geo.ts';
import type { PointFlag, PointKind, PointStatus } from '#server/contract/point.ts';
import type { IsoDate } from '#server/contract/time.ts';

import { FLAG_WORDS, KIND_WORDS, STATUS_WORDS } from './export-words.ts';

/** A point as it leaves the register; `shape` is its geometry in the form that the file wants. */
export type ExportRow<Shape = unknown> = {
  id: number;
  code: string;
  officialName: string;
  aliases: string[];
  category: string;
  kind: PointKind;
  status: PointStatus;
  flags: PointFlag[];
  /** The lead commune first. */
  communes: string[];
  address: string | null;
  statusSince: IsoDate;
  cycle: number;
  nextCheckOn: IsoDate | null;
  /** The most days by which a check or an answer was entered after its day; 0 where none was. */
  lateDays: number;
  anchor: LonLat;
  shape: Shape;
};

/** Lines that go with every file: who took it out, when, what for, and what it holds. */
export type Provenance = { title: string; lines: readonly string[]; watermark: string };

export type Cell = string | number | { date: IsoDate } | null;

/** A column: its name for people, its name for programs, the width in letters, and its cell. */
export type Column = {
  heading: string;
  field: string;
  width: number;
  type: 'text' | 'integer' | 'real' | 'date';
  cell: (row: ExportRow) => Cell;
};

const words = (parts: readonly string[]) => (parts.length === 0 ? null : parts.join('; '));
const day = (date: IsoDate | null): Cell => (date === null ? null : { date });

/** The columns of every file, in their order. */
export const COLUMNS: readonly Column[] = [
  { heading: 'Mã điểm', field: 'ma_diem', width: 11, type: 'text', cell: (row) => row.code },
  { heading: 'Tên điểm', field: 'ten', width: 38, type: 'text', cell: (row) => row.officialName },
  {
    heading: 'Tên gọi khác',
    field: 'ten_khac',
    width: 26,
    type: 'text',
    cell: (row) => words(row.aliases),
  },
  {
    heading: 'Loại hình',
    field: 'loai_hinh',
    width: 20,
    type: 'text',
    cell: (row) => row.category,
  },
  { heading: 'Nhóm', field: 'nhom', width: 24, type: 'text', cell: (row) => KIND_WORDS[row.kind] },
  {
    heading: 'Trạng thái',
    field: 'trang_thai',
    width: 18,
    type: 'text',
    cell: (row) => STATUS_WORDS[row.status],
  },
  {
    heading: 'Từ ngày',
    field: 'tu_ngay',
    width: 12,
    type: 'date',
    cell: (row) => day(row.statusSince),
  },
  {
    heading: 'Cần chú ý',
    field: 'can_chu_y',
    width: 28,
    type: 'text',
    cell: (row) => words(row.flags.map((flag) => FLAG_WORDS[flag])),
  },
  { heading: 'Địa chỉ', field: 'dia_chi', width: 32, type: 'text', cell: (row) => row.address },
  {
    heading: 'Phường, xã',
    field: 'phuong_xa',
    width: 24,
    type: 'text',
    cell: (row) => words(row.communes),
  },
  {
    heading: 'Số lần tái hoạt động',
    field: 'so_lan_tai',
    width: 12,
    type: 'integer',
    cell: (row) => Math.max(0, row.cycle - 1),
  },
  {
    heading: 'Hạn kiểm tra',
    field: 'han_kiem_tra',
    width: 13,
    type: 'date',
    cell: (row) => day(row.nextCheckOn),
  },
  { heading: 'Vĩ độ', field: 'vi_do', width: 11, type: 'real', cell: (row) => row.anchor[1] },
  { heading: 'Kinh độ', field: 'kinh_do', width: 11, type: 'real', cell: (row) => row.anchor[0] },
  {
    heading: 'Nhập muộn (ngày)',
    field: 'nhap_muon',
    width: 12,
    type: 'integer',
    cell: (row) => (row.lateDays === 0 ? null : row.lateDays),
  },
];
