// Puts a slider over the links to the periods; each stop shows the page that its link leads to.
"use strict";

(function () {
  const list = document.getElementById("periods");
  const links = list ? Array.from(list.querySelectorAll("a")) : [];
  if (links.length < 3 || !window.fetch || !window.DOMParser) {
    return;
  }
  const label = document.createElement("label");
  label.className = "slider noprint";
  label.append("Period ");
  const slider = document.createElement("input");
  slider.type = "range";
  slider.min = "0";
  slider.max = String(links.length - 1);
  slider.step = "1";
  const now = links.findIndex((link) => link.hasAttribute("aria-current"));
  slider.value = String(Math.max(now, 0));
  slider.setAttribute("aria-valuetext", links[Math.max(now, 0)].textContent);
  const shown = document.createElement("output");
  shown.textContent = links[Math.max(now, 0)].textContent;
  label.append(slider, shown);
  list.parentElement.before(label);

  let asked = 0;
  slider.addEventListener("input", function () {
    const link = links[Number(slider.value)];
    const mine = ++asked;
    shown.textContent = link.textContent;
    slider.setAttribute("aria-valuetext", link.textContent);
    window.setTimeout(async function () {
      if (mine !== asked) {
        return;
      }
      const answer = await fetch(link.href);
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const fresh = page.getElementById("picture");
      // A later stop may have been reached while this one was under way.
      if (mine !== asked || !answer.ok || !fresh) {
        return;
      }
      document.getElementById("picture").replaceWith(document.adoptNode(fresh));
      document.dispatchEvent(new CustomEvent("charts"));
      links.forEach((each) => each.removeAttribute("aria-current"));
      link.setAttribute("aria-current", "page");
      history.replaceState(null, "", link.href);
    }, 120);
  });
})();
