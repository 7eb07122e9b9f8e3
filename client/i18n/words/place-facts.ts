import { both } from '#client/i18n/both.ts';

/** Facts of a place by the names that forms, records, previews and imports give them. */
export const placeFacts = {
  officialName: both('Tên chính thức', 'Official name'),
  address: both('Địa chỉ', 'Address'),
  aliases: both('Tên gọi khác', 'Other names'),
  category: both('Loại hình', 'Category'),
  locationErrorMetres: both('Sai số vị trí (mét)', 'Location error (metres)'),
  leadCommuneId: both('Phường, xã chủ trì', 'Lead commune'),
};
