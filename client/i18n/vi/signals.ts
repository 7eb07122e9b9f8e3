import type {
  CategoryFit,
  SignalAct,
  SignalGrade,
  SignalMatch,
  SignalState,
} from '#server/contract/signal.ts';

const grade: Record<SignalGrade, string> = {
  exact: 'Cùng cơ sở',
  near: 'Trong phạm vi',
  vicinity: 'Vùng lân cận',
};

const stateShort: Record<SignalState, string> = {
  unmatched: 'Không gần điểm nào',
  vicinity: 'Vùng lân cận',
  suspected: 'Chờ xác minh',
  confirmed: 'Đã xác nhận',
  rejected: 'Đã bác bỏ',
  lapsed: 'Hết hiệu lực',
};

const category: Record<CategoryFit, string> = {
  same: 'Cùng loại với điểm.',
  same_group: 'Khác loại nhưng cùng nhóm loại với điểm.',
  compatible: 'Khác nhóm loại, thuộc cặp được coi là phù hợp.',
  unknown: 'Chưa rõ loại nên không loại trừ điểm này.',
  different: 'Khác loại với điểm.',
};

const outside: Record<NonNullable<SignalMatch['outside']>, string> = {
  within_grace: 'Còn trong thời gian ân hạn ngay sau khi đóng: theo thông số thì chưa tính.',
  past_window: 'Đã quá thời gian theo dõi: theo thông số thì không tính.',
};

const act: Record<SignalAct, string> = {
  confirm: 'Xác nhận tái hoạt động',
  reject: 'Bác bỏ nghi ngờ',
  new_point: 'Đề xuất điểm mới',
  undo: 'Rút lại kết luận',
  appeal: 'Khiếu nại',
  answer: 'Trả lời khiếu nại',
};

const actLead: Record<SignalAct, string> = {
  confirm:
    'Chỉ xác nhận khi đã xác minh tại chỗ. Điểm mở chu kỳ mới và địa phương phải giải trình.',
  reject: 'Nghi ngờ không có cơ sở. Điểm giữ nguyên tình trạng; lý do được lưu lại.',
  new_point:
    'Hoạt động có ở đó, nhưng là nơi khác. Nghi ngờ bị bác bỏ và nơi này được đề xuất làm điểm mới.',
  undo: 'Kết luận và việc rút lại đều còn trong lịch sử.',
  appeal: 'Khiếu nại do người khác với người đã kết luận trả lời.',
  answer: 'Người đã kết luận, ghi nhận hoặc khiếu nại không được trả lời.',
};

const actDone: Record<SignalAct, string> = {
  confirm: 'Xác nhận tái hoạt động',
  reject: 'Bác bỏ nghi ngờ',
  new_point: 'Bác bỏ nghi ngờ, đề xuất điểm mới',
  undo: 'Rút lại kết luận',
  appeal: 'Khiếu nại của địa phương',
  answer: 'Trả lời khiếu nại',
};

const done: Record<SignalAct, string> = {
  confirm: 'Đã xác nhận tái hoạt động.',
  reject: 'Đã bác bỏ nghi ngờ.',
  new_point: 'Đã bác bỏ nghi ngờ và đề xuất điểm mới.',
  undo: 'Đã rút lại kết luận.',
  appeal: 'Đã ghi khiếu nại.',
  answer: 'Đã trả lời khiếu nại.',
};

