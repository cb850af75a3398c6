// Runs before a page's own scripts. A contender's probe tells how its page is read and moved; this takes the time.
//
//   isDrawn()    whether everything that the last painted frame, or this one, shows includes every site
//   zoom(by)     move the zoom by a step, 1 or -1, without animation
//   slide(day)   move the time slider to a day (days since 1970-01-01) and tell the page so
//   isPending()  whether the page has yet to draw what it was last told; left out by pages that draw at once
window.benchmark = {
  sites: 0,
  isPending: () => false,
  slide() {
    throw new Error("this page has no time slider");
  },
};
{
  const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
  const message = () =>
    new Promise((resolve) => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => resolve();
      port2.postMessage(null);
    });
  const rest = () => new Promise((resolve) => setTimeout(resolve, 100));

  /** When what is drawn by now has been painted: a message is answered after the frame it was sent in. */
  async function painted() {
    do await frame();
    while (benchmark.isPending());
    await message();
    return performance.now();
  }

  /** Let the harness know, which reads the document's attribute. */
  function tell(done) {
    document.documentElement.dataset.benchmark = `${document.documentElement.dataset.benchmark ?? ""} ${done}`;
  }

  async function watch() {
    do await frame();
    while (document.body === null || !benchmark.isDrawn());
    await message();
    benchmark.drawn = performance.now();
    performance.mark("benchmark-drawn");
    tell("drawn");
  }

  /** Milliseconds that each step takes; what `before` does is not counted. */
  async function time(steps, step, before) {
    const took = [];
    for (let number = 0; number < steps; number += 1) {
      before(number);
      await painted();
      await rest();
      await painted();
      const began = performance.now();
      step(number);
      took.push((await painted()) - began);
    }
    return took;
  }

  /** Run a measure and leave what it gives where the harness looks for it: it may well outlast one call. */
  benchmark.measure = (name, days) => {
    const steps = days.length - 1;
    const work =
      name === "slider_ms"
        ? time(steps, (number) => benchmark.slide(days[number + 1]), (number) => number || benchmark.slide(days[0]))
        : time(steps, () => benchmark.zoom(1), (number) => number && benchmark.zoom(-1));
    work
      .then(
        (took) => (benchmark[name] = { took }),
        (error) => (benchmark[name] = { error: String(error) }),
      )
      .then(() => tell(name));
  };
  if (window === window.top) watch();
}
