/* Lists on the desk by keyboard: „j“ and „k“ go from row to row, Enter opens, „x“ ticks; and one box for all boxes. */
(function () {
  "use strict";

  function isTyping(event) {
    return event.ctrlKey || event.metaKey || event.altKey || event.shiftKey || event.target.isContentEditable
      || event.target.matches("select, textarea, input:not([type=checkbox]), [role=combobox], [role=textbox]");
  }

  const links = () => [...document.querySelectorAll("[data-rows] [data-row]")];
  const rowOf = (element) => element.closest("[data-rows] > *, [data-rows] tr");

  function go(step) {
    const all = links();
    const here = document.activeElement && rowOf(document.activeElement);
    const at = all.findIndex((link) => here && here.contains(link));
    const next = all[at < 0 ? (step > 0 ? 0 : all.length - 1) : at + step];
    if (!next) return;
    next.focus();
    rowOf(next).scrollIntoView({ block: "nearest" });
  }

  document.addEventListener("keydown", function (event) {
    if (isTyping(event)) return;
    if (event.key === "j" || event.key === "k") {
      event.preventDefault();
      go(event.key === "j" ? 1 : -1);
    } else if (event.key === "x") {
      const row = document.activeElement && rowOf(document.activeElement);
      const box = row && row.querySelector("input[type=checkbox]");
      if (box) box.click();
    }
  });

  document.addEventListener("DOMContentLoaded", function () {
    for (const label of document.querySelectorAll("[data-all]")) {
      const boxes = () => document.querySelectorAll('input[type=checkbox][name="' + label.dataset.all + '"]');
      if (boxes().length < 2) continue;
      label.hidden = false;
      label.querySelector("input").addEventListener("change", function (event) {
        for (const box of boxes()) box.checked = event.target.checked;
      });
    }
  });
})();
