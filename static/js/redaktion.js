/* Names for the inputs that Django's admin draws without one: the searchable selects and the search field. */
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

  document.addEventListener("DOMContentLoaded", function () {
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
