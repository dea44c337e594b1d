// Draws charts anew with Vega where they come into view: their marks tell what they show, lead to
// the events behind them, and can be walked through by keys. Until then, and if anything fails, the
// picture from the server stays.
"use strict";

(function () {
  const source = document.currentScript && document.currentScript.dataset.vega;
  const narrow = window.matchMedia("(max-width: 46rem)");
  const drawn = new Map();
  let vega = null;
  let pointer = "mouse";
  if (!source || !window.fetch || !window.IntersectionObserver || !window.MutationObserver || !window.chartTools) {
    return;
  }

  function load() {
    if (!vega) {
      vega = new Promise(function (resolve, reject) {
        const script = document.createElement("script");
        script.src = source;
        script.addEventListener("load", () => resolve(window.vegaEmbed));
        script.addEventListener("error", reject);
        document.head.append(script);
      });
    }
    return vega;
  }

  // Marks lead to pages of this server, nothing else; a chart fetches nothing by itself.
  function ours(address) {
    return typeof address === "string" && /^\/(?![/\\])/.test(address);
  }
  const loader = {
    load: () => Promise.reject(new Error("charts have their data inside")),
    sanitize: (address) =>
      // A tap opens the tip, whose link leads on.
      ours(address) && pointer !== "touch"
        ? Promise.resolve({ href: address })
        : Promise.reject(new Error("not followed")),
  };

  // The tip: what a mark shows. One for the page.
  const tip = document.createElement("div");
  tip.className = "chart-tip";
  tip.hidden = true;
  tip.id = "chart-tip";
  document.body.append(tip);

  function words(value) {
    return value !== null && typeof value === "object"
      ? Object.entries(value)
          .map(([name, each]) => `${name}: ${each}`)
          .join(", ")
      : String(value);
  }

  function fill(value, href, keep) {
    tip.replaceChildren();
    if (value !== null && typeof value === "object") {
      const list = document.createElement("dl");
      for (const [name, each] of Object.entries(value)) {
        const term = document.createElement("dt");
        term.textContent = name;
        const said = document.createElement("dd");
        said.textContent = String(each);
        list.append(term, said);
      }
      tip.append(list);
    } else {
      tip.append(String(value));
    }
    if (ours(href)) {
      const line = document.createElement("p");
      if (keep) {
        const link = document.createElement("a");
        link.href = href;
        link.textContent = "Open what is behind it";
        line.append(link);
      } else {
        line.textContent = "Click: what is behind it";
      }
      tip.append(line);
    }
    tip.classList.toggle("kept", Boolean(keep));
  }

  function show(x, y, value, href, keep) {
    fill(value, href, keep);
    tip.hidden = false;
    const box = tip.getBoundingClientRect();
    const left = Math.min(x + 14, window.innerWidth - box.width - 8);
    const below = y + 16 + box.height < window.innerHeight;
    tip.style.left = `${Math.max(8, left)}px`;
    tip.style.top = `${Math.max(8, below ? y + 16 : y - box.height - 12)}px`;
  }

  function hide() {
    tip.hidden = true;
  }

  // The mark whose tip was put away by Escape: it stays away until another one is pointed at.
  let dismissed = null;
  let pointed = null;

  function hovered(_, event, item, value) {
    if (pointer === "touch") {
      return;
    }
    const told = value !== null && value !== undefined && value !== "";
    pointed = told ? item : null;
    if (pointed !== dismissed) {
      dismissed = null;
    }
    if (told && !dismissed) {
      show(event.clientX, event.clientY, value, item.href, false);
    } else {
      hide();
    }
  }

  // Keys: one stop for each chart; the arrows go from mark to mark, Enter opens what is behind one.
  function marksOf(holder) {
    return Array.from(holder.querySelectorAll("svg path, svg line"))
      .filter((each) => each.__data__ && ours(each.__data__.href) && each.__data__.tooltip)
      .map((each) => ({ each, box: each.getBoundingClientRect() }))
      .filter(({ box }) => box.width + box.height > 0)
      .sort((a, b) => a.box.left - b.box.left || a.box.top - b.box.top)
      .map(({ each }) => each);
  }

  function enter(mark) {
    const item = mark.__data__;
    mark.setAttribute("role", "link");
    mark.setAttribute("aria-label", words(item.tooltip));
    mark.setAttribute("tabindex", "0");
    mark.focus({ preventScroll: true });
    const box = mark.getBoundingClientRect();
    show(box.left + box.width / 2, box.top + box.height / 2, item.tooltip, item.href, false);
  }

  function walk(holder) {
    // The mark that keys come to first may go when series are chosen or time is zoomed.
    function keep() {
      const first = holder.querySelector('[tabindex="0"]') ? null : marksOf(holder)[0];
      if (first) {
        first.setAttribute("tabindex", "0");
        first.setAttribute("role", "link");
        first.setAttribute("aria-label", words(first.__data__.tooltip));
      }
    }
    keep();
    new MutationObserver(keep).observe(holder, { childList: true, subtree: true });
    holder.addEventListener("keydown", function (event) {
      const now = document.activeElement;
      if (!now || !now.__data__ || !holder.contains(now)) {
        return;
      }
      if (event.key === "Enter") {
        event.preventDefault();
        window.location.assign(now.__data__.href);
        return;
      }
      const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
      const marks = marksOf(holder);
      const at = marks.indexOf(now);
      const next = event.key === "Home" ? marks[0] : event.key === "End" ? marks[marks.length - 1] : step && marks[at + step];
      if (next) {
        event.preventDefault();
        now.setAttribute("tabindex", "-1");
        enter(next);
      }
    });
    holder.addEventListener("focusin", function (event) {
      if (event.target.__data__ && event.target.matches(":focus-visible")) {
        enter(event.target);
      }
    });
    holder.addEventListener("focusout", hide);
  }

  function setWidth(spec, width) {
    (spec.spec || spec).width = Math.max(120, Math.floor(width));
  }

  async function draw(figure) {
    const state = drawn.get(figure) || {};
    const turn = (state.turn || 0) + 1;
    drawn.set(figure, { ...state, turn });
    const address = narrow.matches ? figure.dataset.narrow : figure.dataset.wide;
    const [embed, answer] = await Promise.all([load(), fetch(address)]);
    if (!answer.ok) {
      return;
    }
    const spec = await answer.json();
    const holder = document.createElement("div");
    holder.className = "live";
    const still = figure.querySelector(".still");
    const old = figure.querySelector(".live");
    const bar = figure.querySelector(".chart-tools");
    const room = figure.clientWidth;
    const options = {
      mode: "vega-lite", renderer: "svg", ast: true, actions: false, defaultStyle: false,
      tooltip: hovered, loader, hover: true, logLevel: 1,
    };
    // Drawn where it takes no room, so that the page stands still until it is done.
    holder.style.position = "absolute";
    holder.style.visibility = "hidden";
    figure.append(holder);
    let made = await embed(holder, spec, options);
    const svg = () => holder.querySelector("svg");
    const over = Number(svg().getAttribute("width")) - room;
    if (over > 0) {
      const inner = (spec.spec || spec).width;
      made.finalize();
      setWidth(spec, inner - over - 1);
      made = await embed(holder, spec, options);
    }
    if (drawn.get(figure).turn !== turn || !figure.isConnected) {
      made.finalize();
      holder.remove();
      return;
    }
    holder.style.position = "";
    holder.style.visibility = "";
    if (state.made) {
      state.made.finalize();
    }
    [old, bar].forEach((each) => each && each.remove());
    still.hidden = true;
    still.before(holder);
    svg().setAttribute("aria-label", figure.querySelector(".still img").alt);
    made.view.addEventListener("click", function (event, item) {
      if (pointer === "touch" && item && item.tooltip) {
        show(event.clientX, event.clientY, item.tooltip, item.href, true);
      }
    });
    const tools = window.chartTools(figure, made.view);
    if (tools) {
      holder.after(tools);
    }
    walk(holder);
    drawn.set(figure, { turn, made, room, narrow: narrow.matches });
    figure.dataset.drawn = narrow.matches ? "narrow" : "wide";
  }

  function tried(figure) {
    draw(figure).catch(function () {
      const half = figure.querySelectorAll(".live");
      half.forEach((each) => each.remove());
      const still = figure.querySelector(".still");
      if (still) {
        still.hidden = false;
      }
    });
  }

  const seen = new IntersectionObserver(
    function (entries) {
      for (const { target, isIntersecting } of entries) {
        if (isIntersecting && !drawn.has(target)) {
          drawn.set(target, {});
          seen.unobserve(target);
          tried(target);
        }
      }
    },
    { rootMargin: "200px" },
  );

  function look() {
    for (const figure of drawn.keys()) {
      if (!figure.isConnected) {
        const { made } = drawn.get(figure);
        if (made) {
          made.finalize();
        }
        drawn.delete(figure);
      }
    }
    document.querySelectorAll("figure[data-wide]").forEach((figure) => drawn.has(figure) || seen.observe(figure));
  }

  document.addEventListener("pointerdown", function (event) {
    pointer = event.pointerType;
    if (!tip.hidden && !tip.contains(event.target)) {
      hide();
    }
  }, true);
  document.addEventListener("pointermove", (event) => { pointer = event.pointerType; }, true);
  document.addEventListener("scroll", hide, true);
  document.addEventListener("keydown", function (event) {
    if (event.key === "Escape") {
      dismissed = pointed;
      hide();
    }
  });

  let resized = 0;
  window.addEventListener("resize", function () {
    window.clearTimeout(resized);
    resized = window.setTimeout(function () {
      for (const [figure, { made, room, narrow: was }] of drawn) {
        if (made && (was !== narrow.matches || Math.abs(figure.clientWidth - room) > 16)) {
          tried(figure);
        }
      }
    }, 200);
  });

  // A page may put other charts in the place of some.
  document.addEventListener("charts", look);
  look();
})();
