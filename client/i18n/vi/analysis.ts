import type { ComparedCommune, Measure } from '#server/contract/comparison.ts';
import type { SurvivalGrouping } from '#server/contract/survival.ts';

const measure: Record<Measure, string> = {
  recurrences: 'Tái hoạt động',
  new_points: 'Điểm mới phát sinh',
  late_tips: 'Tin xử lý quá hạn',
};

const reason: Record<ComparedCommune['verdict']['reason'], string> = {
  outside_limits: 'Ngoài giới hạn 99,8%',
  within_limits: 'Trong giới hạn 99,8%',
  too_little_exposure: 'Số kỳ vọng dưới 5: quá ít để kết luận',
  incomplete_records: 'Hồ sơ đầy đủ dưới 95%: chưa đủ để kết luận',
  not_repeated: 'Kỳ trước không cùng phía và chênh dưới 5',
  nothing_checked: 'Dưới nửa số điểm được kiểm tra: im lặng chưa phải là yên',
};

const grouping: Record<SurvivalGrouping, string> = {
  all: 'Toàn bộ',
  category: 'Theo loại hình',
  way: 'Theo cách triệt xóa',
  commune: 'Theo phường, xã',
};

/** Comparison of communes, survival, and the audit of patrols. */
export const analysis = {
  nav: 'So sánh',
  title: 'So sánh không đổ oan',
  lead: 'So mỗi phường, xã với số mà riêng ngẫu nhiên cũng có thể gây ra. Chỉ sự việc đã xác minh được tính; nghi vấn không bao giờ tính.',
  views: 'Cách xem',
  view: {
    funnel: 'Biểu đồ phễu',
    map: 'Bản đồ tỷ lệ',
    survival: 'Giữ được bao lâu',
    audit: 'Kiểm toán vòng lặp',
  },
  measureLabel: 'So sánh về',
  measure,
  from: 'Từ ngày',
  to: 'Đến ngày',
  funnelTitle: 'Số quan sát so với số kỳ vọng',
  funnelLead: {
    recurrences:
      'Kỳ vọng: số lần tái hoạt động nếu mỗi ngày của một điểm đã triệt xóa có nguy cơ như bình quân thành phố, tính riêng từng loại hình.',
    new_points: 'Kỳ vọng: số điểm mới nếu tỷ lệ theo dân số như bình quân thành phố.',
    late_tips:
      'Kỳ vọng: số tin quá hạn nếu tỷ lệ của từng loại tin như bình quân thành phố. Tin chưa đến hạn không tính.',
  } satisfies Record<Measure, string>,
  funnelName: (p: { measure: string; communes: string }) =>
    `Biểu đồ phễu: ${p.measure}, ${p.communes} phường, xã. Phím mũi tên chuyển giữa các phường, xã, Enter mở các trường hợp. Bảng số liệu ở bên dưới.`,
  axisExpected: 'Số kỳ vọng',
  axisRatio: 'Quan sát / kỳ vọng',
  limitAction: 'Giới hạn 99,8%',
  limitWarning: 'Giới hạn 95%',
  legendWithin: 'Trong phạm vi dao động ngẫu nhiên',
  legendAbove: 'Cao hơn giới hạn',
  legendBelow: 'Thấp hơn giới hạn',
  chanceOutside: (p: { communes: string; warning: string; action: string }) =>
    `Trong ${p.communes} phường, xã có kỳ vọng từ 5, dù không nơi nào khác nơi nào, chỉ riêng ngẫu nhiên vẫn có thể đưa tới ${p.warning} nơi ra ngoài giới hạn 95% và ${p.action} nơi ra ngoài giới hạn 99,8%.`,
  spreadWide: (p: { phi: string; p: string; spread: string }) =>
    `Các nơi khác nhau nhiều hơn ngẫu nhiên (φ = ${p.phi}, ${p.p}), tỷ số thật thường chênh khoảng ±${p.spread}: giới hạn đã được nới rộng theo.`,
  spreadEven: (p: { phi: string; p: string }) =>
    `Chưa thấy các nơi khác nhau quá mức ngẫu nhiên (φ = ${p.phi}, ${p.p}): giới hạn Poisson chính xác.`,
  spreadFew: (p: { communes: string }) =>
    `Chỉ ${p.communes} phường, xã có kỳ vọng từ 5 (cần ít nhất 20): quá ít để nói các nơi có khác nhau hay không. Giới hạn Poisson chính xác.`,
  spreadNobody: 'Không phường, xã nào có kỳ vọng từ 5, nên chưa nói được gì về nơi nào.',
  praised: 'Đề nghị biểu dương',
  criticised: 'Đề nghị phê bình',
  nobodyPraised: 'Không nơi nào thấp hơn mức ngẫu nhiên đủ rõ để biểu dương.',
  nobodyCriticised: 'Không nơi nào cao hơn mức ngẫu nhiên đủ rõ để phê bình.',
  rule: 'Chỉ nêu tên khi ngoài giới hạn 99,8% sau khi tính phân tán, kỳ vọng từ 5, hồ sơ đầy đủ từ 95%, và kỳ trước cùng phía hoặc chênh từ 5; không biểu dương nơi chưa kiểm tra quá nửa số điểm.',
  everybodyElse: (p: { count: string }) =>
    `${p.count} phường, xã còn lại: trong phạm vi dao động ngẫu nhiên, hoặc chưa đủ căn cứ để kết luận. Thứ tự giữa các nơi này không có ý nghĩa.`,
  within: 'Trong phạm vi dao động ngẫu nhiên',
  undecided: 'Chưa đủ căn cứ để kết luận',
  above: 'Cao hơn mức ngẫu nhiên',
  below: 'Thấp hơn mức ngẫu nhiên',
  observedOf: (p: { observed: string; expected: string; low: string; high: string }) =>
    `${p.observed} so với ${p.expected} kỳ vọng (99,8%: ${p.low}–${p.high})`,
  completeness: 'Hồ sơ đầy đủ',
  unchecked: 'Chưa kiểm tra',
  replied: 'Đã giải trình',
  repliedOf: (p: { replied: string; cases: string }) => `${p.replied}/${p.cases}`,
  none: '–',
  reason,
  tableTitle: 'Bảng số liệu',
  columns: {
    commune: 'Phường, xã',
    observed: 'Quan sát',
    expected: 'Kỳ vọng',
    exposure: {
      place_days: 'Ngày-điểm đã đóng',
      person_days: 'Ngày-người',
      tips: 'Tin đã đóng hoặc quá hạn',
    },
    ratio: 'Tỷ số',
    limits: '99,8%',
    change: 'z so với kỳ trước',
    verdict: 'Nhận xét',
  },
  changeMore:
    'z = 2(√kỳ này − √kỳ trước); chỉ khi vượt ±3 mới là thay đổi thật. Không dùng phần trăm cho số nhỏ.',
  openCases: (p: { commune: string }) => `Xem các trường hợp của ${p.commune}`,
  casesTitle: (p: { commune: string }) => `Các trường hợp: ${p.commune}`,
  closeCases: 'Đóng các trường hợp',
  noCases: 'Không có trường hợp nào trong kỳ này.',
  caseRecurrence: (p: { days: string }) => `sau ${p.days} kể từ khi triệt xóa`,
  caseTip: (p: { date: string }) => `hạn ${p.date}`,
  reply: 'Giải trình của địa phương',
  noReply: 'Chưa có giải trình.',
  noReplyDue: (p: { date: string }) => `Chưa có giải trình (hạn ${p.date}).`,
  repliedOn: (p: { moment: string }) => `Gửi ${p.moment}`,
  noPopulationTitle: 'Chưa có số dân của phường, xã',
  noPopulation:
    'Số điểm mới chỉ so sánh được khi chia cho dân số, không bao giờ “trên mỗi phường”. Cơ quan thường trực nhập số dân kèm nguồn ở bên dưới.',
  population: (p: { source: string; date: string }) => `Dân số: ${p.source}, tính đến ${p.date}.`,
  populationTitle: 'Nhập dân số',
  populationLead:
    'Mỗi dòng một mã đơn vị và số dân, cách nhau bằng dấu chấm phẩy hoặc tab. Số cũ vẫn được giữ.',
  populationRows: 'Mã đơn vị; số dân',
  populationSource: 'Nguồn',
  populationDay: 'Số liệu tính đến ngày',
  populationSave: 'Lưu dân số',
  populationSaved: (p: { count: string }) => `Đã lưu dân số của ${p.count} phường, xã.`,
  populationBad: (p: { line: string }) =>
    `Dòng ${p.line} không đọc được. Cần: mã năm chữ số; số dân.`,
  mapTitle: 'Tỷ lệ đã làm trơn (Bayes thực nghiệm)',
  mapLead:
    'Tỷ lệ của nơi ít số liệu được kéo về bình quân thành phố, vì chưa đủ căn cứ để nói khác. Không tô tỷ lệ thô.',
  mapName: 'Bản đồ tỷ lệ theo phường, xã; số liệu đầy đủ ở bảng bên dưới.',
  mapApproximate:
    'Ranh giới phường, xã đang là gần đúng (cứ năm nơi có một nơi sai), nên bản đồ tỷ lệ được tắt: tô màu sẽ gán điểm cho nhầm nơi. Hãy nhập tệp ranh giới chính thức. Bảng bên dưới vẫn đầy đủ.',
  mapTooltip: (p: { events: string; exposure: string; low: string; high: string }) =>
    `${p.events} sự việc / ${p.exposure}; khoảng 95% của tỷ lệ thô: ${p.low}–${p.high}`,
  ratePerPlaceYear: 'lần trên 100 điểm-năm',
  ratePerPeople: 'điểm trên 1 triệu người-năm',
  rateShare: '% tin quá hạn',
  smoothed: 'Tỷ lệ làm trơn',
  raw: 'Tỷ lệ thô',
  interval: 'Khoảng 95%',
  survivalTitle: 'Điểm đã triệt xóa giữ được bao lâu',
  survivalLead:
    'Tỷ lệ còn yên theo số ngày kể từ khi triệt xóa (Kaplan–Meier). Điểm còn đang theo dõi được tính là chưa rõ, không phải thành công.',
  grouping,
  groupingLabel: 'Chia nhóm',
  groupsLabel: 'Nhóm được vẽ (tối đa 5)',
  bandLabel: 'Khoảng tin cậy',
  bands: {
    pointwise: 'Từng thời điểm (log–log)',
    equal_precision: 'Dải cho cả đường, đều độ chính xác (Nair)',
    hall_wellner: 'Dải cho cả đường (Hall–Wellner)',
  },
  allCity: 'Toàn thành phố',
  unknownWay: 'Không ghi cách triệt xóa',
  survivalName: (p: { curves: string }) =>
    `Đường sống sót của ${p.curves} nhóm; mỗi nhóm một nét vẽ và một tên. Số liệu ở bảng bên dưới.`,
  axisDays: 'Ngày kể từ khi triệt xóa',
  axisQuiet: 'Còn yên',
  atRisk: 'Còn theo dõi',
  greyed: 'Đoạn nét mảnh, xám: còn dưới 10 điểm theo dõi, nói lên rất ít.',
  sentence: (p: { name: string; share: string; days: string; low: string; high: string }) =>
    `${p.name}: ${p.share} điểm còn yên sau ${p.days} ngày (khoảng 95%: ${p.low}–${p.high}).`,
  sentenceNone: (p: { name: string }) => `${p.name}: chưa có lần triệt xóa nào được theo dõi.`,
  sentenceAllQuiet: (p: { name: string; closures: string; days: string }) =>
    `${p.name}: chưa ghi nhận lần tái hoạt động nào trong ${p.closures} lần triệt xóa, theo dõi lâu nhất ${p.days} ngày.`,
  sentenceStillQuiet: (p: { name: string; days: string; recurrences: string }) =>
    `${p.name}: mọi điểm được theo dõi còn yên sau ${p.days} ngày; ${p.recurrences} lần tái hoạt động đều đến sau đó.`,
  sentenceGone: (p: { name: string; days: string }) =>
    `${p.name}: trong số điểm theo dõi được đến ngày thứ ${p.days}, không điểm nào còn yên sau ngày đó.`,
  sentenceShort: (p: { name: string; closures: string; recurrences: string; days: string }) =>
    `${p.name}: ${p.recurrences} lần tái hoạt động trong ${p.closures} lần triệt xóa; mới theo dõi được ${p.days} ngày, chưa đủ lâu để nói về 90 ngày.`,
  sentenceGap: (p: { name: string; from: string; to: string }) =>
    `${p.name}: từ ngày thứ ${p.from} đến ngày thứ ${p.to} không điểm nào được theo dõi, nên không nói gì về sau đó.`,
  logRank: 'log-rank',
  logRankByCategory: 'log-rank phân tầng theo loại hình',
  testDiffers: (p: { test: string; p: string }) =>
    `Các đường khác nhau nhiều hơn mức ngẫu nhiên (${p.test}, ${p.p}).`,
  testSame: (p: { test: string; p: string }) =>
    `Chưa thấy các đường khác nhau hơn mức ngẫu nhiên (${p.test}, ${p.p}).`,
  permuted: (p: { test: string }) => `${p.test}, hoán vị vì ít lần tái hoạt động`,
  testNone:
    'Chưa so được các đường với nhau: không có lần tái hoạt động nào khi hai nhóm cùng được theo dõi.',
  testNoneByCategory:
    'Chưa so được các đường với nhau: không có lần tái hoạt động nào khi hai nhóm cùng có điểm thuộc một loại hình được theo dõi.',
  testSets: (p: { sets: string }) =>
    `Chỉ so được trong từng cụm sau, vì các cụm không có điểm cùng loại hình cùng được theo dõi: ${p.sets}.`,
  testAlone: (p: { names: string }) => `Chưa so được với nhóm nào: ${p.names}.`,
  pair: (p: { first: string; second: string; p: string }) =>
    `${p.first} và ${p.second}: ${p.p} (Holm)`,
  survivalColumns: {
    group: 'Nhóm',
    closures: 'Lần triệt xóa',
    recurrences: 'Tái hoạt động',
    at: (p: { days: string }) => `Còn yên sau ${p.days} ngày`,
    median: 'Trung vị (ngày)',
    mean: 'Số ngày yên bình quân trong 365 ngày',
  },
  notReached: 'chưa đạt',
  watchedFor: (p: { days: string }) => `mới theo dõi ${p.days} ngày`,
  noSpells: 'Chưa có điểm nào được triệt xóa, nên chưa có đường nào để vẽ.',
  run: (p: { version: string; cutOff: string }) =>
    `Định nghĩa số ${p.version} · chốt số liệu ${p.cutOff}`,
  runSeed: (p: { replicates: string; seed: string }) =>
    ` · ${p.replicates} hoán vị, hạt giống ${p.seed}`,
  noData: 'chưa có',
  auditTitle: 'Tuần tra có đang tìm ở nơi tuần tra đã đến?',
  auditLead:
    'Nếu phần do tuần tra tự phát hiện cứ tăng, số liệu đang nuôi chính lịch tuần tra. Bảng theo quý, in được.',
  auditColumns: {
    quarter: 'Quý',
    reported: 'Được báo',
    found: 'Tuần tra phát hiện',
    share: 'Phần do tuần tra (95%)',
    confirmed: 'Xác nhận: được báo / tuần tra',
    perChecks: 'Có dấu hiệu trên 100 lượt kiểm tra',
  },
  quarter: (p: { quarter: string; year: string }) => `Quý ${p.quarter}/${p.year}`,
  auditName: 'Phần dấu hiệu do tuần tra phát hiện, theo quý',
  noStops:
    'Chưa có lộ trình nào đi xong và có kết quả, nên chưa so được điểm dừng rút ngẫu nhiên với điểm dừng được chọn: phần bị bỏ sót chưa ước lượng được.',
  stops: (p: { random: string; chosen: string }) =>
    `Có dấu hiệu ở điểm dừng rút ngẫu nhiên: ${p.random}; ở điểm dừng được chọn: ${p.chosen}.`,
};
