{
  const model = (name) => Bokeh.documents[0].get_model_by_name(name);
  let last;

  Object.assign(benchmark, {
    isDrawn: () => window.Bokeh?.documents[0]?.is_idle === true,
    zoom(by) {
      const { x_range, y_range } = model("map");
      for (const range of [x_range, y_range]) {
        const middle = (range.start + range.end) / 2;
        const half = ((range.end - range.start) / 2) * 2 ** -by;
        range.setv({ start: middle - half, end: middle + half });
      }
    },
    slide(day) {
      model("slider").value = day * 86_400_000;
    },
  });
}
