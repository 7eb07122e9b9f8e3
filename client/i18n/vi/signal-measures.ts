import type { ParameterKey, Rematch, RematchState } from '#server/contract/signal-parameters.ts';

const measure: Record<ParameterKey, string> = {
  'signal.radius': 'Bán kính đối chiếu',
  'signal.compatibility': 'Loại nào phù hợp với loại nào',
  'signal.window': 'Thời gian sau ngày đóng',
  'signal.flag': 'Hiệu lực của nghi ngờ',
};

const measureLead: Record<ParameterKey, string> = {
  'signal.radius': 'Gần đến đâu thì một dấu hiệu nói về điểm đã đóng, theo loại nơi.',
  'signal.compatibility':
    'Dấu hiệu thuộc nhóm nào thì nói về điểm thuộc nhóm nào. Cùng nhóm luôn phù hợp.',
  'signal.window':
    'Sau ngày đóng bao lâu thì việc xảy ra mới là nghi tái hoạt động, và đến khi nào.',
  'signal.flag':
    'Nghi ngờ tự hết hiệu lực khi không có dấu hiệu mới; kết luận rút lại được bao lâu.',
};

const state: Record<RematchState, string> = {
  waiting: 'Chờ đối chiếu thử',
  running: 'Đang đối chiếu thử',
  ready: 'Đã đối chiếu thử xong, chưa áp dụng',
  applying: 'Đang áp dụng',
  applied: 'Đã áp dụng',
  cancelled: 'Đã bỏ, không có gì thay đổi',
  failed: 'Không đối chiếu được',
};

const kind: Record<Rematch['differences'][number]['kind'], string> = {
  appears: 'Nghi ngờ xuất hiện',
  disappears: 'Nghi ngờ mất đi',
  moves: 'Chuyển sang điểm khác',
  regrades: 'Đổi mức gần',
};

