import type { Pause } from '@/lib/engines/contract';
import type { RunEvent } from '@/lib/experiment/events';

/** Where progress is shown. */
export interface Screen {
  write(text: string): unknown;
  isTTY?: boolean;
  columns?: number;
}

export interface ProgressView {
  onEvent(event: RunEvent): void;
  /** Leaves the line clean. */
  end(): void;
}

const barWidth = 24;
/** Plain lines come at most this often, in milliseconds: a log file is read by people. */
const plainEvery = 10_000;
const redrawEvery = 100;
/** Seconds. */
const shortestPause = 2;

/**
 * Units done, calls, calls a second and the time left: one line that is redrawn on a terminal, a line now and then elsewhere.
 *
 * @param now milliseconds
 */
export function createProgress(screen: Screen, now: () => number = () => performance.now()): ProgressView {
  const started = now();
  let done = 0;
  let total = 0;
  let asked = 0;
  let replayed = 0;
  let failed = 0;
  let phase = '';
  let loading = '';
  let shownAt = -Infinity;
  let drawn = false;
  let isPaused = false;

  const facts = (): string => {
    const seconds = (now() - started) / 1_000;
    const rate = asked / Math.max(seconds, 0.001);
    const left = done > 0 && done < total && asked > 0 ? (seconds / done) * (total - done) : null;
    return [
      `${phase}${done} of ${total} done`,
      `${asked} calls${replayed > 0 ? ` + ${replayed} from the journal` : ''}`,
      ...(failed > 0 ? [`${failed} without an answer`] : []),
      ...(asked > 0 ? [`${rate.toFixed(1)} calls/s`] : []),
      ...(left === null ? [] : [`${duration(left)} left`]),
    ].join(' \u00b7 ');
  };

  function show(force: boolean): void {
    const every = screen.isTTY ? redrawEvery : plainEvery;
    if (!force && now() - shownAt < every) return;
    shownAt = now();
    if (!screen.isTTY) return void screen.write(`${loading || facts()}\n`);
    const filled = total > 0 ? Math.round((done / total) * barWidth) : 0;
    const bar = '\u2588'.repeat(filled) + '\u2591'.repeat(barWidth - filled);
    const line = loading || `${bar} ${facts()}`;
    screen.write(`\r\u001b[2K${[...line].slice(0, (screen.columns ?? 80) - 1).join('')}`);
    drawn = true;
  }

  /** A line that stays, for each pause; short ones are no news. */
  function tellPause(pause: Pause | null): void {
    if (!pause && !isPaused) return;
    const wait = pause ? Math.ceil((pause.until - Date.now()) / 1_000) : 0;
    if (pause && wait < shortestPause) return;
    isPaused = pause !== null;
    const said = pause ? `Paused. ${pause.failure.message} Next try in ${duration(wait)}.` : 'Going on.';
    screen.write(`${drawn ? '\r\u001b[2K' : ''}${said}\n`);
  }

  return {
    onEvent(event) {
      if (event.type === 'progress') {
        ({ done, total } = event);
        if (total > 0) show(done === total || done === 0);
      } else if (event.type === 'phase-started') {
        phase = event.phases > 1 ? `${event.phase} (${event.index + 1} of ${event.phases}): ` : '';
      } else if (event.type === 'entry' && event.entry.kind !== 'value') {
        if (event.replayed) replayed++;
        else asked++;
        show(false);
      } else if (event.type === 'call-failed' && event.failure.kind !== 'cancelled') {
        failed++;
      } else if (event.type === 'load') {
        const { phase: step, loaded, total: size, unit } = event.progress;
        const share = size
          ? ` ${Math.floor((loaded / size) * 100)} %`
          : unit === 'steps'
            ? ''
            : ` ${Math.round(loaded / 1e6)} MB`;
        loading = `${event.purpose === 'embed' ? 'Embedder' : 'Model'}: ${step}${share}`;
        show(false);
      } else if (event.type === 'call-started') {
        loading = '';
      } else if (event.type === 'paused') {
        tellPause(event.pause);
      }
    },
    end() {
      if (drawn) screen.write('\r\u001b[2K');
      drawn = false;
    },
  };
}

/** Seconds in words: `8 s`, `3 min 20 s`, `2 h 5 min`. */
export function duration(seconds: number): string {
  const whole = Math.round(seconds);
  if (whole < 60) return `${whole} s`;
  if (whole < 3_600) return `${Math.floor(whole / 60)} min ${whole % 60} s`;
  return `${Math.floor(whole / 3_600)} h ${Math.floor((whole % 3_600) / 60)} min`;
}
