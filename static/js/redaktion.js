/* Names for the inputs that Django's admin draws without one: the searchable selects and the search field; and the way
   to an input that a link names. */
(function () {
  "use strict";

  function labelOf(select) {
    const label = document.querySelector('label[for="' + CSS.escape(select.id) + '"]');
    return label ? label.textContent.trim().replace(/:$/, "") : select.name;
  }

  function nameSelects() {
    for (const select of document.querySelectorAll("select.select2-hidden-accessible")) {
      const container = select.nextElementSibling;
      if (!container || !container.classList.contains("select2-container")) continue;
      const text = labelOf(select);
      for (const box of container.querySelectorAll('[role="combobox"], [role="textbox"]')) {
        box.setAttribute("aria-label", text);
        box.removeAttribute("aria-labelledby");
      }
      const search = container.querySelector(".select2-search__field");
      if (search) search.setAttribute("aria-label", text);
      const list = container.querySelector("ul.select2-selection__rendered");
      for (const other of list ? list.querySelectorAll(":scope > :not(li)") : []) list.before(other);
    }
  }

  /* A link to a place in the form opens the section it lies in, and the first input there is ready to be filled. */
  function openTarget() {
    const target = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (!target) return;
    const inside = "input:not([type=hidden]):not([tabindex='-1']), select, textarea, [role=combobox], summary";
    // What can be filled without opening anything stays as it is.
    const isOpen = [...target.querySelectorAll(inside)].some((one) => !one.closest("details"));
    const within = isOpen ? null : target.querySelector(":scope > details, :scope > fieldset > details");
    const section = target.closest("details") || within;
    if (section) section.open = true;
    const next = target.matches(".select2-hidden-accessible") ? target.nextElementSibling : target;
    const input = next.matches(inside) ? next : next.querySelector("[data-next]") || next.querySelector(inside);
    if (input) input.focus();
    // What was only arranged is no place to come back to once it is saved.
    if (target.closest("[data-ungesichert]")) history.replaceState(null, "", location.pathname + location.search);
  }
  window.addEventListener("hashchange", openTarget);
  window.addEventListener("load", openTarget); // after the admin's own scripts, which look for the first input

  /* „/“ leads into the search; what is opened in the head closes again. */
  function minding(menu) {
    document.addEventListener("keydown", function (event) {
      if (event.key === "Escape" && menu.open) {
        menu.open = false;
        menu.querySelector("summary").focus();
      }
    });
    document.addEventListener("click", function (event) {
      if (!menu.contains(event.target)) menu.open = false;
    });
  }

  function isTyping(event) {
    return event.ctrlKey || event.metaKey || event.altKey || event.target.isContentEditable
      || event.target.matches("input, select, textarea, [role=combobox], [role=textbox]");
  }

  document.addEventListener("keydown", function (event) {
    const search = document.getElementById("np-suche");
    if (event.key !== "/" || !search || isTyping(event)) return;
    event.preventDefault();
    search.focus();
    search.select();
  });

  document.addEventListener("DOMContentLoaded", function () {
    openTarget();
    document.querySelectorAll(".np-head__new").forEach(minding);
    const search = document.getElementById("searchbar");
    if (search) search.setAttribute("aria-label", "Suchen");
    if (!window.django || !django.jQuery) return;
    // After the admin's own scripts have drawn the selects, and whenever they draw them anew.
    django.jQuery(function () {
      window.setTimeout(nameSelects);
      django.jQuery(document).on("change formset:added", function () { window.setTimeout(nameSelects); });
    });
  });
})();
