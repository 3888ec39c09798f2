import type { Panel, PanelInfo } from '@/lib/experiment/panel';

/**
 * All panels, in the order of the navigation. Words only: a page that lists panels fetches none of their code. A new panel is a folder
 * beside this file and an entry here.
 */
export const panels: readonly PanelInfo[] = [
  {
    id: 'divide-and-conquer',
    title: 'Divide and conquer',
    summary: 'Split a problem, solve the parts in isolation, merge the answers: does a model get further that way?',
    paper: {
      title: 'An Examination on the Effectiveness of Divide-and-Conquer Prompting in Large Language Models',
      authors: ['Yizhou Zhang', 'Lun Du', 'Defu Cao', 'Qiang Fu', 'Yan Liu'],
      year: 2024,
      arxiv: '2402.05359',
    },
    load: async () => (await import('./divide-and-conquer/panel')).divideAndConquerPanel,
  },
  {
    id: 'ner',
    title: 'Self-improving NER',
    summary:
      'A model annotates texts, keeps what it is sure of, and learns from it: does it find more entities that way?',
    paper: {
      title: 'Self-Improving for Zero-Shot Named Entity Recognition with Large Language Models',
      authors: ['Tingyu Xie', 'Qi Li', 'Yan Zhang', 'Zuozhu Liu', 'Hongwei Wang'],
      year: 2024,
      venue: 'NAACL 2024 (short papers)',
      arxiv: '2311.08921',
    },
    load: async () => (await import('./ner/panel')).nerPanel,
  },
  {
    id: 'kv-cache',
    title: 'KV-cache compression',
    summary: 'What each head of a model keeps of a text, and what is lost.',
    paper: {
      title: 'Dynamic Memory Compression: Retrofitting LLMs for Accelerated Inference',
      authors: ['Piotr Nawrot', 'Adrian Łańcucki', 'Marcin Chochowski', 'David Tarjan', 'Edoardo M. Ponti'],
      year: 2024,
      venue: 'ICML 2024',
      arxiv: '2403.09636',
    },
    load: async () => (await import('./kv-cache/panel')).kvPanel,
  },
];

/** What a panel says of itself. Undefined for an id that no panel has: ids come from links. */
export const findPanelInfo = (id: string): PanelInfo | undefined => panels.find(panel => panel.id === id);

/** Fetches the panel of that id. */
export const findPanel = async (id: string): Promise<Panel | undefined> => findPanelInfo(id)?.load();
