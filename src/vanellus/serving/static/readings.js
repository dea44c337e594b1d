// Escape puts away the reading that stands open under a marked word, without moving the pointer or
// the focus (WCAG 1.4.13). It opens again when the word is pointed at or gone to anew.
"use strict";

document.addEventListener("keydown", function (event) {
  if (event.key === "Escape") {
    document.querySelectorAll("mark[data-says]:is(:hover, :focus, :focus-within)").forEach(function (mark) {
      mark.classList.add("shut");
    });
  }
});
["pointerout", "focusout"].forEach(function (gone) {
  document.addEventListener(gone, function (event) {
    const mark = event.target.closest && event.target.closest("mark.shut");
    if (mark && !mark.contains(event.relatedTarget)) {
      mark.classList.remove("shut");
    }
  });
});
