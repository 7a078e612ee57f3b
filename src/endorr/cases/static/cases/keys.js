// Single keys in the queue, loaded only for whoever has switched them on (WCAG 2.1.4). Every one is also a button.
"use strict";
(() => {
  const cards = () => [...document.querySelectorAll("[data-card]")];
  const current = () => cards().find((card) => card.contains(document.activeElement));
  const step = (by) => {
    const all = cards();
    const place = all.indexOf(current());
    const next = all[place < 0 ? 0 : Math.min(Math.max(place + by, 0), all.length - 1)];
    if (next) next.querySelector("[data-open]").focus();
  };
  const press = (what) => {
    const found = current() && current().querySelector(what);
    if (found) found.click();
  };
  const keys = {
    j: () => step(1),
    k: () => step(-1),
    t: () => press("[data-take]"),
    h: () => press("[data-refer]"),
    "/": () => document.getElementById("sok").focus(),
  };
  document.addEventListener("keydown", (event) => {
    const typing = event.target.closest("input, textarea, select, [contenteditable]");
    if (typing || event.ctrlKey || event.metaKey || event.altKey || !Object.hasOwn(keys, event.key)) return;
    event.preventDefault();
    keys[event.key]();
  });
})();