/** The inbox of signals: grounds, decisions, objections. */
export const signals = {
  nav: 'Dấu hiệu',
  title: 'Dấu hiệu nghi tái hoạt động',
  lead: 'Chưa xác minh thì chưa tính là tái hoạt động. Phím: J, K chuyển; Y xác nhận; N bác bỏ; P điểm mới; U rút lại.',
  leadReader: 'Chưa xác minh thì chưa tính là tái hoạt động.',
  filter: 'Lọc dấu hiệu',
  appealed: 'Có khiếu nại',
  stateShort,
  grade,
  total: (p: { count: string }) => `${p.count} dấu hiệu`,
  more: 'Xem thêm',
  back: 'Về danh sách',
  hint: 'Chọn một dấu hiệu, hoặc bấm J, để xem căn cứ. Mỗi lần xem đều ghi vào nhật ký.',
  emptyTitle: 'Không có dấu hiệu nào',
  emptyMore: 'Dấu hiệu xuất hiện ở đây khi có tin hoặc kết quả kiểm tra gần một điểm đã đóng.',
  noPlace: 'Không gần điểm đã đóng nào',
  unknown: 'Chưa rõ',
  whyTitle: 'Vì sao được đối chiếu với điểm này',
  why: {
    unmatched: 'Không có điểm đã đóng nào đủ gần và phù hợp loại.',
    named: 'Người kiểm tra nêu đích danh điểm này.',
    noPosition: 'Dấu hiệu không có vị trí riêng.',
    away: (p: { away: string }) => `Cách điểm ${p.away}.`,
    exact: (p: { away: string; radius: string }) =>
      `Cách điểm ${p.away}, trong bán kính ${p.radius}: coi là cùng một cơ sở.`,
    near: (p: { away: string; radius: string }) =>
      `Cách điểm ${p.away}, trong bán kính ${p.radius} của loại điểm này.`,
    withinError: (p: { away: string; radius: string; error: string }) =>
      `Cách điểm ${p.away}, quá bán kính ${p.radius} nhưng trong sai số vị trí ${p.error} của hai bên.`,
    beyond: (p: { away: string; radius: string }) =>
      `Cách điểm ${p.away}, quá bán kính ${p.radius}.`,
    vicinity: (p: { away: string; radius: string }) =>
      `Cách điểm ${p.away}, ngoài bán kính ${p.radius}: có thể là dịch chuyển, không tính là tái hoạt động.`,
    uncertainty: (p: { metres: string }) =>
      `Sai số vị trí chung của hai nơi là ${p.metres} (mức 95%).`,
    ownError: (p: { metres: string }) => `Vị trí của dấu hiệu có sai số khoảng ${p.metres}.`,
    occurred: (p: { on: string }) => `Xảy ra ngày ${p.on}`,
    received: (p: { on: string }) => `Không rõ ngày xảy ra, tiếp nhận ngày ${p.on}`,
    since: (p: { day: string; days: string; closed: string }) =>
      `${p.day}, ${p.days} sau ngày đóng ${p.closed}.`,
    neverClosed: (p: { day: string }) => `${p.day}; không rõ ngày đóng của điểm.`,
    outside,
    category,
  },
  map: 'Bản đồ điểm đã đóng và nơi có dấu hiệu',
  mapJudged: (p: { metres: string }) =>
    `Đường nét đứt: vùng được đối chiếu, cách hình của điểm không quá ${p.metres}.`,
  mapError: 'Vùng tô: sai số vị trí của dấu hiệu.',
  factPlace: 'Điểm',
  factCommune: 'Địa bàn',
  factPlaceCategory: 'Loại của điểm',
  factCategory: 'Loại của dấu hiệu',
  factOrigin: 'Nguồn',
  factTip: 'Tin',
  factPosition: 'Vị trí dấu hiệu',
  factError: 'Sai số vị trí',
  factRaised: 'Người ghi nhận',
  factNote: 'Ghi chú',
  factLapses: 'Hết hiệu lực nếu không có dấu hiệu mới',
  earlier: 'Dấu hiệu khác tại đây',
  earlierNone: 'Chưa có dấu hiệu nào khác tại điểm này.',
  act,
  actLead,
  actDone,
  done,
  undoUntil: (p: { time: string }) => `Rút lại được đến ${p.time}.`,
  reasonMore: 'Đã xác minh gì, bằng cách nào. Không ghi về người.',
  nameMissing: 'Nhập tên địa điểm, ít nhất 2 ký tự.',
  categoryMissing: 'Chọn loại của điểm.',
  answerMissing: 'Chọn chấp nhận hoặc giữ nguyên.',
  answers: { upheld: 'Giữ nguyên', granted: 'Chấp nhận khiếu nại' },
  appealWaits: 'Có khiếu nại chờ trả lời',
  appealBy: (p: { commune: string; name: string; date: string }) =>
    `${p.commune} khiếu nại ngày ${p.date} (${p.name})`,
  answered: (p: { answer: string; name: string; date: string }) =>
    `${p.answer}, ngày ${p.date}, ${p.name}`,
  document: (p: { number: string }) => `Văn bản ${p.number}`,
  linePlace: 'Điểm',
  lineAct: 'Việc',
  lineAnswer: 'Trả lời',
  lineDay: 'Ngày hiệu lực',
  lineDocument: 'Số văn bản',
  lineReason: 'Lý do',
  lineNote: 'Ghi chú',
  lineNewPoint: 'Tên điểm mới',
  lineCategory: 'Loại',
  linePosition: 'Vị trí',
  lineAfter: 'Sau đó',
  lineReplyDue: 'Hạn giải trình của địa phương',
  lineBy: 'Người ghi',
  afterConfirm: (p: { cycle: string }) => `Tái hoạt động, mở chu kỳ ${p.cycle}`,
  afterReject: 'Tình trạng của điểm không đổi; dấu hiệu đã bác bỏ',
  afterUndo: 'Nghi ngờ mở lại, điểm về tình trạng trước kết luận',
  afterAppeal: 'Chờ người khác trả lời; tình trạng của điểm không đổi',
  afterUpheld: 'Không có gì thay đổi',
  afterGrantedConfirmed: 'Kết luận tái hoạt động được thu hồi',
  sensitivity: 'Độ nhạy của số lần tái hoạt động',
  sensitivityMore:
    'Số lần đã xác nhận nếu bán kính và thời gian theo dõi khác đi. Ô tô màu là thông số đang dùng.',
  bothKinds: 'Hai bán kính: cơ sở kinh doanh · địa bàn công cộng.',
  aboutAll: 'Mọi điểm đang tái hoạt động trong phạm vi của bạn hôm nay, không theo bộ lọc khác.',
  aboutCommune:
    'Các điểm đang tái hoạt động của phường, xã đã chọn hôm nay, không theo bộ lọc khác.',
  aboutWeek: 'Các lần tái hoạt động trong tuần này.',
  aboutPeriod: 'Các lần tái hoạt động trong kỳ đã chọn.',
  byRadius: (p: { window: string }) => `Theo bán kính (${p.window})`,
  byWindow: (p: { radius: string }) => `Theo thời gian (${p.radius})`,
  unverifiedBeside: (p: { count: string }) => `(${p.count} chưa xác minh)`,
  displaced: (p: { count: string }) =>
    `Vùng lân cận: ${p.count} dấu hiệu, có thể là dịch chuyển, không tính là tái hoạt động.`,
  sensitivityOrigin: (p: { origin: string }) => `Nguồn thông số: ${p.origin}`,
};
