import { both } from '#client/i18n/both.ts';

/** The weekly sheet as an official paper, and its signature on the days on which it is due. */
export const sheetPaper = {
  committee: both('ỦY BAN NHÂN DÂN', "PEOPLE'S COMMITTEE"),
  number: both('Số:          /BC-UBND', 'No.:          /BC-UBND'),
  nation: both('CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM', 'SOCIALIST REPUBLIC OF VIET NAM'),
  motto: both('Độc lập - Tự do - Hạnh phúc', 'Independence - Freedom - Happiness'),
  placeAndDay: both(
    '{place}, ngày {day} tháng {month} năm {year}',
    '{place}, {day}/{month}/{year}',
  ),
  recipients: both('Nơi nhận:', 'To:'),
  toPolice: both('- Công an Thành phố;', '- City police;'),
  toFile: both('- Lưu: VT.', '- File.'),
  onBehalf: both('TM. ỦY BAN NHÂN DÂN', "FOR THE PEOPLE'S COMMITTEE"),
  signHere: both('(Ký, ghi rõ họ tên, đóng dấu)', '(Signature, full name, seal)'),
  signedInSystem: both('Đã ký trên hệ thống lúc {time}', 'Signed in the system at {time}'),
  signAndPrint: both('Ký và in', 'Sign and print'),
  notSigned: both('{week} chưa ký phiếu', '{week}: the sheet is not signed'),
  runningTitle: both('Tuần chưa kết thúc, còn {days}', 'The week is not over: {days} left'),
  runningMore: both(
    'Việc ghi sau khi ký không có trong bản này; muốn bổ sung phải ký bản mới kèm lý do.',
    'What is recorded after the signature is not in this version; adding it needs a new version with a reason.',
  ),
};
