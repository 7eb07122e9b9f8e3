import { Button, type ButtonProps } from '@mantine/core';
import type { ReactNode } from 'react';

/** Button that asks for the next page of a list; nothing after the last one. */
export function MorePages({
  list,
  ...button
}: ButtonProps & {
  list: {
    hasNextPage: boolean;
    isFetchingNextPage: boolean;
    fetchNextPage: () => Promise<unknown>;
  };
  children: ReactNode;
}) {
  if (!list.hasNextPage) return null;
  return (
    <Button
      variant="default"
      loading={list.isFetchingNextPage}
      onClick={() => void list.fetchNextPage()}
      {...button}
    />
  );
}
