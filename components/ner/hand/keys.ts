/** What a key does in the editor. */
export type Command =
  | { what: 'label'; place: number }
  | { what: 'move' | 'extend' | 'entity' | 'step'; by: 1 | -1 }
  | { what: 'accept' | 'reject' | 'undo' | 'open' | 'switch' | 'clear' };

/** Labels that have a key: 1 to 9, then 0. */
export const labelKeys = ['1', '2', '3', '4', '5', '6', '7', '8', '9', '0'] as const;

const byKey = (what: 'move' | 'extend' | 'entity' | 'step', back: string) => (key: string) => ({
  what,
  by: key === back ? (-1 as const) : (1 as const),
});

/** The keys of the editor, in the order of its help line. */
export const editorKeys: readonly {
  keys: readonly string[];
  shown?: string;
  does: string;
  command: (key: string) => Command;
}[] = [
  { keys: ['ArrowLeft', 'ArrowRight'], does: 'select a word', command: byKey('move', 'ArrowLeft') },
  {
    keys: ['Shift ArrowLeft', 'Shift ArrowRight'],
    does: 'select more or less',
    command: byKey('extend', 'Shift ArrowLeft'),
  },
  { keys: ['ArrowUp', 'ArrowDown'], does: 'select an entity', command: byKey('entity', 'ArrowUp') },
  {
    keys: labelKeys,
    shown: '1 … 0',
    does: 'give it a label',
    command: key => ({ what: 'label', place: labelKeys.findIndex(label => label === key) }),
  },
  { keys: ['x'], does: 'reject it', command: () => ({ what: 'reject' }) },
  { keys: ['a'], does: 'accept the annotation and go on', command: () => ({ what: 'accept' }) },
  { keys: ['j', 'k'], does: 'next, previous sentence', command: byKey('step', 'k') },
  { keys: ['n'], does: 'next one without your annotation', command: () => ({ what: 'open' }) },
  { keys: ['c'], does: 'words or characters', command: () => ({ what: 'switch' }) },
  { keys: ['z'], does: 'undo', command: () => ({ what: 'undo' }) },
  { keys: ['Escape'], does: 'select nothing', command: () => ({ what: 'clear' }) },
];
