// folium's pages: each keeps its map in a global variable that begins with map_.
{
  let map;
  const find = () => Object.entries(window).find(([name, value]) => name.startsWith("map_") && value instanceof L.Map)?.[1];

  /** Sites on the map; those inside a cluster are, too. */
  function count() {
    let sites = 0;
    map.eachLayer((layer) => {
      if (layer._topClusterLevel) sites += layer._topClusterLevel.getChildCount();
      else if (layer.feature) sites += 1;
    });
    return sites;
  }

  Object.assign(benchmark, {
    // A page is made by scripts that wait for nothing, so that it is worth counting once they have all run.
    isDrawn() {
      if (document.readyState === "loading" || !window.L) return false;
      map ??= find();
      return map !== undefined && count() >= benchmark.sites;
    },
    zoom(by) {
      map.setZoom(map.getZoom() + by, { animate: false });
    },
    slide(day) {
      const slider = document.querySelector("input.time-slider");
      slider.valueAsNumber = day * 86_400_000;
      slider.dispatchEvent(new Event("input"));
    },
  });
}
