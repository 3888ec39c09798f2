/** Calls back again and again until the returned function is called. */
export type Beat = (tick: () => void) => () => void;

/** Milliseconds between two questions to a worker. */
export const beatMilliseconds = 15_000;

const everyBeat: Beat = tick => {
  const timer = setInterval(tick, beatMilliseconds);
  return () => clearInterval(timer);
};

/**
 * Beats that a worker may miss. It answers between two passes, and a pass of a large model on a slow machine can take a minute; a worker
 * that was told to stop has nothing else to do. `loading`: beats without progress of a load, which a server that is slow to answer, and
 * all attempts of a download, stay below.
 */
export const patience = { working: 8, stopping: 2, loading: 20 } as const;

/** Notices that a worker no longer answers: its code loops, or it is gone without a word. */
export interface Heartbeat {
  /** Asks the worker from beat to beat, until the returned function is called. `missed`: beats without an answer that are one too many. */
  hold(missed: number): () => void;
  /** Ends all holds. */
  stop(): void;
}

/**
 * Counts beats and not milliseconds: after the sleep of a computer, or in a page that the browser slows down, no time has passed for the
 * worker either.
 *
 * @param ask resolves when the worker answers
 * @param onSilence called once, after which all holds have ended
 */
export function createHeartbeat(ask: () => Promise<unknown>, onSilence: () => void, beat: Beat = everyBeat): Heartbeat {
  const holds = new Set<{ missed: number }>();
  let end: (() => void) | undefined;
  /** Beats since the question that is not answered yet; null where all are. */
  let waited: number | null = null;

  function question(): void {
    waited = 0;
    const answered = () => {
      waited = null;
    };
    // An error is an answer, too: what died says so elsewhere.
    ask().then(answered, answered);
  }

  function tick(): void {
    if (waited === null) return question();
    waited++;
    if (waited < Math.min(...[...holds].map(({ missed }) => missed))) return;
    stop();
    onSilence();
  }

  function stop(): void {
    holds.clear();
    end?.();
    end = undefined;
  }

  return {
    stop,
    hold(missed) {
      const own = { missed };
      holds.add(own);
      end ??= beat(tick);
      return () => {
        if (holds.delete(own) && holds.size === 0) stop();
      };
    },
  };
}

/** Notices work that stands still although its worker answers. */
export interface ProgressWatch {
  /** Call it whenever the work gets on. */
  moved(): void;
  end(): void;
}

/**
 * @param still beats without progress that are allowed
 * @param onStandstill called once, after which the watch has ended
 */
export function watchProgress(still: number, onStandstill: () => void, beat: Beat = everyBeat): ProgressWatch {
  let waited = 0;
  const end = beat(() => {
    if (++waited <= still) return;
    end();
    onStandstill();
  });
  return {
    end,
    moved() {
      waited = 0;
    },
  };
}
