import { describe, expect, it } from 'vitest';

import { formatOf } from '#client/i18n/use-text.ts';
import { vi } from '#client/i18n/vi.ts';
import { sampleEvent, samplePoint } from '#tests/support/points/sample-point.ts';

import { eventDetails } from './event-details.ts';

const words = { text: vi, format: formatOf('vi') };
const said = (
  ...[event, point = samplePoint()]: [
    ReturnType<typeof sampleEvent>,
    ReturnType<typeof samplePoint>?,
  ]
) => eventDetails(event, point, words).map((line) => `${line.label}: ${line.value}`);

describe('what an event says', () => {
  it('names the communes that were asked', () => {
    const event = sampleEvent({
      kind: 'handover_proposed',
      detail: { communeIds: [1], attempt: 1 },
    });
    expect(said(event)).toEqual(['Phường, xã: phường Hoàn Kiếm']);
  });

  it('gives a refusal its ground and its words', () => {
    const event = sampleEvent({
      kind: 'handover_refused',
      detail: { communeId: 1, reason: 'wrong_commune', reasonText: 'thuộc phường bên' },
    });
    expect(said(event)).toEqual([
      'Phường, xã: phường Hoàn Kiếm',
      'Lý do: Không thuộc địa bàn. thuộc phường bên',
    ]);
  });

  it('says in words how it was ended and what a check found', () => {
    expect(said(sampleEvent({ kind: 'eliminated', detail: { way: 'closure' } }))).toEqual([
      'Cách triệt xóa: Đình chỉ, đóng cửa cơ sở',
    ]);
    expect(
      said(sampleEvent({ kind: 'checked', detail: { result: 'signs', reason: null } })),
    ).toEqual(['Kết quả: Có dấu hiệu']);
  });

  it('tells what an imported position rests on, once', () => {
    const placedBy = { byHand: true, commune: null, radiusMetres: 100 };
    const actorName = 'Cán bộ phân tích';
    const first = sampleEvent({ kind: 'proposed', actorName, detail: { placedBy } });
    expect(said(first)).toEqual([
      'Vị trí: Cán bộ phân tích đặt thủ công khi nhập danh sách, trong vòng 100 m',
    ]);
    expect(said({ ...first, kind: 'recognised' })).toEqual([]);
    const commune = { ...first, detail: { placedBy: { ...placedBy, commune: 'Hoàn Kiếm' } } };
    expect(said(commune)).toEqual([
      'Vị trí: Cán bộ phân tích đặt thủ công khi nhập danh sách, chỉ biết thuộc Hoàn Kiếm',
    ]);
    const address = { label: '14 phố Mẫu', precision: 'interpolated', source: 'Bảng mẫu' };
    expect(said({ ...first, detail: { placedBy: address } })).toEqual([
      'Vị trí: theo địa chỉ 14 phố Mẫu (ước theo số nhà lân cận), nguồn: Bảng mẫu',
    ]);
  });

  it('tells what the table of an imported point claims beyond its proposal', () => {
    const claimed = { status: 'eliminated', listedOn: '2026-01-05', eliminatedOn: '2026-03-01' };
    expect(said(sampleEvent({ kind: 'proposed', detail: { claimed } }))).toEqual([
      'Theo bảng đã nhập: Đã triệt xóa, 01/03/2026',
    ]);
  });

  it('tells what a correction changed', () => {
    const place = sampleEvent({
      kind: 'corrected',
      detail: { reason: 'nhập nhầm', fields: ['officialName', 'geometry'] },
    });
    expect(said(place)).toEqual(['Lý do: nhập nhầm', 'Nội dung sửa: tên chính thức, hình vẽ']);
    const others = ['aliases', 'category', 'address', 'locationErrorMetres', 'leadCommuneId'];
    expect(said({ ...place, detail: { fields: others } })).toEqual([
      'Nội dung sửa: tên gọi khác, loại hình, địa chỉ, sai số vị trí, phường, xã chủ trì',
    ]);
    const day = sampleEvent({
      kind: 'corrected',
      detail: {
        reason: 'nhập nhầm',
        kind: 'eliminated',
        event: { effectiveOn: '2026-03-01', documentNumber: null },
      },
    });
    expect(said(day)[1]).toBe(
      'Nội dung sửa: việc “Triệt xóa”; ngày hiệu lực thành 01/03/2026; bỏ số văn bản',
    );
  });

  it('shows a code that it does not know as it stands', () => {
    expect(said(sampleEvent({ kind: 'eliminated', detail: { way: 'fire' } }))).toEqual([
      'Cách triệt xóa: fire',
    ]);
  });
});
