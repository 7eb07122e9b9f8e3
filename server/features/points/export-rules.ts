import type { ExportReceipt } from '#server/contract/export.ts';
import { PointFilter } from '#server/contract/point.ts';
import type { PointExportQuery } from '#server/contract/point-export.ts';
import { CITY_TIME_ZONE } from '#server/contract/civil-day.ts';
import type { IsoDate } from '#server/contract/time.ts';

import type { Provenance } from './formats/export-row.ts';
import { FLAG_WORDS, KIND_WORDS, STATUS_WORDS } from './formats/export-words.ts';

/** The filter as the text of an address for the log: without the words searched for, and without places. */
export function viewOf(filter: PointFilter): string {
  const view = new URLSearchParams();
  for (const [name, value] of Object.entries(filter)) {
    if (LOGGED.includes(name) && value !== undefined) view.set(name, [value].flat().join(','));
  }
  return view.toString();
}

const LOGGED = Object.keys(PointFilter.shape).filter((name) => name !== 'q');

/** Lines that go with a file: title, who, when, what for, which points, and the line of the log. */
export function provenanceOf(taken: {
  receipt: ExportReceipt;
  name: string;
  purpose: string;
  points: number;
  query: PointExportQuery;
}): Provenance {
  const { receipt, name, purpose, points, query } = taken;
  return {
    title: 'Danh sách điểm phức tạp',
    watermark: receipt.watermark,
    lines: [
      `Người xuất: ${name}`,
      `Thời điểm xuất: ${cityTime(receipt.at)}`,
      `Mục đích: ${purpose}`,
      `Bộ lọc: ${filterWords(query)}`,
      `Số điểm: ${points.toLocaleString('vi-VN')}`,
      `Nhật ký số ${receipt.entry}`,
      'Chỉ dùng đúng mục đích đã nêu; không chứa dữ liệu cá nhân.',
    ],
  };
}

/** The filter in words; `không` where there is none. */
export function filterWords(query: PointExportQuery): string {
  const { status, flag, category, kind, commune, as_of: asOf, known_at: knownAt } = query;
  const listed = (label: string, values: readonly string[] | undefined) =>
    values === undefined || values.length === 0 ? [] : [`${label} ${values.join(', ')}`];
  const parts = [
    ...listed(
      'trạng thái',
      status?.map((one) => STATUS_WORDS[one]),
    ),
    ...listed(
      'cần chú ý',
      flag?.map((one) => FLAG_WORDS[one]),
    ),
    ...listed('loại hình', category),
    ...(kind === undefined ? [] : [`nhóm ${KIND_WORDS[kind]}`]),
    ...listed('phường, xã', commune),
    ...dated('tình hình ngày', asOf),
    ...dated('theo những gì đã ghi đến ngày', knownAt),
    ...listed('diễn ra', query.happened),
    ...dated('từ ngày', query.from),
    ...dated('đến ngày', query.to),
    ...(query.q === undefined || query.q === '' ? [] : ['có từ tìm kiếm']),
    ...((query.bbox ?? query.squares) ? ['trong khung bản đồ'] : []),
    ...(query.within === undefined ? [] : ['trong vùng đã vẽ']),
    ...(query.ids === undefined ? [] : ['các điểm đã chọn']),
  ];
  return parts.length === 0 ? 'không' : parts.join('; ');
}

function dated(label: string, date: IsoDate | undefined): string[] {
  return date === undefined ? [] : [`${label} ${date.split('-').toReversed().join('/')}`];
}

/** An instant as `25/11/2026 09:15` on the city's clock. */
function cityTime(instant: string): string {
  const parts = new Intl.DateTimeFormat('en-GB', {
    timeZone: CITY_TIME_ZONE,
    day: '2-digit',
    month: '2-digit',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).format(new Date(instant));
  return parts.replace(',', '');
}
