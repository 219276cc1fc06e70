// Keyboard: / search, g then a digit another page, j and k along the rows, Enter opens.
"use strict";
(() => {
  let going = false;
  let place = -1;

  const typing = (event) =>
    event.target.closest("input, select, textarea, [contenteditable]") !== null ||
    event.ctrlKey || event.metaKey || event.altKey;

  const step = (by) => {
    const rows = [...document.querySelectorAll("[data-row]")];
    if (rows.length === 0) return;
    rows[place]?.classList.remove("current-row");
    place = Math.min(rows.length - 1, Math.max(0, place + by));
    rows[place].classList.add("current-row");
    rows[place].scrollIntoView({ block: "nearest" });
    rows[place].querySelector("a, summary, button")?.focus({ preventScroll: true });
  };

  document.addEventListener("keydown", (event) => {
    if (typing(event)) return;
    if (going) {
      going = false;
      document.querySelector(`nav a[data-key="${CSS.escape(event.key)}"]`)?.click();
      return;
    }
    if (event.key === "/") {
      event.preventDefault();
      document.getElementById("find")?.focus();
    } else if (event.key === "g") {
      going = true;
    } else if (event.key === "j") {
      step(1);
    } else if (event.key === "k") {
      step(-1);
    }
  });

  // The cell that a figure came from is brought into sight.
  document.getElementById("marked")?.scrollIntoView({ block: "center", inline: "center" });
})();
