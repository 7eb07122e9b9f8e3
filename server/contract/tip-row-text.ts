import type { TipRowProblemCode } from './tip-import.ts';

/** Sentences that say why a row of tips is not written, and what to do: on the page and in the file of refused rows. */
export const TIP_ROW_REASONS: Record<TipRowProblemCode, { vi: string; en: string }> = {
  number_missing: {
    vi: 'Thiếu số tin. Hãy điền số tin để nhập lại cùng tệp không bị ghi trùng.',
    en: 'The number is missing. By it the same file again writes nothing twice.',
  },
  number_repeated: {
    vi: 'Số tin lặp lại trong tệp. Giữ một dòng, hoặc sửa số.',
    en: 'The number stands in the file twice. Keep one row, or mend the number.',
  },
  kind_unknown: {
    vi: 'Không nhận ra loại tin. Dùng một trong sáu loại, ví dụ “phản ánh”.',
    en: 'The kind is not known. Use one of the six, for example “phản ánh”.',
  },
  channel_unknown: {
    vi: 'Không nhận ra kênh tiếp nhận. Dùng ví dụ “đường dây nóng”.',
    en: 'The channel is not known. Use for example “đường dây nóng”.',
  },
  date_missing: { vi: 'Thiếu ngày tiếp nhận.', en: 'The day of receipt is missing.' },
  date_unreadable: {
    vi: 'Không đọc được ngày. Viết theo dd/mm/yyyy.',
    en: 'The day cannot be read. Write dd/mm/yyyy.',
  },
  date_in_future: { vi: 'Ngày ở tương lai.', en: 'The day lies in the future.' },
  happened_after_receipt: {
    vi: 'Ngày sự việc sau ngày tiếp nhận.',
    en: 'It is said to have happened after it was received.',
  },
  earlier_for_another: {
    vi: 'Tin thuộc phường, xã khác: chỉ ghi được ngày tiếp nhận là hôm nay.',
    en: 'It lies in another commune: only today can be its day of receipt.',
  },
  place_missing: {
    vi: 'Thiếu nơi: cần tọa độ, hoặc mã hay tên phường, xã.',
    en: 'The place is missing: coordinates, or the code or name of a commune.',
  },
  position_unreadable: {
    vi: 'Không đọc được tọa độ. Viết kinh độ, vĩ độ bằng độ thập phân.',
    en: 'The coordinates cannot be read. Write longitude and latitude in decimal degrees.',
  },
  position_doubtful: {
    vi: 'Tọa độ có thể bị đổi chỗ hoặc là hệ VN-2000. Chuyển sang kinh độ, vĩ độ WGS 84.',
    en: 'The coordinates may be swapped or in VN-2000. Turn them into WGS 84 degrees.',
  },
  outside_city: { vi: 'Tọa độ nằm ngoài thành phố.', en: 'The coordinates lie outside the city.' },
  commune_unknown: {
    vi: 'Không có phường, xã này, hoặc tên trùng. Dùng mã năm chữ số.',
    en: 'There is no such commune, or two of that name. Use the five digits.',
  },
  category_unknown: {
    vi: 'Không có loại hình này trong danh mục.',
    en: 'There is no such category.',
  },
  error_unreadable: {
    vi: 'Sai số phải là số mét từ 0 đến 20.000.',
    en: 'The uncertainty is a number of metres from 0 to 20,000.',
  },
  text_too_long: { vi: 'Nội dung quá dài. Hãy rút gọn.', en: 'The text is too long.' },
  personal_data: {
    vi: 'Có dữ liệu của người (tên, điện thoại, giấy tờ, biển số). Bỏ phần ấy khỏi tệp.',
    en: 'It holds data of a person (name, telephone, papers, plate). Take it out of the file.',
  },
};
