import type { Story } from '@/lib/experiment/story';
import type { StoryKind, StoryOf } from './contract';
import { strips } from './strips';
import { tree } from './tree';
import { votes } from './votes';

/** All kinds of stories. A new one is a new shape in `lib/experiment/story.ts`, a new file here, and a line. */
const kinds: { [K in Story['kind']]: StoryKind<StoryOf<K>> } = { tree, votes, strips };

export const kindOf = (story: Story): StoryKind<Story> => kinds[story.kind] as unknown as StoryKind<Story>;
