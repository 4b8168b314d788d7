/* Forms of entries: saved with Ctrl+S, no change lost by a link, letters counted, errors within reach.

Everything works without it; it only spares ways. */
(function () {
  "use strict";

  const text = (form) => new URLSearchParams([...new FormData(form)].filter(([, value]) => typeof value === "string")).toString();
  const forms = new Map();
  let leaves = false;

  // What was refused, or only arranged, is not saved yet, though nobody has touched it since
  const isChanged = (form) => Boolean(form.querySelector("#fehler, [data-ungesichert]")) || "ungesichert" in form.dataset || forms.get(form) !== text(form);

  function watch(form) {
    forms.set(form, text(form));
    form.addEventListener("submit", () => { leaves = true; });
  }

  window.addEventListener("beforeunload", (event) => {
    if (!leaves && [...forms.keys()].some(isChanged)) event.preventDefault();
  });
  window.addEventListener("pageshow", () => { leaves = false; });

  // The form in which one writes, else the one that was changed, else the first
  document.addEventListener("keydown", (event) => {
    if (!(event.ctrlKey || event.metaKey) || event.altKey || event.key.toLowerCase() !== "s") return;
    const all = [...forms.keys()];
    const form = all.find((one) => one.contains(document.activeElement)) ?? all.find(isChanged) ?? all[0];
    const button = form?.querySelector("[data-strg-s]");
    if (!button) return;
    event.preventDefault();
    form.requestSubmit(button);
  });

  function count(input) {
    const most = Number(input.dataset.hoechstens);
    const shown = document.createElement("div");
    shown.className = "np-count";
    shown.id = `${input.id}_zeichen`;
    input.after(shown);
    input.setAttribute("aria-describedby", `${input.getAttribute("aria-describedby") ?? ""} ${shown.id}`.trim());
    const say = () => {
      // A line's end is sent as two
      const used = [...input.value.replace(/\r?\n/g, "\r\n")].length;
      const over = used > most;
      shown.textContent = over ? `${used - most} Zeichen zu viel (höchstens ${most})` : `${used} von ${most} Zeichen`;
      const looks = input === document.activeElement && input.matches("textarea");
      shown.hidden = !over && !looks && used < most * 0.6;
      shown.classList.toggle("np-count--over", over);
      if (over) input.setAttribute("aria-invalid", "true");
      else if (!input.closest(".errors")) input.removeAttribute("aria-invalid");
    };
    for (const when of ["input", "focus", "blur"]) input.addEventListener(when, say);
    say();
  }

  /* To what a link of the page names: out of what is folded, and past a select that another one stands for. */
  function reach(event) {
    const link = event.target.closest?.(".np-problems a, .np-state a, .np-status a");
    const target = link?.getAttribute("href").startsWith("#") && document.getElementById(link.hash.slice(1));
    if (!target) return;
    for (let box = target.closest("details"); box; box = box.parentElement.closest("details")) box.open = true;
    const folded = target.querySelector(":scope > fieldset > details");
    if (folded) folded.open = true;
    const input = target.matches("input, select, textarea") ? target : target.querySelector("input:not([type=hidden]), select, textarea");
    if (!input) return;
    event.preventDefault();
    const other = input.classList.contains("select2-hidden-accessible") && input.nextElementSibling?.querySelector("[role=combobox]");
    (other || input).scrollIntoView({ block: "center" });
    (other || input).focus({ preventScroll: true });
  }

  document.addEventListener("DOMContentLoaded", () => {
    document.querySelectorAll("[data-hoechstens]").forEach(count);
    document.querySelectorAll("form[data-formular], .np-form #content-main > form").forEach(watch);
    document.addEventListener("click", reach);
  });
})();
