// deck.gl's pages keep their deck to themselves, so their draw calls are counted: each site is one instance.
{
  let drawn = 0;
  let told = -1;
  for (const kind of [WebGLRenderingContext, WebGL2RenderingContext]) {
    for (const name of ["drawArraysInstanced", "drawElementsInstanced"]) {
      const call = kind.prototype[name];
      if (!call) continue;
      kind.prototype[name] = function (...parameters) {
        drawn += parameters.at(-1);
        return call.apply(this, parameters);
      };
    }
  }

  Object.assign(benchmark, {
    isDrawn() {
      const all = drawn >= benchmark.sites;
      drawn = 0;
      return all;
    },
    // The wheel is the one way to zoom that both pages have; turned far enough it goes one level at once.
    zoom(by) {
      const canvas = document.querySelector("canvas");
      const { left, top, width, height } = canvas.getBoundingClientRect();
      drawn = 0;
      told = benchmark.sites;
      canvas.dispatchEvent(
        new WheelEvent("wheel", {
          deltaY: -10_001 * by,
          clientX: left + width / 2,
          clientY: top + height / 2,
          bubbles: true,
          cancelable: true,
        }),
      );
    },
    // Zoomed in, no site is left out: deck.gl draws each, be it outside the view.
    isPending: () => drawn < told,
  });
}
