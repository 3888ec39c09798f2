'use client';

import { Progress } from '@/components/ui/progress';
import type { FileProgress } from './state';

/** How far a file is read or written. */
export const FileBar = ({ file: { what, done, total } }: { file: FileProgress }) => (
  <Progress label={what === 'read' ? 'Reading the file' : 'Writing the file'} value={done} total={total} />
);
