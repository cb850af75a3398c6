Object.assign(benchmark, {
  isDrawn() {
    const { presence, basemap } = document.documentElement.dataset;
    return presence === "ready" && basemap === "ready";
  },
  zoom(by) {
    document.querySelector(by > 0 ? ".leaflet-control-zoom-in" : ".leaflet-control-zoom-out").click();
  },
  slide(day) {
    const slider = document.getElementById("slider");
    slider.valueAsNumber = day;
    slider.dispatchEvent(new Event("input", { bubbles: true }));
  },
});
