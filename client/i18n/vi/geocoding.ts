import type { PlacePrecision } from '#server/contract/geocoding.ts';

const precision: Record<PlacePrecision, string> = {
  door: 'đúng số nhà',
  interpolated: 'ước theo số nhà lân cận',
  junction: 'chỗ hai đường gặp nhau',
  place: 'theo tên địa điểm',
  street: 'chỉ biết tên đường',
  commune: 'chỉ biết phường, xã',
};

export const geocoding = {
  precision,
  within: (p: { distance: string }) => `trong vòng ${p.distance}`,
  basis: (p: { names: string }) => `theo: ${p.names}`,
  from: (p: { source: string }) => `nguồn: ${p.source}`,
  service: (p: { host: string }) => `dịch vụ ngoài ${p.host}`,
  communes: 'danh mục phường, xã',
};
