// Long work in slices, so that the page answers in between: work is a generator that yields wherever it may be put down.

/** Do work without a pause. */
export function atOnce<T>(work: Generator<void, T>): T {
  for (;;) {
    const { done, value } = work.next();
    if (done === true) return value;
  }
}

/** Do work in slices of about so many milliseconds with a pause after each; rejects where the signal is aborted in between. */
export async function inSlices<T>(work: Generator<void, T>, milliseconds = 12, signal?: AbortSignal): Promise<T> {
  let end = performance.now() + milliseconds;
  for (;;) {
    const { done, value } = work.next();
    if (done === true) return value;
    if (performance.now() < end) continue;
    await new Promise((resolve) => setTimeout(resolve));
    signal?.throwIfAborted();
    end = performance.now() + milliseconds;
  }
}
