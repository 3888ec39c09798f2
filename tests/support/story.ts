import type { StoryNode, TreeStory } from '@/lib/experiment/story';
import { storyOf } from '@/lib/panels/divide-and-conquer/story';
import { runPanel, type Settings } from './panel-run';

/** The story of a run on an engine that is right where `answer` says nothing; null where it has none. */
export async function recordedStory(
  settings: Settings,
  answer?: (prompt: string) => string | undefined,
): Promise<TreeStory | null> {
  const { experiment, outcome, journal } = await runPanel({ settings, ...(answer && { answer }) });
  const { results } = outcome;
  return storyOf({ experiment, environment: {}, createdAt: 0, results, entries: journal.entries() });
}

/** A node of a story and all below it. */
export const allOf = (node: StoryNode): StoryNode[] => [node, ...node.children.flatMap(allOf)];
