import { both } from '#client/i18n/both.ts';

/** The product as its operator sees it. */
export const operations = {
  title: both('Vận hành hệ thống', 'Operation of the system'),
  lead: both(
    'Trạng thái kỹ thuật của hệ thống, không có dữ liệu về điểm. Cách xử lý từng việc: server/deploy/RUNBOOK.md.',
    'The technical state of the system, without data of points. What to do about each: server/deploy/RUNBOOK.md.',
  ),
  program: both('Chương trình', 'Program'),
  version: both('Phiên bản', 'Version'),
  startedAt: both('Khởi động lúc', 'Started at'),
  mapReadAt: both('Bản đồ đọc thay đổi lúc', 'The map read changes at'),
  notYet: both('chưa có', 'not yet'),
  memory: both('Bộ nhớ đang dùng', 'Memory in use'),
  disk: both('Đĩa của thư mục dữ liệu', 'Disk of the data folder'),
  diskFree: both(
    (p: { free: string; total: string }) => `còn ${p.free} trên ${p.total}`,
    (p: { free: string; total: string }) => `${p.free} of ${p.total} free`,
  ),
  diskUnknown: both('hệ điều hành không cho biết', 'the system does not tell'),
  jobs: both('Tác vụ tự động', 'Automatic work'),
  jobsMore: both('Xem tác vụ', 'Show the jobs'),
  backups: both('Sao lưu', 'Backups'),
  lastBackup: both('Lần sao lưu gần nhất', 'Last backup'),
  lastCheck: both('Lần khôi phục thử gần nhất', 'Last restore to prove one'),
  noNightly: both(
    'DIABAN_BACKUP_DIR đặt là “none”: hệ thống không tự sao lưu.',
    'DIABAN_BACKUP_DIR is “none”: the system takes no backups by itself.',
  ),
  noBackup: both(
    'Chưa có bản sao lưu nào. Bản đầu tiên được tạo lúc 01:30; hoặc chạy “npm run cli -- backup TỆP”.',
    'There is no backup yet. The first is taken at 01:30; or run “npm run cli -- backup FILE”.',
  ),
  failedNote: both(
    (p: { when: string; reason: string }) => `${p.when}: không thành công. ${p.reason}`,
    (p: { when: string; reason: string }) => `${p.when}: it failed. ${p.reason}`,
  ),
  doneNote: both(
    (p: { when: string; file: string; rows: string; files: string }) =>
      `${p.when}: ${p.file}, ${p.rows} dòng và ${p.files} tệp`,
    (p: { when: string; file: string; rows: string; files: string }) =>
      `${p.when}: ${p.file}, ${p.rows} rows and ${p.files} files`,
  ),
  warnings: both('Việc cần xử lý', 'To be solved'),
  database: both('Cơ sở dữ liệu', 'Database'),
  databaseKind: {
    server: both(
      (p: { version: string; postgis: string }) => `PostgreSQL ${p.version}, PostGIS ${p.postgis}`,
      (p: { version: string; postgis: string }) => `PostgreSQL ${p.version}, PostGIS ${p.postgis}`,
    ),
    embedded: both(
      (p: { version: string; postgis: string }) =>
        `Nhúng trong chương trình: PostgreSQL ${p.version}, PostGIS ${p.postgis}`,
      (p: { version: string; postgis: string }) =>
        `Embedded: PostgreSQL ${p.version}, PostGIS ${p.postgis}`,
    ),
  },
  databaseName: both('Loại', 'Kind'),
  size: both('Dung lượng', 'Size'),
  migrations: both('Cấu trúc', 'Structure'),
  migrationsMore: both(
    (p: { count: string; last: string }) => `${p.count} bước, bước cuối ${p.last}`,
    (p: { count: string; last: string }) => `${p.count} steps, the last ${p.last}`,
  ),
  attachments: both('Ảnh và giấy tờ', 'Photos and papers'),
  attachmentsMore: both(
    (p: { files: string; size: string }) => `${p.files} tệp, ${p.size}`,
    (p: { files: string; size: string }) => `${p.files} files, ${p.size}`,
  ),
  table: both('Bảng', 'Table'),
  largest: both('Các bảng lớn nhất', 'The largest tables'),
  slowest: both('Yêu cầu chậm nhất từ khi khởi động', 'The slowest requests since the start'),
  slowestLead: both(
    'Chỉ nêu mẫu địa chỉ của máy chủ; xếp theo số yêu cầu lâu hơn một giây.',
    'Patterns of addresses only; by the number of requests that took longer than a second.',
  ),
  route: both('Địa chỉ', 'Address'),
  count: both('Số yêu cầu', 'Requests'),
  mean: both('Trung bình, ms', 'Mean, ms'),
  overOneSecond: both('Lâu hơn 1 giây', 'Over 1 second'),
};
