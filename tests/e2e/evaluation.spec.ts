import { expectOpenToEverybody } from './axe';
import { Panel, patience } from './pages/panel';
import { expect, test } from './site';

test('a run of several problems shows a table and a chart, and every problem opens', async ({ page }) => {
  test.setTimeout(2 * patience);
  const panel = new Panel(page);
  await panel.open();
  await panel.form.getByRole('radio', { name: 'many, at random' }).click();
  await panel.form.getByRole('spinbutton', { name: 'Number of problems' }).fill('4');
  for (const digits of ['3', '4', '5'])
    await panel.form.getByRole('checkbox', { name: digits, exact: true }).uncheck({ force: true });
  await expect(panel.plan).toContainText('4 problems × 3 strategies');
  await panel.run.click();
  await panel.finished(patience);

  for (const name of ['Results and cost', 'Every problem']) {
    await expect(panel.stage.getByRole('heading', { name })).toBeVisible();
  }
  const chart = panel.stage.getByRole('figure', { name: 'Correct answers, all of 2 digits' });
  await expect(chart.locator('svg.recharts-surface').first()).toBeVisible();
  await expect(chart.getByRole('table')).toHaveCount(1);

  await expectOpenToEverybody(page);

  const cost = panel.stage.getByRole('table', { name: 'Score and mean cost per problem' });
  await expect(cost.getByRole('row')).toHaveCount(1 + 3);
  for (const title of ['IO', 'Chain of thought', 'Divide and conquer']) {
    await expect(cost.getByRole('row', { name: title }).getByText(/^\d of 4$/)).toBeVisible();
  }

  for (const tab of ['Calls and tokens', 'Decoding context', 'Time', 'Cost per solved problem']) {
    await panel.stage.getByRole('tab', { name: tab }).click();
    await expect(panel.stage.getByRole('figure').first().locator('svg.recharts-surface').first()).toBeVisible();
  }
  await expect(panel.stage.getByRole('combobox', { name: 'Compare' })).toBeVisible();

  const problems = panel.stage.getByRole('table', { name: 'Problems and answers' });
  await expect(problems.getByRole('row')).toHaveCount(1 + 4);
  await problems.getByRole('button').first().click();
  await expect(panel.lane('Divide and conquer')).toBeVisible();
  await panel.button('All 4').click();
  await expect(problems).toBeVisible();
});
