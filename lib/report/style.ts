import { markup } from './markup';

/**
 * The look of a report. Everything is in this one sheet, since the file must open without a network; the colours are those of the site's
 * tokens (`app/globals.css`), of which each pair has a contrast of 4.5 or more.
 */
export const style = markup`
:root {
  color-scheme: light dark;
  --paper: #fbfaf7; --surface: #fff; --sunken: #f3f1eb; --ink: #14161a; --muted: #5b6067; --line: #e2dfd6;
  --accent: #0b5b63; --danger: #a8231b; --warning: #8a5200; --good: #1b6b3a;
}
@media (prefers-color-scheme: dark) {
  :root {
    --paper: #14161a; --surface: #1b1e23; --sunken: #0f1114; --ink: #ecebe6; --muted: #a5a8ae; --line: #2e3238;
    --accent: #74c7c9; --danger: #ff9a8d; --warning: #f2bd63; --good: #85d39e;
  }
}
* { box-sizing: border-box; }
body {
  margin: 0 auto; max-width: 72rem; padding: 2rem 1.25rem 4rem; background: var(--paper); color: var(--ink);
  font: 1rem/1.5 'Source Sans 3', ui-sans-serif, system-ui, sans-serif; font-variant-numeric: tabular-nums;
  overflow-wrap: anywhere;
}
h1 { margin: 0; font-size: 1.9rem; line-height: 1.2; }
h2 { margin: 2.25rem 0 0.5rem; font-size: 1.3rem; }
h3 { display: inline; margin: 0; font-size: 1rem; }
p { margin: 0.5rem 0; }
a { color: var(--accent); }
a:focus-visible, summary:focus-visible, .scroll:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
.lead { max-width: 44rem; font-size: 1.1rem; }
.muted, .facts, .cut { color: var(--muted); }
.facts, .cut, caption { font-size: 0.875rem; }
.scroll { overflow-x: auto; }
table { border-collapse: collapse; background: var(--surface); overflow-wrap: normal; }
caption { padding: 0.25rem 0; text-align: left; color: var(--muted); }
th, td { border: 1px solid var(--line); padding: 0.3rem 0.6rem; text-align: left; vertical-align: top; }
th { background: var(--sunken); font-weight: 600; }
td.figure { text-align: right; white-space: nowrap; }
dl { display: grid; grid-template-columns: minmax(6rem, max-content) 1fr; gap: 0.2rem 1rem; margin: 0.5rem 0; }
dt { color: var(--muted); }
dd { margin: 0; min-width: 0; unicode-bidi: isolate; white-space: pre-wrap; }
pre {
  margin: 0.2rem 0 0.8rem; border: 1px solid var(--line); border-radius: 0.4rem; background: var(--sunken); padding: 0.5rem 0.75rem;
  font: 0.85rem/1.5 'JetBrains Mono', ui-monospace, Menlo, monospace; unicode-bidi: isolate; white-space: pre-wrap;
}
ul { margin: 0.5rem 0; padding-left: 1.25rem; }
details { border: 1px solid var(--line); border-radius: 0.4rem; background: var(--surface); margin: 0.4rem 0; padding: 0 0.75rem; }
details[open] { padding-bottom: 0.5rem; }
summary { cursor: pointer; padding: 0.4rem 0; }
.read { font-family: 'JetBrains Mono', ui-monospace, Menlo, monospace; font-size: 0.85rem; unicode-bidi: isolate; }
.verdict { font-weight: 600; }
.right { color: var(--good); }
.entered, .inherited, .wrong { color: var(--danger); }
.unread { color: var(--warning); }
@media (max-width: 40rem) { dl { grid-template-columns: 1fr; } dt { margin-top: 0.3rem; } }
@media print {
  :root {
    color-scheme: light;
    --paper: #fff; --surface: #fff; --sunken: #fff; --ink: #000; --muted: #444; --line: #999;
    --accent: #000; --danger: #7a0c06; --warning: #5c3700; --good: #0d4a25;
  }
  body { max-width: none; padding: 0; font-size: 10pt; }
  .scroll { overflow: visible; }
  h2, h3, summary { break-after: avoid; }
  tr, dl > dd, pre { break-inside: avoid; }
  thead { display: table-header-group; }
}
`;
