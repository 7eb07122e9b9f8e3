export const imports = {
  title: 'Nhập điểm',
};
