import type { FeatureDeclaration } from './declaration.ts';

/** Problems of the OGC interface. Its standards ask for 400 where the rest of the interface answers 422. */
export const OGC = {
  problems: {
    'ogc.collection_not_found': {
      status: 404,
      vi: 'Không có bộ dữ liệu này. Hãy xem danh sách ở /ogc/collections.',
      en: 'There is no such collection. See the list at /ogc/collections.',
    },
    'ogc.feature_not_found': {
      status: 404,
      vi: 'Không có mục này trong phạm vi của bạn. Hãy kiểm tra lại số của mục.',
      en: 'There is no such feature within your reach. Check its number.',
    },
    'ogc.grid_not_found': {
      status: 404,
      vi: 'Không có lưới ô bản đồ này. Hãy dùng WebMercatorQuad.',
      en: 'There is no such grid of tiles. Use WebMercatorQuad.',
    },
    'ogc.no_tiles': {
      status: 404,
      vi: 'Bộ dữ liệu này không có ô bản đồ. Hãy đọc các mục của nó ở địa chỉ items.',
      en: 'This collection has no tiles. Read its features at its items address.',
    },
    'ogc.style_not_found': {
      status: 404,
      vi: 'Không có kiểu vẽ này. Hãy xem các kiểu vẽ ở /ogc/collections/points.',
      en: 'There is no such style. See the styles at /ogc/collections/points.',
    },
    'ogc.parameter_unknown': {
      status: 400,
      vi: 'Tham số “{name}” không có ở địa chỉ này. Hãy xem các tham số ở /ogc/api.',
      en: 'This address has no parameter “{name}”. See the parameters at /ogc/api.',
    },
    'ogc.parameter_invalid': {
      status: 400,
      vi: 'Giá trị của tham số “{name}” không đúng. Hãy xem cách viết ở /ogc/api.',
      en: 'The value of the parameter “{name}” is not valid. See how it is written at /ogc/api.',
    },
    'ogc.property_unknown': {
      status: 400,
      vi: 'Bộ dữ liệu không có cột “{name}”. Hãy xem các cột ở địa chỉ queryables của bộ dữ liệu.',
      en: 'The collection has no column “{name}”. See its columns at its queryables address.',
    },
    'ogc.filter_invalid': {
      status: 400,
      vi: 'Không đọc được bộ lọc CQL2[, từ ký tự thứ {place}][, ở “{name}”]. Hãy kiểm tra cú pháp và kiểu của giá trị so sánh.',
      en: 'The CQL2 filter cannot be read[ from character {place} on][ at “{name}”]. Check its form and the types of what is compared.',
    },
    'ogc.filter_unsupported': {
      status: 400,
      vi: 'Bộ lọc dùng “{name}” mà hệ thống không hỗ trợ. Hãy bỏ phần đó khỏi bộ lọc.',
      en: 'The filter uses “{name}”, which is not supported. Leave that out of the filter.',
    },
    'ogc.filter_too_long': {
      status: 400,
      vi: 'Bộ lọc dài quá {most} ký tự. Hãy rút gọn, hoặc chia thành nhiều lần đọc.',
      en: 'The filter is longer than {most} characters. Shorten it, or read in several parts.',
    },
    'ogc.cursor_foreign': {
      status: 400,
      vi: 'Trang tiếp theo này thuộc một bộ lọc khác. Hãy đọc lại từ trang đầu.',
      en: 'This next page belongs to another filter. Read again from the first page.',
    },
  },
} as const satisfies FeatureDeclaration;
