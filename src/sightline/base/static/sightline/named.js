// A list of people: a box above it takes part of a name, and the list shows who is meant.
// Without this the list is a plain one to choose from.
(() => {
  "use strict";

  const MOST = 8;
  const plain = (text) => text.normalize("NFD").replace(/[\u0300-\u036f]/g, "").toLowerCase();

  const help = (list) => {
    if (list.dataset.named === "helped") return;
    list.dataset.named = "helped";
    const whole = list.innerHTML;
    const label = list.form?.querySelector(`label[for="${CSS.escape(list.id)}"]`)?.textContent.trim() || "Name";
    const box = document.createElement("input");
    box.type = "text";
    box.className = "govuk-input sl-named";
    box.autocomplete = "off";
    box.spellcheck = false;
    box.placeholder = "Type part of a name";
    box.setAttribute("aria-label", `${label} Type part of a name`);
    box.setAttribute("aria-controls", list.id);
    const told = document.createElement("span");
    told.className = "govuk-visually-hidden";
    told.setAttribute("role", "status");
    list.before(box, told);

    const close = () => {
      list.removeAttribute("size");
      list.classList.remove("sl-named__open");
    };
    const choose = (value) => {
      list.innerHTML = whole;
      list.value = value;
      box.value = "";
      close();
      list.dispatchEvent(new Event("input", { bubbles: true }));
      list.dispatchEvent(new Event("change", { bubbles: true }));
      list.focus();
    };
    const matches = () => {
      const parts = plain(box.value).split(/\s+/).filter(Boolean);
      return [...list.options].filter((option) => option.value && parts.every((part) => plain(option.text).includes(part)));
    };

    box.addEventListener("input", (event) => {
      event.stopPropagation();
      const kept = list.value;
      list.innerHTML = whole;
      if (!box.value.trim()) {
        list.value = kept;
        told.textContent = "";
        return close();
      }
      const found = matches();
      [...list.options].forEach((option) => found.includes(option) || option.remove());
      list.querySelectorAll("optgroup").forEach((group) => group.children.length || group.remove());
      list.size = Math.max(2, Math.min(MOST, found.length + list.querySelectorAll("optgroup").length));
      list.classList.add("sl-named__open");
      list.selectedIndex = -1;
      told.textContent = found.length === 1 ? "1 name" : `${found.length} names`;
      list.dataset.kept = kept || list.dataset.kept || "";
    });
    box.addEventListener("keydown", (event) => {
      const first = list.options[0];
      if (event.key === "Enter") {
        event.preventDefault();
        if (box.value.trim() && first) choose(first.value);
      } else if (event.key === "ArrowDown" && list.size && first) {
        event.preventDefault();
        list.selectedIndex = 0;
        list.focus();
      } else if (event.key === "Escape" && box.value) {
        choose(list.dataset.kept || "");
      }
    });
    list.addEventListener("click", () => list.size && list.value && choose(list.value));
    list.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" || !list.size || !list.value) return;
      event.preventDefault();
      choose(list.value);
    });
    // whoever leaves a half-typed name keeps the answer there was
    box.form?.addEventListener("submit", () => box.value && list.selectedIndex < 0 && choose(list.dataset.kept || ""), true);
  };

  const all = (scope) => scope.querySelectorAll("select[data-named]").forEach(help);
  all(document);
  document.addEventListener("sightline:drawn", (event) => all(event.target));
})();
