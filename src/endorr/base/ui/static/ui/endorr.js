// Small comforts; every page works without them.
(function () {
  "use strict";
  var d = document;

  // A second click within four seconds is a slip, not a second question (the server knows too).
  d.addEventListener("submit", function (event) {
    var form = event.target, now = Date.now();
    if (event.defaultPrevented || form.method !== "post") return;
    if (now - Number(form.dataset.sentAt || 0) < 4000) { event.preventDefault(); return; }
    form.dataset.sentAt = now;
  });
  addEventListener("pageshow", function () {
    d.querySelectorAll("form[data-sent-at]").forEach(function (form) { delete form.dataset.sentAt; });
  });

  // Buttons that only make sense with a script are hidden until it runs.
  d.querySelectorAll("[data-print]").forEach(function (button) {
    button.hidden = false;
    button.addEventListener("click", function () { print(); });
  });

  // A menu folds when one leaves it.
  d.addEventListener("keydown", function (event) {
    var menu = event.key === "Escape" && d.querySelector(".ui-person[open]");
    if (menu) { menu.open = false; menu.querySelector("summary").focus(); }
  });
  d.addEventListener("click", function (event) {
    var menu = d.querySelector(".ui-person[open]");
    if (menu && !menu.contains(event.target)) menu.open = false;
  });

  // What is swapped in must not take the reader's place: focus stays, or goes to the part that was renewed.
  var held = null;
  d.addEventListener("htmx:beforeSwap", function () { held = d.activeElement === d.body ? null : d.activeElement; });
  d.addEventListener("htmx:afterSettle", function (event) {
    if (!held) return;
    var part = event.detail.target;
    var place = held.isConnected ? held : (held.id && d.getElementById(held.id)) || part;
    if (!place || !place.isConnected || place === d.activeElement) return;
    if (place === part && place.tabIndex < 0) place.setAttribute("tabindex", "-1");
    place.focus({ preventScroll: true });
  });
})();
