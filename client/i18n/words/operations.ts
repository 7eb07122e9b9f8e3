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
  diskFree: both('còn {free} trên {total}', '{free} of {total} free'),
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
  failedNote: both('{when}: không thành công. {reason}', '{when}: it failed. {reason}'),
  doneNote: both(
    '{when}: {file}, {rows} dòng và {files} tệp',
    '{when}: {file}, {rows} rows and {files} files',
  ),
  warnings: both('Việc cần xử lý', 'To be solved'),
  database: both('Cơ sở dữ liệu', 'Database'),
  databaseKind: {
    server: both(
      'PostgreSQL {version}, PostGIS {postgis}',
      'PostgreSQL {version}, PostGIS {postgis}',
    ),
    embedded: both(
      'Nhúng trong chương trình: PostgreSQL {version}, PostGIS {postgis}',
      'Embedded: PostgreSQL {version}, PostGIS {postgis}',
    ),
  },
  databaseName: both('Loại', 'Kind'),
  size: both('Dung lượng', 'Size'),
  migrations: both('Cấu trúc', 'Structure'),
  migrationsMore: both('{count} bước, bước cuối {last}', '{count} steps, the last {last}'),
  attachments: both('Ảnh và giấy tờ', 'Photos and papers'),
  attachmentsMore: both('{files} tệp, {size}', '{files} files, {size}'),
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
