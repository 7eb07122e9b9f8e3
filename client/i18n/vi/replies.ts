/** The replies of communes (giải trình). */
export const replies = {
  title: 'Giải trình',
  sign: 'đã giải trình',
  signMore: 'Địa phương đã giải trình; mở hồ sơ để đọc.',
  askedFor: {
    recognised: 'Giải trình về việc phát sinh điểm',
    recurrence_confirmed: 'Giải trình về việc tái hoạt động',
  },
  due: (p: { date: string; ago: string }) => `Chờ giải trình, hạn ${p.date} (${p.ago})`,
  overdue: (p: { date: string; days: string }) =>
    `Chưa giải trình, quá hạn ${p.days} (hạn ${p.date})`,
  filed: (p: { commune: string; time: string }) => `Giải trình của ${p.commune}, ${p.time}`,
  filedLate: 'gửi sau hạn',
  draft: (p: { name: string; time: string }) => `Bản nháp, ${p.name}, ${p.time}`,
  draftMore: 'Chỉ phường, xã của bạn thấy bản nháp.',
  writer: (p: { name: string }) => `Người gửi: ${p.name}`,
  documents: (p: { numbers: string }) => `Văn bản ${p.numbers}`,
  earlier: (p: { count: string }) => `Xem ${p.count} bản giải trình trước`,
  superseded: 'đã có bản mới hơn',
  write: 'Viết giải trình',
  writeAgain: 'Giải trình bổ sung',
  continueDraft: 'Sửa bản nháp',
  words: 'Nội dung giải trình',
  wordsMore:
    'Việc đã làm, nguyên nhân, biện pháp tiếp theo. Chỉ nói về địa điểm; không ghi tên người, số điện thoại, số giấy tờ, biển số.',
  wordsMissing: 'Ghi nội dung, ít nhất 10 ký tự.',
  documentNumbers: 'Số văn bản kèm theo',
  documentNumbersMore: 'Gõ một số rồi bấm Enter. Ví dụ: 215/BC-UBND',
  saveDraft: 'Lưu bản nháp',
  file: 'Gửi giải trình',
  draftKept: (p: { code: string }) => `Đã lưu bản nháp giải trình, ${p.code}.`,
  fileDone: (p: { code: string }) => `Đã gửi giải trình, ${p.code}.`,
  leaderFiles: 'Lãnh đạo phường, xã gửi giải trình; bạn chuẩn bị bản nháp.',
  lines: {
    about: 'Về việc',
    commune: 'Bên giải trình',
    words: 'Nội dung',
    documents: 'Văn bản',
    due: 'Hạn',
  },
  keptBeside:
    'Giải trình hiện cùng con số ở mọi nơi con số được nêu. Bản đã gửi không sửa được; bản gửi sau thay thế, bản trước vẫn đọc được.',
};
