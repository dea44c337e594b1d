// Keys for the queue of reviews: each presses the button or follows the link that names it.
"use strict";

(function () {
  function typing(element) {
    return Boolean(element.closest("input, textarea, select, [contenteditable]"));
  }

  function openCorrection(focus) {
    const form = document.getElementById("correct");
    if (form && form.tagName === "DETAILS") {
      form.open = true;
      if (focus) {
        form.querySelector("select, input:not([type=hidden])").focus();
        form.scrollIntoView({ block: "start" });
      }
    }
  }

  let pressed = false;
  document.addEventListener("keydown", function (event) {
    if (event.ctrlKey || event.metaKey || event.altKey || event.repeat || typing(event.target)) {
      return;
    }
    const wanted = Array.from(document.querySelectorAll("[data-key]")).find(
      (each) => each.dataset.key === event.key,
    );
    if (!wanted || pressed) {
      return;
    }
    event.preventDefault();
    if (event.key === "c") {
      openCorrection(true);
      return;
    }
    // A second press while the next page is under way would decide of the same report again.
    const form = wanted.closest("form");
    pressed = !form || form.checkValidity();
    wanted.click();
  });
  window.addEventListener("pageshow", function () {
    pressed = false;
  });
  document.addEventListener("click", function (event) {
    if (event.target.closest('a[href="#correct"]')) {
      event.preventDefault();
      openCorrection(true);
    }
  });
  if (window.location.hash === "#correct") {
    openCorrection(true);
  }
})();
