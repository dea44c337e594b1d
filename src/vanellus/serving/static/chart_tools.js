// The buttons under a chart that script has drawn: which series are shown, and zoom.
"use strict";

(function () {
  function named(kind, className, parent) {
    const made = document.createElement(kind);
    made.className = className;
    parent.append(made);
    return made;
  }

  function swatch(colour) {
    const made = document.createElementNS("http://www.w3.org/2000/svg", "svg");
    const dot = document.createElementNS("http://www.w3.org/2000/svg", "circle");
    const all = { width: 12, height: 12, "aria-hidden": true };
    Object.entries(all).forEach(([name, value]) => made.setAttribute(name, value));
    Object.entries({ cx: 6, cy: 6, r: 5, fill: colour }).forEach(([name, value]) => dot.setAttribute(name, value));
    made.append(dot);
    return made;
  }

  // The legend by keys: a button for each series, pressed while it is shown. They tell and set the
  // same choice as clicks into the legend, of which an empty one shows all.
  function series(figure, view, bar) {
    const field = figure.dataset.series;
    const all = field ? view.scale("color").domain() : [];
    if (all.length < 2) {
      return;
    }
    const group = named("div", "chart-series", bar);
    group.setAttribute("role", "group");
    group.setAttribute("aria-label", `Shown in ${figure.dataset.title}`);
    const said = named("span", "hidden", bar);
    said.setAttribute("role", "status");
    const buttons = all.map(function (value) {
      const button = named("button", "", group);
      button.type = "button";
      button.append(swatch(view.scale("color")(value)), value);
      button.addEventListener("click", () => choose(value));
      return button;
    });
    function shown() {
      const chosen = view.data("chosen_store").map(({ values }) => values[0]);
      return chosen.length ? all.filter((value) => chosen.includes(value)) : all;
    }
    async function choose(value) {
      const now = shown();
      const next = all.filter((each) => (each === value) !== now.includes(each));
      const chosen = next.length === all.length ? [] : next;
      view.data("chosen_store", chosen.map((each) => ({ fields: [{ type: "E", field }], values: [each] })));
      await view.runAsync();
      tell();
      said.textContent = next.length ? `Shown: ${next.join(", ")}.` : "With nothing chosen all is shown.";
    }
    function tell() {
      const now = shown();
      buttons.forEach((button, number) => button.setAttribute("aria-pressed", String(now.includes(all[number]))));
    }
    tell();
    // Data that a listener asks for stands still only after the view has run.
    view.addDataListener("chosen_store", () => window.setTimeout(tell, 0));
  }

  // Zoom by buttons, for those who have no wheel.
  function zooms(figure, view, bar) {
    const axes = axesOf(view);
    if (!axes.length) {
      return;
    }
    const whole = axes.map(({ scale }) => view.scale(scale).domain().map(Number));
    function zoom(factor) {
      axes.forEach(function ({ scale, signal }, number) {
        const [low, high] = view.scale(scale).domain().map(Number);
        const middle = (low + high) / 2;
        const half = ((high - low) / 2) * factor;
        const [first, last] = whole[number];
        view.signal(signal, factor ? [Math.max(first, middle - half), Math.min(last, middle + half)] : whole[number]);
      });
      view.runAsync();
    }
    const title = figure.dataset.title;
    const group = named("div", "chart-zoom", bar);
    for (const [sign, name, factor] of [["+", "Zoom in", 0.5], ["−", "Zoom out", 2], ["All", "Show all", 0]]) {
      const button = named("button", "", group);
      button.type = "button";
      button.textContent = sign;
      button.setAttribute("aria-label", `${name}: ${title}`);
      button.title = name;
      button.addEventListener("click", () => zoom(factor));
    }
    named("span", "chart-hint", bar).textContent = "Drag to move; Shift and wheel to zoom.";
  }

  function axesOf(view) {
    const names = Object.keys(view.getState({ signals: () => true, data: () => false }).signals);
    const field = (axis) => names.find((name) => name === `zoom_${axis}`);
    return ["period", "longitude", "latitude"]
      .map((name) => ({ signal: field(name), scale: name === "latitude" ? "y" : "x" }))
      .filter(({ signal }) => signal);
  }

  // The row of buttons for a chart; null where it has nothing to choose and no axis to zoom.
  window.chartTools = function (figure, view) {
    const bar = document.createElement("div");
    bar.className = "chart-tools noprint";
    series(figure, view, bar);
    zooms(figure, view, bar);
    return bar.childNodes.length ? bar : null;
  };
})();
