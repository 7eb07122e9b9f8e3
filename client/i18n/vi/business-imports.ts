/** Importing businesses to inspect: where its words differ from those of importing points. */
export const businessImports = {
  title: 'Nhập danh sách cơ sở',
  lead: 'Đọc một bảng cơ sở dễ bị lợi dụng (CSV, XLSX, GeoJSON), kiểm tra từng dòng rồi mới ghi. Bảng không có cột nào về người; nhập lại cùng tệp không ghi thêm gì.',
  field: { officialName: 'Tên cơ sở', note: 'Địa chỉ cơ sở' },
  problem: {
    'import.name_missing': 'Thiếu tên cơ sở',
    'import.category_unknown': 'Không phải loại hình cơ sở',
  },
  name: 'Tên cơ sở',
  changedMore: 'Dòng khác với cơ sở đã có không ghi đè; hãy sửa trên hồ sơ cơ sở.',
  mapName: 'Bản đồ xem trước. Mọi cơ sở trên bản đồ đều có trong bảng bên dưới.',
  mapCapped: (p: { shown: string }) => `Vẽ ${p.shown} cơ sở đầu.`,
  write: (p: { count: string }) => `Ghi ${p.count} cơ sở vào danh sách`,
  nothingNew: 'Không có cơ sở mới nào để ghi.',
  countAdded: 'Cơ sở mới',
  recordAdded: 'Cơ sở mới',
  phaseWriting: (p: { done: string; total: string }) => `Đã ghi ${p.done} trên ${p.total} cơ sở`,
  phasePlacing: (p: { total: string }) => `Đang xác định phường, xã của ${p.total} cơ sở`,
  stoppedTooLateMore: 'Các cơ sở của tệp này đã có trong danh sách.',
  done: (p: { count: string }) => `Đã ghi ${p.count} cơ sở vào danh sách`,
  doneChanged: (p: { count: string }) =>
    `${p.count} dòng khác với cơ sở đã có, giữ nguyên cơ sở trong danh sách.`,
  leaveMore: 'Đang ghi cơ sở vào danh sách. Nếu rời trang, lượt ghi bị hủy và không để lại gì.',
  open: 'Nhập từ tệp',
  toList: 'Mở danh sách cơ sở',
};
