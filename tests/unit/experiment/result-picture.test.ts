import { describe, expect, it } from 'vitest';
import { pictureOfTable } from '@/lib/experiment/result-picture';

const figure = { rows: 'Way', value: 'Correct %', by: 'Digits' };

describe('the picture of a result table', () => {
  it('has one bar a row where nothing else differs', () => {
    const picture = pictureOfTable({
      columns: ['Way', 'Digits', 'n', 'Correct %'],
      rows: [
        ['Direct', '4', '12', '25.0'],
        ['Split', '4', '12', '100.0'],
      ],
      figure,
    });
    expect(picture).toEqual({
      measure: 'Correct %',
      by: null,
      columns: [],
      rows: [
        { title: 'Direct', cells: [{ by: '', text: '25.0', share: 0.25 }] },
        { title: 'Split', cells: [{ by: '', text: '100.0', share: 1 }] },
      ],
    });
  });

  it('has a column for each value of what differs, and one bar for a row that has none', () => {
    const picture = pictureOfTable({
      columns: ['Way', 'Digits', 'Right'],
      rows: [
        ['Full', '', '18 of 24'],
        ['Half', '2', '12 of 24'],
        ['Half', '4', '1,000 of 4,000'],
        ['Other', '2', 'none'],
      ],
      figure: { ...figure, value: 'Right' },
    });
    expect(picture?.columns).toEqual(['2', '4']);
    expect(picture?.by).toBe('Digits');
    expect(picture?.rows.map(({ title, cells }) => [title, ...cells.map(({ by, share }) => [by, share])])).toEqual([
      ['Full', ['', 0.75]],
      ['Half', ['2', 0.5], ['4', 0.25]],
    ]);
  });

  it('measures plain numbers against the largest, and leaves an interval out of the words', () => {
    const { rows } = pictureOfTable({
      columns: ['Way', 'KL'],
      rows: [
        ['A', '0.5 (0.4 to 0.6)'],
        ['B', '2.0 (1.9 to 2.1)'],
      ],
      figure: { rows: 'Way', value: 'KL' },
    })!;
    expect(rows.map(({ cells }) => cells)).toEqual([
      [{ by: '', text: '0.5', share: 0.25 }],
      [{ by: '', text: '2.0', share: 1 }],
    ]);
  });

  it('is none of a table that names no figure or has no number', () => {
    const table = { columns: ['Way', 'Correct %'], rows: [['A', 'none']] };
    expect(pictureOfTable(table)).toBeNull();
    expect(pictureOfTable({ ...table, figure: { rows: 'Way', value: 'Correct %' } })).toBeNull();
  });
});