/** The measures by which signals are matched, and trying out others. */
export const signalMeasures = {
  nav: 'Thông số đối chiếu',
  title: 'Thông số đối chiếu dấu hiệu',
  lead: 'Mỗi thông số có căn cứ và ngày bắt đầu áp dụng. Thông số mới được đối chiếu thử trước, xem khác gì rồi mới áp dụng.',
  readOnly: 'Quản trị viên và cơ quan thường trực thay đổi được các thông số này.',
  link: 'Xem thông số đối chiếu',
  measure,
  measureLead,
  field: {
    business: 'Bán kính của cơ sở kinh doanh',
    public_area: 'Bán kính của địa bàn công cộng',
    exactMetres: 'Coi là cùng một cơ sở',
    vicinityFactor: 'Vùng lân cận rộng đến',
    unknownErrorMetres: 'Sai số khi không ai ghi',
    graceDays: 'Thời gian ân hạn',
    windowDays: 'Thời gian theo dõi',
    figureDays: 'Số liệu tính theo các mốc',
    expiryDays: 'Nghi ngờ hết hiệu lực sau',
    undoMinutes: 'Rút lại kết luận trong',
  },
  fieldMore: {
    business: 'Dấu hiệu trong bán kính này là nghi tái hoạt động.',
    public_area: 'Tính từ đường hoặc vùng của điểm.',
    exactMetres: 'Không quá bán kính.',
    vicinityFactor:
      'Số lần bán kính. Trong vùng này chỉ là có thể dịch chuyển, không bao giờ tính.',
    unknownErrorMetres: 'Bán kính chứa vị trí thật với mức 95%.',
    graceDays: 'Việc xảy ra trong những ngày này sau khi đóng chưa tính.',
    windowDays: 'Việc xảy ra muộn hơn không tính.',
    figureDays: 'Gõ số ngày rồi Enter, nhiều nhất sáu mốc.',
    expiryDays: 'Kể từ dấu hiệu gần nhất tại điểm.',
    undoMinutes: 'Chỉ người đã kết luận rút lại được.',
  },
  unit: {
    business: ' m',
    public_area: ' m',
    exactMetres: ' m',
    vicinityFactor: ' lần',
    unknownErrorMetres: ' m',
    graceDays: ' ngày',
    windowDays: ' ngày',
    expiryDays: ' ngày',
    undoMinutes: ' phút',
  },
  times: (p: { factor: string }) => `${p.factor} lần bán kính`,
  minutes: (p: { count: string }) => `${p.count} phút`,
  onlyOwn: 'chỉ nhóm của mình',
  alsoFor: (p: { groups: string }) => `và: ${p.groups}`,
  compatible: 'Nhóm phù hợp',
  compatibleMore: 'Hàng là nhóm của dấu hiệu, cột là nhóm của điểm.',
  ofSignal: 'Dấu hiệu',
  speaksFor: (p: { signal: string; place: string }) =>
    `Dấu hiệu nhóm ${p.signal} nói về điểm nhóm ${p.place}`,
  always: 'từ trước đến nay',
  from: (p: { date: string }) => `từ ${p.date}`,
  holds: (p: { since: string }) => `Áp dụng ${p.since}.`,
  setBy: (p: { name: string }) => `(${p.name})`,
  origin: 'Căn cứ',
  originMore: 'Số, ký hiệu và điều khoản của văn bản, ít nhất 10 ký tự.',
  originMissing: 'Ghi căn cứ của thông số.',
  validFrom: 'Áp dụng từ',
  validFromMore: 'Từ hôm nay trở đi; những gì đã kết luận giữ nguyên.',
  dayMissing: 'Chọn ngày.',
  versions: 'Giá trị khác theo ngày',
  later: 'Sẽ áp dụng',
  earlier: 'Đã thay thế',
  changeIt: 'Đổi',
  changeFor: (p: { measure: string }) => `Đổi thông số: ${p.measure}`,
  changeLead:
    'Chưa áp dụng gì: hệ thống đối chiếu thử mọi dấu hiệu chưa kết luận và cho xem khác gì.',
  unchanged: 'chưa đổi gì',
  change: (p: { was: string; value: string }) => `${p.was} → ${p.value}`,
  tryIt: 'Đối chiếu thử',
  tryStarted: 'Đang đối chiếu thử.',
  tried: (p: { measure: string }) => `Thay đổi đang xem xét: ${p.measure}`,
  askedBy: (p: { name: string; time: string }) => `${p.name}, ${p.time}`,
  state,
  advance: (p: { done: string; total: string }) => `${p.done} / ${p.total} dấu hiệu`,
  looked: (p: { total: string }) => `Đã đối chiếu ${p.total} dấu hiệu chưa kết luận.`,
  appearing: 'Nghi ngờ xuất hiện',
  disappearing: 'Nghi ngờ mất đi',
  moving: 'Chuyển điểm',
  regrading: 'Đổi mức gần',
  nothingChanges: 'Không dấu hiệu nào được đối chiếu khác đi.',
  noPlaces: 'Vai trò của bạn không xem địa điểm nên chỉ thấy số lượng.',
  differences: 'Những gì sẽ khác',
  signal: 'Dấu hiệu',
  signalNumber: (p: { id: string }) => `Dấu hiệu ${p.id}`,
  effect: 'Khác gì',
  place: 'Điểm',
  grade: 'Mức',
  distance: 'Cách',
  kind,
  firstOf: (p: { shown: string; all: string }) => `${p.shown} dòng đầu trong ${p.all}.`,
  stop: 'Dừng',
  drop: 'Bỏ, không áp dụng',
  apply: 'Áp dụng',
  applyTitle: 'Áp dụng thông số mới',
  applyMore:
    'Nghi ngờ xuất hiện hoặc mất đi theo thông số mới. Không tình trạng nào của điểm thay đổi, kết luận nào đã có giữ nguyên.',
  applyStarted: 'Đang áp dụng thông số mới.',
};
