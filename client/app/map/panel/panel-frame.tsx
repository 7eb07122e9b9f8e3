import { ActionIcon } from '@mantine/core';
import {
  IconChevronLeft,
  IconLayoutSidebarLeftExpand,
  IconList,
  IconMap2,
} from '@tabler/icons-react';
import type { ReactNode } from 'react';

import { useText } from '#client/i18n/use-text.ts';
import { hinted } from '#client/ui/hinted.ts';

import { BottomSheet, type SheetHeight } from './bottom-sheet.tsx';
import classes from './panel-frame.module.css';

type PanelFrameProps = {
  phone: boolean;
  open: boolean;
  sheet: SheetHeight;
  onSheet: (height: SheetHeight) => void;
  onOpen: (open: boolean) => void;
  searchBox: ReactNode;
  children: (corner: ReactNode) => ReactNode;
};

/** Holds search and panel: a floating column on a desk, a sheet under a search field on a phone. */
export function PanelFrame(props: PanelFrameProps) {
  return props.phone ? <PhonePanel {...props} /> : <DeskPanel {...props} />;
}

function PhonePanel({ sheet, onSheet, searchBox, children }: PanelFrameProps) {
  const text = useText();
  const tall = sheet === 'full';
  return (
    <>
      <search className={classes.phoneSearch} {...hinted('search')}>
        {searchBox}
      </search>
      <BottomSheet height={sheet} onHeight={onSheet}>
        {children(
          <ActionIcon
            variant="subtle"
            color="gray"
            size={40}
            aria-label={tall ? text.map.showMap : text.map.showList}
            onClick={() => onSheet(tall ? 'low' : 'full')}
          >
            {tall ? (
              <IconMap2 size={20} stroke={1.6} aria-hidden="true" />
            ) : (
              <IconList size={20} stroke={1.6} aria-hidden="true" />
            )}
          </ActionIcon>,
        )}
      </BottomSheet>
    </>
  );
}

function DeskPanel({ open, onOpen, searchBox, children }: PanelFrameProps) {
  const text = useText();
  return (
    <div className={classes.column} data-open={open}>
      <search className={classes.search} {...hinted('search')}>
        {searchBox}
        {!open && (
          <ActionIcon
            variant="subtle"
            color="gray"
            size={36}
            aria-label={text.map.showPanel}
            title={text.map.showPanel}
            onClick={() => onOpen(true)}
          >
            <IconLayoutSidebarLeftExpand size={20} stroke={1.6} aria-hidden="true" />
          </ActionIcon>
        )}
      </search>
      {open && (
        <section className={classes.panel} aria-label={text.map.sheet}>
          {children(
            <ActionIcon
              variant="subtle"
              color="gray"
              size={32}
              aria-label={text.map.hidePanel}
              title={text.map.hidePanel}
              onClick={() => onOpen(false)}
            >
              <IconChevronLeft size={18} stroke={1.6} aria-hidden="true" />
            </ActionIcon>,
          )}
        </section>
      )}
    </div>
  );
}
